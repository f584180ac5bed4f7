#include "ui/tabs/tab_row_painter.h"

#include "core/experiment/tab_words.h"
#include "ui/charts/axis_ticks.h"
#include "ui/transport_descriptor.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double barHeight = 9;
constexpr double leastBar = 3; ///< pixels: what is over in a millisecond is still to be seen
constexpr float overOpacity = 0.45F;
constexpr int mostTicks = 5;

double positionOf(TimePoint at, const QRectF &area, const std::pair<TimePoint, TimePoint> &range)
{
    const double whole = toSeconds(range.second - range.first);
    return area.left() + std::clamp(toSeconds(at - range.first) / whole, 0.0, 1.0) * area.width();
}

double baseLine(const QRectF &area, const Theme &theme, Theme::Text role)
{
    return area.center().y() + halfCapHeight(theme, role);
}

} // namespace

TransportKind transportOf(TabKind kind)
{
    switch (kind) {
    case TabKind::Stream:
        return TransportKind::Sse;
    case TabKind::Poll:
        return TransportKind::ShortPoll;
    case TabKind::WebSocket:
        return TransportKind::WebSocket;
    }
    return TransportKind::Sse;
}

QString fittedText(const QString &text, double width, const Theme &theme, Theme::Text role, int weight)
{
    if (chartTextWidth(text, theme, role, weight) <= width)
        return text;
    QString cut = text;
    while (!cut.isEmpty() && chartTextWidth(cut + u'\u2026', theme, role, weight) > width)
        cut.chop(1);
    return cut.trimmed() + u'\u2026';
}

double paintTabName(ChartPainter &painter, const QRectF &area, const TabFacts &facts)
{
    const Theme &theme = painter.theme();
    const double size = theme.markerSize() + theme.px(2);
    const bool connected = !facts.isOver() && !facts.isWaiting();
    painter.marker(transportOf(facts.kind), {area.left() + size / 2, area.center().y()}, size, !connected);
    const double gap = size + theme.px(6);
    const double width
        = painter.text({area.left() + gap, baseLine(area, theme, Theme::Text::Body)}, tabName(facts),
                       {Theme::Text::Body, facts.isOver() ? QFont::Normal : QFont::DemiBold,
                        facts.isOver() ? painter.tokens().dim : painter.tokens().ink});
    return gap + width;
}

void paintTabState(ChartPainter &painter, const QRectF &area, const TabFacts &facts, TimePoint now)
{
    const Theme &theme = painter.theme();
    const Tokens &t = painter.tokens();
    const bool failed = facts.phase == TabPhase::Failed;
    const int weight = facts.isWaiting() || failed ? QFont::DemiBold : QFont::Normal;
    const QColor colour = failed ? t.bad : facts.isOver() ? t.dim : t.ink;
    painter.text({area.left(), baseLine(area, theme, Theme::Text::Body)},
                 fittedText(tabStateWords(facts, now), area.width(), theme, Theme::Text::Body, weight),
                 {Theme::Text::Body, weight, colour});
}

void paintTabTime(ChartPainter &painter, const QRectF &area, const TabFacts &facts,
                  const std::pair<TimePoint, TimePoint> &range)
{
    const double height = painter.theme().px(barHeight);
    const double top = area.center().y() - height / 2;
    const TimePoint end = facts.endedAt.value_or(range.second);
    const bool pooled = facts.kind != TabKind::WebSocket;
    const TimePoint letIn = pooled ? facts.sentAt.value_or(end) : facts.askedAt;
    const double from = positionOf(facts.askedAt, area, range);
    const double in = positionOf(letIn, area, range);
    if (in - from >= 1)
        painter.part(QRectF(from, top, in - from, height), {painter.tokens().edge, PartFill::WideHatch});
    if (pooled && !facts.sentAt)
        return;
    QColor colour = facts.phase == TabPhase::Failed ? painter.tokens().bad
                                                    : painter.tokens().of(transportOf(facts.kind));
    if (facts.isOver() && facts.phase != TabPhase::Failed)
        colour.setAlphaF(overOpacity);
    const double to = std::max(positionOf(end, area, range), in + leastBar);
    painter.painter().fillRect(QRectF(in, top, std::min(to, area.right() + leastBar) - in, height), colour);
}

void paintTabAxis(ChartPainter &painter, const QRectF &area, const std::pair<TimePoint, TimePoint> &range,
                  double bottom)
{
    const Theme &theme = painter.theme();
    const double whole = toSeconds(range.second - range.first);
    const double widest = chartTextWidth(u"00.0 s"_s, theme, Theme::Text::Caption) * 2;
    const int ticks = std::clamp(static_cast<int>(area.width() / widest), 1, mostTicks);
    const double step = axis_ticks::step(whole, ticks);
    for (const double seconds : axis_ticks::values(0, whole, step)) {
        const double x = area.left() + seconds / whole * area.width();
        const QString text = axis_ticks::timeText(seconds, whole);
        const bool isLast = x + widest / 4 > area.right();
        painter.text({isLast ? area.right() : x, baseLine(area, theme, Theme::Text::Caption)},
                     seconds == 0 ? text + u' ' + axis_ticks::timeUnit(whole) : text,
                     {.colour = painter.tokens().dim,
                      .align = isLast    ? Qt::AlignRight
                          : seconds == 0 ? Qt::AlignLeft
                                         : Qt::AlignHCenter});
        if (bottom > area.bottom())
            painter.crispLine({x, area.bottom(), x, bottom}, painter.tokens().grid);
    }
}
