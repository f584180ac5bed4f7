#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_axes.h"
#include "ui/charts/latency_picture.h"
#include "ui/charts/outage_bands.h"
#include "ui/charts/theory_line.h"
#include "ui/charts/trace_painter.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Limits of perception: below 0.1 s an answer feels instant, above 1 s a train of thought breaks.
constexpr double limitsMs[] = {100, 1000};
/// A limit nearer to the base line than this is not drawn.
constexpr double leastLimitHeight = 4;
/// The part of a strip under the figures at its right, in strips high enough to have one.
constexpr double spaceBelowFigures = 0.2;

QString tr(const char *text)
{
    return QCoreApplication::translate("LatencyChart", text);
}

QString count(qint64 value)
{
    return QLocale().toString(value);
}

} // namespace

void LatencyPicture::paintOver(ChartPainter &painter) const
{
    for (const TransportKind kind : allTransportKinds) {
        if (strips() || indexOf(kind) == 0) {
            const bool low = frameOf(kind).area.height() < lineHeight(painter.theme(), Theme::Text::Caption);
            paintTicks(painter, frameOf(kind), low || (painter.theme().isProjector() && indexOf(kind) > 0));
            paintLimits(painter, frameOf(kind));
            const QRectF &area = frameOf(kind).area;
            painter.crispLine({area.left(), area.bottom(), area.right(), area.bottom()},
                              painter.tokens().edge, painter.theme().isProjector() ? 2 : 1);
        }
        if (strips()) {
            paintOutages(painter, m_facts, kind, frameOf(kind));
            paintStripText(painter, kind);
        }
        paintGhost(painter, kind);
    }
    for (const TransportKind kind : allTransportKinds) {
        paintTrace(painter, kind);
        paintPending(painter, kind);
        if (strips())
            paintOutageWords(painter, m_facts, kind, frameOf(kind));
    }
    if (!strips())
        paintOverlayLegend(painter);
    paintTopLine(painter);
    paintTimeAxis(painter);
    paintEmpty(painter);
    paintFoot(painter);
}

void LatencyPicture::paintTicks(ChartPainter &painter, const PlotFrame &frame, bool sparse) const
{
    const TextLook look{.colour = painter.tokens().dim, .align = Qt::AlignRight};
    const double shift = halfCapHeight(painter.theme(), Theme::Text::Caption);
    for (const Tick &tick : m_ticks)
        if (!sparse || tick.units <= m_y.min)
            painter.text({frame.area.left() - painter.theme().px(8), frame.mapAxisY(tick.units) + shift},
                         tick.text, look);
}

void LatencyPicture::paintLimits(ChartPainter &painter, const PlotFrame &frame) const
{
    const Theme &theme = painter.theme();
    if (theme.isProjector())
        return;
    for (const double limit : limitsMs) {
        const double y = frame.mapY(limit);
        if (y < frame.area.top() || y > frame.area.bottom() - leastLimitHeight)
            continue;
        painter.crispLine({frame.area.left(), y, frame.area.right(), y}, painter.tokens().edge, 1,
                          Qt::CustomDashLine);
        const bool room = std::ranges::none_of(m_ticks, [&](const Tick &tick) {
            return std::abs(frame.mapAxisY(tick.units) - y) < lineHeight(theme, Theme::Text::Caption);
        });
        const bool atTick = std::ranges::any_of(
            m_ticks, [&](const Tick &tick) { return std::abs(frame.mapAxisY(tick.units) - y) < 1; });
        const double base = y + halfCapHeight(theme, Theme::Text::Caption);
        const QString text = axis_ticks::latencyText(limit, 1000);
        if (room)
            painter.text({frame.area.left() - theme.px(8), base}, text,
                         {.colour = painter.tokens().dim, .align = Qt::AlignRight});
        else if (!atTick && strips() && m_rowHeight > theme.px(100)
                 && y > frame.area.bottom() - m_rowHeight * spaceBelowFigures)
            painter.text({frame.area.right() + theme.px(12), base}, text, {.colour = painter.tokens().dim});
    }
}

void LatencyPicture::paintStripText(ChartPainter &painter, TransportKind kind) const
{
    const Theme &theme = painter.theme();
    const LaneSnapshot &lane = m_facts.lane(kind);
    const double top = m_top + static_cast<double>(indexOf(kind)) * m_rowHeight;
    const double name = theme.isProjector() ? top + m_rowHeight / 2 + theme.size(Theme::Text::PaneName) * 0.6
                                            : top + std::min(theme.px(26.0) * 1.0, m_rowHeight * 0.62);
    const double half = theme.size(Theme::Text::PaneName) * 0.36;
    const double edge = m_area.left() + (theme.isProjector() ? 0 : theme.px(12));
    const double size = theme.isProjector() ? 18 * theme.zoom : theme.px(10);
    const double x = edge + theme.size(Theme::Text::PaneName) * 1.55;
    painter.marker(kind, {edge + size * 0.6, name - half}, size);
    const QColor ink = lane.enabled ? painter.tokens().ink : painter.tokens().dim;
    painter.text({x, name}, descriptorOf(kind).name,
                 {theme.isProjector() ? Theme::Text::PaneName : Theme::Text::Body, QFont::DemiBold, ink});
    const double below = name + lineHeight(theme, Theme::Text::Caption);
    if (!lane.enabled)
        painter.text({x, below}, tr("switched off"), {.colour = painter.tokens().dim});
    else if (lane.messages.lost > 0)
        painter.text({x, below}, tr("\u00D7 %1 lost").arg(count(lane.messages.lost)),
                     {.weight = QFont::DemiBold, .colour = painter.tokens().bad});
    if (theme.isProjector())
        paintFiguresBrief(painter, kind);
    else
        paintFigures(painter, kind, name);
}

void LatencyPicture::paintFigures(ChartPainter &painter, TransportKind kind, double top) const
{
    const Theme &theme = painter.theme();
    const LatencySummary &latency = m_facts.lane(kind).latency;
    struct Figure
    {
        QString name;
        QString value;
    };
    const double line = lineHeight(theme, Theme::Text::Caption);
    QList<Figure> figures{{tr("median"), latencyText(latency.p50Ms).joined()},
                          {tr("max"), latencyText(latency.maxMs).joined()},
                          {tr("n"), count(latency.count)}};
    // In low strips the maximum is the last to go; the figures of two strips never run into one block.
    if (m_rowHeight < 3.3 * line)
        figures.removeFirst();
    if (m_rowHeight < 2.3 * line)
        figures.removeLast();
    const double gap
        = std::min(line * 1.15, (m_rowHeight - theme.px(2)) / static_cast<double>(figures.size()));
    double y
        = std::min(top, top - theme.px(26) + m_rowHeight - (static_cast<double>(figures.size()) - 1) * gap);
    if (figures.size() == 1)
        y = top;
    for (const Figure &figure : figures) {
        painter.text({m_right + theme.px(12), y}, figure.name, {.colour = painter.tokens().dim});
        painter.text({m_area.right() - theme.px(12), y}, figure.value,
                     {.weight = QFont::Medium, .colour = painter.tokens().ink, .align = Qt::AlignRight});
        y += gap;
    }
}

void LatencyPicture::paintFiguresBrief(ChartPainter &painter, TransportKind kind) const
{
    const QRectF &area = frameOf(kind).area;
    const LatencySummary &latency = m_facts.lane(kind).latency;
    const TextLook look{.colour = painter.tokens().ink, .align = Qt::AlignRight};
    painter.text({m_area.right(), area.bottom()}, tr("max %1").arg(latencyText(latency.maxMs).joined()),
                 look);
    const double line = lineHeight(painter.theme(), Theme::Text::Caption);
    if (area.height() > 1.6 * line)
        painter.text({m_area.right(), area.bottom() - line}, tr("n %1").arg(count(latency.count)), look);
}

void LatencyPicture::paintOverlayLegend(ChartPainter &painter) const
{
    const Theme &theme = painter.theme();
    const double block = (m_bottom - m_top) / transportCount;
    const double line = std::min(lineHeight(theme, Theme::Text::Caption) * 1.1, block / 3.2);
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = m_facts.lane(kind);
        const double x = m_right + theme.px(16);
        const double y = m_top + static_cast<double>(indexOf(kind)) * block + theme.px(14);
        const double size = theme.isProjector() ? 16 * theme.zoom : theme.px(10);
        const double text = x + size + theme.px(8);
        painter.marker(kind, {x + size / 2, y - halfCapHeight(theme, Theme::Text::Body)}, size);
        painter.text(
            {text, y}, descriptorOf(kind).name,
            {Theme::Text::Body, QFont::DemiBold, lane.enabled ? painter.tokens().ink : painter.tokens().dim});
        if (theme.isProjector()) {
            painter.text({text, y + lineHeight(theme, Theme::Text::Caption)},
                         tr("max %1").arg(latencyText(lane.latency.maxMs).joined()),
                         {.colour = painter.tokens().ink});
            continue;
        }
        const QString lost
            = lane.messages.lost > 0 ? tr(", \u00D7 %1 lost").arg(count(lane.messages.lost)) : QString();
        painter.text({text, y + line}, tr("median %1").arg(latencyText(lane.latency.p50Ms).joined()),
                     {.colour = painter.tokens().dim});
        painter.text(
            {text, y + 2 * line},
            tr("max %1, n %2").arg(latencyText(lane.latency.maxMs).joined(), count(lane.latency.count))
                + lost,
            {.colour = lost.isEmpty() ? painter.tokens().dim : painter.tokens().bad});
    }
}

void LatencyPicture::paintTrace(ChartPainter &painter, TransportKind kind) const
{
    const PlotFrame &frame = frameOf(kind);
    ::paintTrace(painter, frame, m_traces[indexOf(kind)],
                 {.kind = kind,
                  .splitS = m_facts.lastChangeS().value_or(-1),
                  .slants = strips() && !m_facts.view.logarithmic});
}

void LatencyPicture::paintGhost(ChartPainter &painter, TransportKind kind) const
{
    if (m_facts.baseline && !painter.theme().isProjector())
        paintGhostTrace(painter, frameOf(kind), m_ghosts[indexOf(kind)],
                        strips() && !m_facts.view.logarithmic, m_facts.lastChangeS().value_or(-1));
}

void LatencyPicture::paintPending(ChartPainter &painter, TransportKind kind) const
{
    const PlotFrame &frame = frameOf(kind);
    const double size = painter.theme().markerSize();
    // Many rings over each other say no more than one.
    const double apart = m_traces[indexOf(kind)].isDense() ? size : 1;
    std::optional<QPointF> last;
    for (const DeliveryPoint &point : m_facts.lane(kind).pending) {
        const QPointF centre = frame.map(point.dueS, point.latencyMs);
        if (point.dueS < m_facts.fromS || point.dueS > m_facts.toS
            || (last && (centre - *last).manhattanLength() < apart))
            continue;
        painter.marker(kind, centre, size, true);
        last = centre;
    }
}

void LatencyPicture::paintTopLine(ChartPainter &painter) const
{
    const Theme &theme = painter.theme();
    const double left = paintChangeMarks(painter, m_facts, frameOf(TransportKind::ShortPoll),
                                         {m_area.top() + theme.px(4), m_bottom});
    if (theme.isProjector() || !strips() || m_facts.view.logarithmic || isEmpty())
        return;
    QString hint = tr("slanted line: the wait for the answer that brings it");
    if (m_facts.baseline) {
        const QString change = describeChange(m_facts.baselineSettings, m_facts.settings);
        const qsizetype arrow = change.indexOf(" -> "_L1);
        hint = arrow < 0 ? tr("dashed: baseline") : tr("dashed: baseline, %1").arg(change.left(arrow));
    }
    if (m_right - chartTextWidth(hint, theme, Theme::Text::Caption) > left + theme.px(16))
        painter.text({m_right, m_area.top() + theme.px(4) + lineHeight(theme, Theme::Text::Caption) * 0.8},
                     hint, {.colour = painter.tokens().dim, .align = Qt::AlignRight});
}

void LatencyPicture::paintTimeAxis(ChartPainter &painter) const
{
    ::paintTimeAxis(painter, frameOf(TransportKind::ShortPoll), m_bottom,
                    m_exporting ? tr("time since the start at which the message was due") : QString());
}

void LatencyPicture::paintEmpty(ChartPainter &painter) const
{
    if (!isEmpty())
        return;
    const QString text = m_facts.snapshot.phase == RunSnapshot::Phase::Idle
        ? tr("Nothing is running. Start it with F5.")
        : tr("No message yet. Publish one (Ctrl+Return) or raise the rate.");
    paintNotice(painter, text, {m_left, m_top, m_right - m_left, m_bottom - m_top});
}

void LatencyPicture::paintFoot(ChartPainter &painter) const
{
    if (!painter.theme().isProjector())
        painter.crispLine({m_foot.left(), m_foot.top(), m_foot.right(), m_foot.top()}, painter.tokens().line);
    QRectF area = m_foot;
    if (painter.theme().isProjector())
        area.setLeft(area.left() + paintSettingsInWords(painter, m_facts.settings, m_foot));
    paintTheoryLine(painter, theoryLine(m_facts, m_chosen), area);
}
