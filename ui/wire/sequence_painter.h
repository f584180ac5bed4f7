#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/wire/sequence_geometry.h"

/// Paints a laid out sequence view: on the screen and, with vector operations only, in exports.
void paintSequence(ChartPainter &painter, const SequenceGeometry &geometry);
