#include "ui/teach/teach_pages.h"

#include "ui/teach/predict_view.h"

std::vector<TeachPage *> makeTeachPages(QWidget *parent)
{
    return {
        new PredictView(parent),
    };
}
