#pragma once

#include <vector>

class LabView;
class QWidget;

/// One set of the views of a run, in the order of their tabs: a further view is one line here.
[[nodiscard]] std::vector<LabView *> makeLabViews(QWidget *parent);
