#include "ui/teach/teach_pages.h"

#include "ui/teach/compare_view.h"

std::vector<TeachPage *> makeTeachPages(QWidget *parent)
{
    return {
        new CompareView(parent),
    };
}
