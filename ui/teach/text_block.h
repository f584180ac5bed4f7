#pragma once

#include "ui/charts/chart_painter.h"

/// Paints text in lines of whole words, its top at `area.top()`; returns the y below it.
double paintTextBlock(ChartPainter &painter, const QRectF &area, const QString &text, const TextLook &look);
