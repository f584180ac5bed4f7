#pragma once

#include "ui/views/lab_view.h"

#include <vector>

/// Machine name of the view that has a second picture, over time.
inline constexpr QLatin1StringView overheadViewName("overhead");

/// One of each chart, children of `parent`, in the order of their tabs: latency, overhead, percentiles, load.
[[nodiscard]] std::vector<LabView *> makeChartViews(QWidget *parent);
