#pragma once

#include "core/experiment/tabs_snapshot.h"
#include "ui/charts/chart_painter.h"

#include <utility>

/// The transport whose marker, colour and name a kind of request has.
[[nodiscard]] TransportKind transportOf(TabKind kind);

/// Marker and name, in the middle of `area`'s height: "▲ tab 7". Hollow and dim as the request is not
/// connected (any more). Returns the width.
double paintTabName(ChartPainter &painter, const QRectF &area, const TabFacts &facts);
/// The state in words, elided at the end of `area`.
void paintTabState(ChartPainter &painter, const QRectF &area, const TabFacts &facts, TimePoint now);
/// The request along the time axis: hatched while it waited for a connection, filled while it had one.
void paintTabTime(ChartPainter &painter, const QRectF &area, const TabFacts &facts,
                  const std::pair<TimePoint, TimePoint> &range);
/// Numbers of the time axis, centred in `area`, and its lines from there down to `bottom`.
void paintTabAxis(ChartPainter &painter, const QRectF &area, const std::pair<TimePoint, TimePoint> &range,
                  double bottom);
/// `text` cut at its end where it does not fit.
[[nodiscard]] QString fittedText(const QString &text, double width, const Theme &theme, Theme::Text role,
                                 int weight = QFont::Normal);
