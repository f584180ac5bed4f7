#include "ui/teach/teach_pages.h"

#include "ui/teach/choose_view.h"
#include "ui/teach/code_view.h"
#include "ui/teach/compare_view.h"
#include "ui/teach/practice_view.h"
#include "ui/teach/predict_view.h"

std::vector<TeachPage *> makeTeachPages(QWidget *parent)
{
    return {
        new PredictView(parent),  new CompareView(parent), new ChooseView(parent),
        new PracticeView(parent), new CodeView(parent),
    };
}
