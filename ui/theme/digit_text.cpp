#include "ui/theme/digit_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace {

double widestDigit(const QFontMetricsF &metrics)
{
    double widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

/// Calls `run(text, x, advance)` for each digit (centred in the common advance) and each run of other text.
template<typename Visitor>
double layOut(const QString &text, const QFont &font, Visitor visit)
{
    const QFontMetricsF metrics(font);
    const double digit = widestDigit(metrics);
    double x = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i) >= u'0' && text.at(i) <= u'9') {
            const QString one = text.mid(i, 1);
            visit(one, x + (digit - metrics.horizontalAdvance(one)) / 2);
            x += digit;
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && !(text.at(end) >= u'0' && text.at(end) <= u'9'))
            ++end;
        const QString other = text.mid(i, end - i);
        visit(other, x);
        x += metrics.horizontalAdvance(other);
        i = end;
    }
    return x;
}

} // namespace

double digitTextWidth(const QString &text, const QFont &font)
{
    return layOut(text, font, [](const QString &, double) {});
}

double paintDigitText(QPainter &painter, const QPointF &baseline, const QString &text, const QFont &font)
{
    painter.setFont(font);
    return layOut(text, font, [&](const QString &run, double x) {
        painter.drawText(QPointF(baseline.x() + x, baseline.y()), run);
    });
}
