#pragma once

#include <QList>

#include <optional>

/// Labels that must not cover each other. Pure.
namespace label_placement {

/// Moves labels of one height apart: base lines as near to `wanted` as possible, at least `gap` apart, within
/// [top, bottom] as far as they fit. Same order as `wanted`.
[[nodiscard]] QList<double> spread(const QList<double> &wanted, double gap, double top, double bottom);

struct Mark
{
    double x = 0; ///< of the line that is labelled
    double width = 0; ///< of its label
};
/// Left ends of labels beside vertical lines, in [left, right]: to the right of the line, else to the left.
/// The last mark goes first; a label that would cover a later one is left out.
[[nodiscard]] QList<std::optional<double>> besideLines(const QList<Mark> &marks, double gap, double left,
                                                       double right);

} // namespace label_placement
