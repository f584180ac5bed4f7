#include "ui/charts/outage_bands.h"

#include "ui/theme/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

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

/// Of the first client, within the plot; nullopt: not of it, or not on show.
std::optional<QRectF> bandOf(const Outage &outage, const ChartFacts &facts, const PlotFrame &frame)
{
    const double from = std::max(outage.startS, frame.x.min);
    const double to = std::min(outage.endS.value_or(facts.snapshot.elapsedS), frame.x.max);
    if (outage.client != 0 || to <= from)
        return std::nullopt;
    return QRectF(QPointF(frame.mapX(from), frame.area.top()), QPointF(frame.mapX(to), frame.area.bottom()));
}

} // namespace

void paintOutages(ChartPainter &painter, const ChartFacts &facts, TransportKind kind, const PlotFrame &frame)
{
    const Theme &theme = painter.theme();
    for (const Outage &outage : facts.lane(kind).outages) {
        const auto band = bandOf(outage, facts, frame);
        if (!band)
            continue;
        painter.painter().fillRect(*band, theme.tokens.badBack);
        painter.crispLine({band->left(), band->top(), band->left(), band->bottom()}, theme.tokens.bad,
                          theme.isProjector() ? 4 : 1.5);
    }
}

void paintOutageWords(ChartPainter &painter, const ChartFacts &facts, TransportKind kind,
                      const PlotFrame &frame)
{
    const Theme &theme = painter.theme();
    const double line = lineHeight(theme, Theme::Text::Caption);
    double wordsEnd = frame.area.left();
    for (const Outage &outage : facts.lane(kind).outages) {
        const auto band = bandOf(outage, facts, frame);
        if (!band || frame.area.height() < line)
            continue;
        const QString text = words(outage, facts.snapshot.elapsedS);
        const double width = chartTextWidth(text, theme, Theme::Text::Caption, QFont::DemiBold);
        // Behind the band, where points are low again; within it only where there is no room behind.
        const bool inside = band->right() + theme.px(5) + width > frame.area.right();
        const double left = (inside ? band->left() : band->right()) + theme.px(5);
        if (left < wordsEnd || left + width > frame.area.right())
            continue;
        wordsEnd = left + width + theme.px(5);
        const QRectF behind(left - theme.px(2), frame.area.top(), width + theme.px(4), line);
        painter.painter().fillRect(behind, inside ? theme.tokens.badBack : theme.tokens.surf);
        painter.text({left, frame.area.top() + line * 0.85}, text,
                     {.weight = QFont::DemiBold, .colour = theme.tokens.bad});
    }
}
