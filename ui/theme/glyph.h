#pragma once

#include <QColor>
#include <QIcon>

/// Icons of the window: a few strokes on a 16 grid, painted in the colour they are asked for.
enum class Glyph { Run, Stop, Freeze, Hold, Check, Warning, Close };

/// `on`: the colour while the button is checked (ink filled).
[[nodiscard]] QIcon glyphIcon(Glyph glyph, const QColor &off, const QColor &on);
/// Paints one into `rect`.
void paintGlyph(class QPainter &painter, Glyph glyph, const QRectF &rect, const QColor &colour);
