#include "ui/teach/teach_pages.h"

#include "ui/teach/code_view.h"

std::vector<TeachPage *> makeTeachPages(QWidget *parent)
{
    return {new CodeView(parent)};
}
