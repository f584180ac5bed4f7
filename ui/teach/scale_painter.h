#pragma once

#include "core/teach/scale.h"
#include "ui/charts/chart_painter.h"

/// How the table of an estimate looks, on the screen and in exports.
namespace scale_painter {

/// "Short polling" with its marker, to the right; the short name where there is little room.
void paintHead(ChartPainter &painter, TransportKind kind, const QRectF &cell);
/// Number in ink, its unit small and dim behind it; an en dash for what is not known.
void paintValue(ChartPainter &painter, const QString &value, const QRectF &cell);
void paintTitle(ChartPainter &painter, const QString &title, const QRectF &cell);

[[nodiscard]] double rowHeight(const Theme &theme);
[[nodiscard]] double headHeight(const Theme &theme);
/// Left and right of a value; titles begin at the edge.
[[nodiscard]] double padding(const Theme &theme);
/// Widths without padding.
[[nodiscard]] double valueWidth(const QString &value, const Theme &theme);
[[nodiscard]] double headWidth(TransportKind kind, const Theme &theme, bool shortName);
/// The rows that a theme has room for.
[[nodiscard]] QList<ScaleRow> shownRows(const ScaleSheet &sheet, const Theme &theme);
/// Widths of the five columns in `width`, the first one as wide as its widest title.
[[nodiscard]] std::array<double, 1 + transportCount> columnWidths(const QList<ScaleRow> &rows,
                                                                  const Theme &theme, double width);

} // namespace scale_painter
