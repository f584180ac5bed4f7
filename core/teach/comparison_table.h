#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"
#include "core/teach/comparison_cell.h"

#include <array>

struct ComparisonRow
{
    ComparisonFeature feature = ComparisonFeature::Direction;
    QString title;
    std::optional<ShownAt> shownAt;
    std::array<ComparisonCell, transportCount> cells;

    bool operator==(const ComparisonRow &) const = default;
};

/// The textbook's table beside what this run measured.
struct ComparisonTable
{
    std::array<ComparisonRow, comparisonRowCount> rows;

    [[nodiscard]] const ComparisonCell &cell(ComparisonFeature feature, TransportKind kind) const
    {
        return rows[static_cast<std::size_t>(feature)].cells[indexOf(kind)];
    }
    bool operator==(const ComparisonTable &) const = default;
};

[[nodiscard]] ComparisonTable comparisonTable(const RunSnapshot &snapshot,
                                              const ExperimentSettings &settings);
