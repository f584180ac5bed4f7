#include "ui/teach/teach_pages.h"

#include "ui/teach/practice_view.h"

std::vector<TeachPage *> makeTeachPages(QWidget *parent)
{
    return {new PracticeView(parent)};
}
