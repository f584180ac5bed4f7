#pragma once

#include <QFont>
#include <QPointF>
#include <QString>

class QPainter;

/// Text whose digits all take the advance of the font's widest digit, so that live numbers do not jitter
/// (Qt 6.4 cannot switch on tabular figures).
[[nodiscard]] double digitTextWidth(const QString &text, const QFont &font);
/// Paints it with its base line at `baseline` (left end); returns its width.
double paintDigitText(QPainter &painter, const QPointF &baseline, const QString &text, const QFont &font);
