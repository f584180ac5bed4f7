#pragma once

#include "core/teach/chooser.h"
#include "core/teach/scale.h"
#include "ui/charts/chart_painter.h"

/// The page Choose in exports, inside the frame that all pictures have.
namespace choose_picture {

/// Answers at the left, the recommendation and its reasons at the right.
void paintRecommendation(ChartPainter &painter, const QRectF &area, const ChooserAnswers &answers);
/// The table of an estimate, then `lines`: whose costs, the arithmetic, notes.
void paintScale(ChartPainter &painter, QRectF area, const ScaleSheet &sheet, const QStringList &lines);

} // namespace choose_picture
