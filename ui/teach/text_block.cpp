#include "ui/teach/text_block.h"

double paintTextBlock(ChartPainter &painter, const QRectF &area, const QString &text, const TextLook &look)
{
    const Theme &theme = painter.theme();
    const double line = lineHeight(theme, look.role);
    double y = area.top();
    const auto paint = [&](const QString &words) {
        painter.text({area.left(), y + line * 0.8}, words, look);
        y += line;
    };
    for (const QString &paragraph : text.split(QLatin1Char('\n'))) {
        QString words;
        for (const QString &word : paragraph.split(QLatin1Char(' '))) {
            const QString longer = words.isEmpty() ? word : words + QLatin1Char(' ') + word;
            if (!words.isEmpty() && chartTextWidth(longer, theme, look.role, look.weight) > area.width()) {
                paint(words);
                words = word;
            } else {
                words = longer;
            }
        }
        paint(words);
    }
    return y;
}
