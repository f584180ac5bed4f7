#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/wire/sequence_geometry.h"

/// Paints what a lane carries: bars, lifelines, arrows, bands, crosses, their words.
void paintSequenceLane(ChartPainter &painter, const SequenceLane &lane, const QRectF &plot);
