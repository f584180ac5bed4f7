#include "ui/charts/outage_bands.h"

#include "ui/theme/number_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

QString words(const Outage &outage, double nowS)
{
    const double seconds = outage.endS.value_or(nowS) - outage.startS;
    const QString length
        = NumberText{QLocale().toString(seconds, 'f', 1), QCoreApplication::translate("LatencyChart", "s")}
              .joined();
    if (outage.forGood)
        return QCoreApplication::translate("LatencyChart", "gone for good");
    if (!outage.noticedS)
        return QCoreApplication::translate("LatencyChart", "down %1, not noticed").arg(length);
    return QCoreApplication::translate("LatencyChart", "down %1").arg(length);
}

} // namespace

void paintOutages(ChartPainter &painter, const ChartFacts &facts, TransportKind kind, const PlotFrame &frame)
{
    const Theme &theme = painter.theme();
    const double now = facts.snapshot.elapsedS;
    double wordsEnd = frame.area.left();
    for (const Outage &outage : facts.lane(kind).outages) {
        const double from = std::max(outage.startS, frame.x.min);
        const double to = std::min(outage.endS.value_or(now), frame.x.max);
        if (outage.client != 0 || to <= from)
            continue;
        const QRectF band(QPointF(frame.mapX(from), frame.area.top()),
                          QPointF(frame.mapX(to), frame.area.bottom()));
        painter.painter().fillRect(band, theme.tokens.badBack);
        painter.crispLine({band.left(), band.top(), band.left(), band.bottom()}, theme.tokens.bad,
                          theme.isProjector() ? 4 : 1.5);
        const QString text = words(outage, now);
        const double width = chartTextWidth(text, theme, Theme::Text::Caption, QFont::DemiBold);
        // A short outage has its words behind it.
        const bool inside = width + theme.px(8) < band.width();
        const double left = inside ? band.left() + theme.px(5) : band.right() + theme.px(5);
        if (left < wordsEnd || left + width > frame.area.right()
            || frame.area.height() < lineHeight(theme, Theme::Text::Caption))
            continue;
        wordsEnd = left + width + theme.px(5);
        painter.text({left, frame.area.top() + lineHeight(theme, Theme::Text::Caption) * 0.85}, text,
                     {.weight = QFont::DemiBold, .colour = theme.tokens.bad});
    }
}
