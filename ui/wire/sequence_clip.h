#pragma once

#include <QLineF>
#include <QPolygonF>

/// Cuts to a horizontal strip, so that pictures need no clipping of the painter (which SVG has not). Pure.
namespace sequence_clip {

/// The two ends of what is left, in the same order; empty if nothing is.
[[nodiscard]] QPolygonF line(const QLineF &line, double top, double bottom);
/// REQUIRES: convex.
[[nodiscard]] QPolygonF polygon(const QPolygonF &polygon, double top, double bottom);

} // namespace sequence_clip
