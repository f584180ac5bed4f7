#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/lab_state.h"

#include <QStringList>

/// Paints what every exported picture has around its chart: background, title, badges, the command that
/// repeats it (of the experiment, if it has none of its own), version. Returns the area left for the chart.
QRectF paintExportFrame(ChartPainter &painter, const QSizeF &size, const LabState &state,
                        const QString &title, const QString &command = {});
/// "frozen at 00:42.1", "held", "this machine is the limit: 12 ms": what a picture must not hide.
[[nodiscard]] QStringList exportBadges(const LabState &state);
/// "Pushscope 0.1.0"
[[nodiscard]] QString programVersion();
