#pragma once

#include "core/metrics/run_snapshot.h"

#include <QList>
#include <QPointF>

#include <optional>

/// What a line over time shows of a lane's history.
enum class HistoryQuantity {
    RequestsPerSecond,
    WireBytesPerSecond,
    OpenConnections,
    ConnectsPerSecond,
    OverheadPerMessage
};

/// Part of a run's time.
struct TimeSpan
{
    double fromS = 0;
    double toS = 0;
};

/// A stepped line of `quantity` in `window`, at most PlotSeries::maxPoints points: buckets joined to columns
/// of at least `leastColumnS` seconds, so that single requests do not look like bursts. Only whole columns
/// before `endS` count. Times without a bucket: nothing happened. Times without a message have no overhead.
[[nodiscard]] QList<QPointF> historyLine(const QList<HistoryBucket> &history, HistoryQuantity quantity,
                                         const TimeSpan &window, double endS, double leastColumnS = 1);

/// What a rate is now: its mean over the whole buckets before `endS` that make up the last `leastS` seconds,
/// or all there are. The bucket that has just begun never counts. nullopt before the first whole one.
[[nodiscard]] std::optional<double> recentRate(const QList<HistoryBucket> &history, HistoryQuantity quantity,
                                               double endS, double leastS);
