#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"
#include "core/teach/comparison_cell.h"

/// The figures of a run as the cells of the comparison table say them. Each is a figure of the report (or of
/// the overhead chart), divided as it is there.
namespace comparison_figures {

/// Below this a mean says nothing yet.
inline constexpr qint64 leastMessages = 10;

/// Every run measures it; of the other features only some do.
[[nodiscard]] constexpr bool isMeasured(ComparisonFeature feature)
{
    return feature == ComparisonFeature::Protocol || feature == ComparisonFeature::Latency
        || feature == ComparisonFeature::Overhead;
}

/// Puts what this run measured into a cell: state, value, figure, measured.
void measure(ComparisonCell &cell, ComparisonFeature feature, const LaneSnapshot &lane,
             const ExperimentSettings &settings);

/// Answered requests for messages.
[[nodiscard]] qint64 polls(const LaneSnapshot &lane);
/// Bytes of a part per message received; nullopt: none was.
[[nodiscard]] std::optional<double> perMessage(const LaneSnapshot &lane, BytePart part);
/// "33 %"
[[nodiscard]] QString percent(double share);

} // namespace comparison_figures
