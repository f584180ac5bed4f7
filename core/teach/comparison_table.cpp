#include "core/teach/comparison_table.h"

#include "core/teach/comparison_contradictions.h"
#include "core/teach/comparison_figures.h"
#include "core/teach/comparison_words.h"

namespace {

bool isOff(TransportKind kind, const RunSnapshot &snapshot, const ExperimentSettings &settings)
{
    return snapshot.phase == RunSnapshot::Phase::Idle ? !settings.enabled(kind)
                                                      : !snapshot.lane(kind).enabled;
}

ComparisonCell cellOf(ComparisonFeature feature, TransportKind kind, const RunSnapshot &snapshot,
                      const ExperimentSettings &settings)
{
    const comparison_words::Claim claim = comparison_words::claim(feature, kind);
    ComparisonCell cell{.textbook = comparison_words::textbook(feature, kind),
                        .value = {},
                        .figure = {},
                        .measured = {},
                        .claim = claim.text,
                        .source = claim.source,
                        .http1Only = claim.http1Only,
                        .contradiction = {},
                        .shownAt = comparison_words::shownAt(feature, kind)};
    if (isOff(kind, snapshot, settings)) {
        if (comparison_figures::isMeasured(feature))
            cell.state = ComparisonCell::State::SwitchedOff;
        return cell;
    }
    LaneSnapshot lane = snapshot.lane(kind);
    lane.kind = kind; // not yet, before the first run
    comparison_figures::measure(cell, feature, lane, settings);
    cell.contradiction = comparison_contradictions::find(feature, kind, snapshot);
    return cell;
}

} // namespace

ComparisonTable comparisonTable(const RunSnapshot &snapshot, const ExperimentSettings &settings)
{
    ComparisonTable table;
    for (std::size_t i = 0; i < comparisonRowCount; ++i) {
        ComparisonRow &row = table.rows[i];
        row.feature = static_cast<ComparisonFeature>(i);
        row.title = comparison_words::title(row.feature);
        row.shownAt = comparison_words::shownAt(row.feature);
        for (const TransportKind kind : allTransportKinds)
            row.cells[indexOf(kind)] = cellOf(row.feature, kind, snapshot, settings);
    }
    return table;
}
