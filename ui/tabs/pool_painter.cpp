#include "ui/tabs/pool_painter.h"

#include "core/experiment/tab_command.h"
#include "core/experiment/tab_story.h"
#include "core/experiment/tab_words.h"
#include "ui/tabs/connection_slots.h"
#include "ui/tabs/tab_row_painter.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PoolPainter)
};

constexpr double pad = 12;
constexpr double slotGap = 6;
constexpr double radius = 4;

double titleHeight(const Theme &theme)
{
    return lineHeight(theme, Theme::Text::PaneName) + theme.px(6);
}

double boxHeight(const Theme &theme)
{
    return lineHeight(theme, Theme::Text::Body) + theme.px(14);
}

QList<TabFacts> waitingAt(const TabsSnapshot &tabs, const QString &host)
{
    QList<TabFacts> waiting;
    std::ranges::copy_if(tabs.tabs, std::back_inserter(waiting),
                         [&host](const TabFacts &facts) { return facts.isWaiting() && facts.host == host; });
    return waiting;
}

int socketsAt(const TabsSnapshot &tabs, const QString &host)
{
    return static_cast<int>(std::ranges::count_if(tabs.tabs, [&host](const TabFacts &facts) {
        return facts.kind == TabKind::WebSocket && facts.phase == TabPhase::Open && facts.host == host;
    }));
}

/// What needs no connection of the pool.
QString besideText(int sockets)
{
    return sockets == 1 ? Words::tr("1 WebSocket beside the pool")
                        : Words::tr("%1 WebSockets beside the pool").arg(sockets);
}

void box(ChartPainter &painter, const QRectF &rect, const QColor &edge, double width, Qt::PenStyle style)
{
    painter.painter().setPen(QPen(edge, width, style));
    painter.painter().setBrush(Qt::NoBrush);
    painter.painter().drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void paintSlot(ChartPainter &painter, const QRectF &rect, const TabFacts *facts)
{
    const Theme &theme = painter.theme();
    const Tokens &t = painter.tokens();
    if (!facts) {
        box(painter, rect, t.edge, 1, Qt::DotLine);
        painter.text({rect.center().x(), rect.center().y() + halfCapHeight(theme, Theme::Text::Caption)},
                     fittedText(Words::tr("free"), rect.width(), theme, Theme::Text::Caption),
                     {.colour = t.dim, .align = Qt::AlignHCenter});
        return;
    }
    QColor fill = t.of(transportOf(facts->kind));
    fill.setAlphaF(0.12F);
    QPainterPath path;
    path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.painter().fillPath(path, fill);
    box(painter, rect, t.of(transportOf(facts->kind)), 1.5, Qt::SolidLine);
    const double marker = theme.markerSize() + theme.px(8);
    const QString name = tabName(*facts);
    const double whole = marker + chartTextWidth(name, theme, Theme::Text::Body, QFont::DemiBold);
    const bool fits = whole <= rect.width() - theme.px(6);
    const QString shown = fits ? name : QString::number(facts->id);
    const double width = marker + chartTextWidth(shown, theme, Theme::Text::Body, QFont::DemiBold);
    const double left = rect.center().x() - width / 2;
    painter.marker(transportOf(facts->kind), {left + theme.markerSize() / 2, rect.center().y()},
                   theme.markerSize() + theme.px(1));
    painter.text({left + marker, rect.center().y() + halfCapHeight(theme, Theme::Text::Body)}, shown,
                 {Theme::Text::Body, QFont::DemiBold, t.ink});
}

/// Dashed, as it has no connection; returns the right end, or nothing when it does not fit before `right`.
std::optional<double> paintWaiting(ChartPainter &painter, const QPointF &leftMiddle, double right,
                                   const TabFacts &facts, TimePoint now)
{
    const Theme &theme = painter.theme();
    const QString time = shortTime(facts.waited(now));
    const QString name = tabName(facts);
    const double marker = theme.markerSize() + theme.px(6);
    const double nameWidth = chartTextWidth(name, theme, Theme::Text::Body, QFont::DemiBold);
    const double timeWidth = chartTextWidth(time, theme, Theme::Text::Body);
    const double width = theme.px(16) + marker + nameWidth + theme.px(8) + timeWidth;
    if (leftMiddle.x() + width > right)
        return std::nullopt;
    const double height = lineHeight(theme, Theme::Text::Body) + theme.px(8);
    box(painter, {leftMiddle.x(), leftMiddle.y() - height / 2, width, height}, painter.tokens().ink, 1.5,
        Qt::DashLine);
    double x = leftMiddle.x() + theme.px(8);
    const double y = leftMiddle.y() + halfCapHeight(theme, Theme::Text::Body);
    painter.marker(transportOf(facts.kind), {x + theme.markerSize() / 2, leftMiddle.y()}, theme.markerSize(),
                   true);
    x += marker;
    x += painter.text({x, y}, name, {Theme::Text::Body, QFont::DemiBold, painter.tokens().ink}) + theme.px(8);
    painter.text({x, y}, time, {Theme::Text::Body, QFont::Normal, painter.tokens().ink});
    return leftMiddle.x() + width + theme.px(slotGap);
}

/// Below the slots: who waits.
void paintQueue(ChartPainter &painter, const QRectF &area, const TabsSnapshot &tabs, const QString &host)
{
    const Theme &theme = painter.theme();
    const double middle = area.center().y();
    const double caption = middle + halfCapHeight(theme, Theme::Text::Caption);
    const QList<TabFacts> waiting = waitingAt(tabs, host);
    if (waiting.isEmpty()) {
        painter.text({area.left(), caption}, Words::tr("nobody waits"), {.colour = painter.tokens().dim});
        return;
    }
    double x = area.left()
        + painter.text({area.left(), caption}, Words::tr("waiting"), {.colour = painter.tokens().dim})
        + theme.px(8);
    const double more = chartTextWidth(u"+00"_s, theme, Theme::Text::Body);
    for (qsizetype i = 0; i < waiting.size(); ++i) {
        const bool last = i + 1 == waiting.size();
        const double right = area.right() - (last ? 0 : more);
        const auto next = paintWaiting(painter, {x, middle}, right, waiting.at(i), tabs.now);
        if (!next) {
            painter.text({x, middle + halfCapHeight(theme, Theme::Text::Body)},
                         u"+%1"_s.arg(waiting.size() - i),
                         {Theme::Text::Body, QFont::DemiBold, painter.tokens().ink});
            return;
        }
        x = *next;
    }
}

/// The host, what is beside its pool, and how much of the pool is in use.
void paintTitle(ChartPainter &painter, const QRectF &inside, const TabsSnapshot &tabs, const QString &host)
{
    const Theme &theme = painter.theme();
    const Tokens &t = painter.tokens();
    const double title = inside.top() + titleHeight(theme) / 2 - theme.px(3);
    const double y = title + halfCapHeight(theme, Theme::Text::PaneName);
    double left = inside.left()
        + painter.text({inside.left(), y}, host, {Theme::Text::PaneName, QFont::DemiBold, t.ink})
        + theme.px(pad);
    const QList<TextRun> used{
        {Words::tr("%1 of %2").arg(connectionsInUse(tabs, host)).arg(connectionsPerHost), true, false},
        {u' ' + Words::tr("connections in use"), false, true}};
    const double usedWidth = runsWidth(used, theme, Theme::Text::Caption);
    if (left + usedWidth <= inside.right())
        painter.runs({inside.right() - usedWidth, y}, used, Theme::Text::Caption);
    if (const int sockets = socketsAt(tabs, host); sockets > 0) {
        const double room = inside.right() - usedWidth - theme.px(pad) - left - theme.markerSize() * 2;
        painter.marker(TransportKind::WebSocket, {left + theme.markerSize() / 2, title}, theme.markerSize());
        left += theme.markerSize() * 1.6;
        const bool fits = chartTextWidth(besideText(sockets), theme, Theme::Text::Caption) <= room;
        const QString text = fits ? besideText(sockets) : Words::tr("%1 beside").arg(sockets);
        painter.text({left, y}, fittedText(text, room, theme, Theme::Text::Caption), {.colour = t.ink});
    }
}

} // namespace

double poolHeight(const Theme &theme)
{
    return titleHeight(theme) + 2 * boxHeight(theme) + theme.px(2 * pad + slotGap);
}

void paintPool(ChartPainter &painter, const QRectF &area, const TabsSnapshot &tabs, const QString &host)
{
    const Theme &theme = painter.theme();
    box(painter, area, painter.tokens().line, 1, Qt::SolidLine);
    const double edge = theme.px(pad);
    const QRectF inside = area.adjusted(edge, edge, -edge, -edge);
    paintTitle(painter, inside, tabs, host);
    const auto taken = connectionSlots(tabs.tabs, host);
    const double gap = theme.px(slotGap);
    const auto count = static_cast<double>(taken.size());
    const double width = (inside.width() - gap * (count - 1)) / count;
    const double top = inside.top() + titleHeight(theme);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        const QRectF rect(inside.left() + static_cast<double>(i) * (width + gap), top, width,
                          boxHeight(theme));
        paintSlot(painter, rect, taken[i] ? tabWithId(tabs.tabs, *taken[i]) : nullptr);
    }
    paintQueue(painter, {inside.left(), top + boxHeight(theme) + gap, inside.width(), boxHeight(theme)}, tabs,
               host);
}

QString poolSummary(const TabsSnapshot &tabs, const QString &host)
{
    QString text = Words::tr("%1: %2 of %3 connections in use (HTTP/1.1 only)")
                       .arg(host)
                       .arg(connectionsInUse(tabs, host))
                       .arg(connectionsPerHost);
    QStringList names;
    for (const TabFacts &facts : waitingAt(tabs, host))
        names += Words::tr("%1, %2").arg(tabName(facts), shortTime(facts.waited(tabs.now)));
    if (!names.isEmpty())
        text += Words::tr("; waiting: %1").arg(names.join(u"; "_s));
    if (const int sockets = socketsAt(tabs, host); sockets > 0)
        text += u"; "_s + besideText(sockets);
    return text + u'.';
}
