#pragma once

#include "core/metrics/run_snapshot.h"

#include <QList>
#include <QPointF>
#include <QString>

/// Percentiles of a lane as a curve, and what may honestly be said of them. Pure.
namespace percentile_curve {

/// Place of a percentile (0 to 100, below 100) on the axis: decades of 1/(1 - p).
[[nodiscard]] double place(double percentile);
/// The highest percentile that `count` samples support: 99.9 from 1,000, 99 from 100, 90 from 10, else 50.
[[nodiscard]] double supported(qint64 count);
/// Steps (place, latency in ms) from percentile 0 to supported(); at most `maxPoints`.
[[nodiscard]] QList<QPointF> steps(const QList<HistogramBin> &histogram, int maxPoints = 600);

/// One column of the table under the chart.
struct Figure
{
    QString name; ///< "p99"
    qint64 needs = 1; ///< samples
    std::optional<double> valueMs;
};
[[nodiscard]] QList<Figure> figures(const LatencySummary &latency);
/// "needs 100, has 63"
[[nodiscard]] QString shortfall(const Figure &figure, qint64 count);

} // namespace percentile_curve
