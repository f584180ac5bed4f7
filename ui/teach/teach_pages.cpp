#include "ui/teach/teach_pages.h"

#include "ui/teach/choose_view.h"

std::vector<TeachPage *> makeTeachPages(QWidget *parent)
{
    return {new ChooseView(parent)};
}
