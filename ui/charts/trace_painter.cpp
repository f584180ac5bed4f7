#include "ui/charts/trace_painter.h"

#include "ui/transport_descriptor.h"

#include <cmath>

namespace {

constexpr double paleOpacity = 0.4;
constexpr double slantOpacity = 0.55;
/// Waits shorter than this part of the window have no slant.
constexpr double slantFromShare = 0.015;
constexpr double ghostRing = 4;
constexpr double sameEnd = 0.75; ///< pixels

using Point = LatencyTrace::Point;

std::optional<QLineF> slant(const PlotFrame &frame, const Point &point)
{
    const double window = frame.x.max - frame.x.min;
    if (point.latencyMs / 1000 < slantFromShare * window)
        return std::nullopt;
    return clipLine({frame.map(point.dueS, point.latencyMs), frame.map(point.arrivedS(), 0)}, frame.area);
}

/// Messages that one answer brought have slants that lie upon each other: the longest of them is enough.
void addSlant(QList<QLineF> &slants, const QLineF &line)
{
    if (slants.isEmpty() || std::abs(slants.last().x2() - line.x2()) > sameEnd
        || std::abs(slants.last().y2() - line.y2()) > sameEnd)
        slants.append(line);
    else if (line.dy() > slants.last().dy())
        slants.last() = line;
}

/// One path in a vector picture, one call on the screen.
void drawLines(ChartPainter &painter, const QList<QLineF> &lines, const QPen &pen)
{
    QPainter &p = painter.painter();
    p.setPen(pen);
    p.setBrush(Qt::NoBrush);
    if (!painter.isVector()) {
        p.drawLines(lines);
        return;
    }
    QPainterPath path;
    for (const QLineF &line : lines) {
        path.moveTo(line.p1());
        path.lineTo(line.p2());
    }
    if (!path.isEmpty())
        p.drawPath(path);
}

void paintPoints(ChartPainter &painter, const PlotFrame &frame, const LatencyTrace &trace,
                 const TraceLook &look)
{
    std::array<QList<QLineF>, 2> slants; // pale, full
    std::array<QList<QPointF>, 2> centres;
    for (const Point &point : trace.points()) {
        const std::size_t full = point.dueS >= look.splitS ? 1 : 0;
        if (look.slants)
            if (const auto line = slant(frame, point))
                addSlant(slants[full], *line);
        if (point.dueS < frame.x.min || point.dueS > frame.x.max)
            continue;
        const QPointF centre = frame.map(point.dueS, point.latencyMs);
        QList<QPointF> &list = centres[full];
        // Two markers on one pixel look like one.
        if (list.isEmpty() || list.last().toPoint() != centre.toPoint())
            list.append(centre);
    }
    const double size = painter.theme().markerSize();
    for (const std::size_t full : {0U, 1U}) {
        const double opacity = full == 1 ? 1 : paleOpacity;
        QColor colour = painter.tokens().of(look.kind);
        colour.setAlphaF(static_cast<float>(opacity * slantOpacity));
        drawLines(painter, slants[full],
                  QPen(colour, painter.theme().lineWidth() * 0.75 + 0.25, Qt::SolidLine, Qt::RoundCap));
        painter.markers(look.kind, centres[full], size, opacity);
    }
}

/// From the smallest to the largest latency of each column, at least `leastHeight` high.
QList<QRectF> columnRects(const PlotFrame &frame, const LatencyTrace &trace, double fromS, double toS,
                          double leastHeight)
{
    QList<QRectF> rects;
    for (const ColumnReduction::Column &column : trace.columns()) {
        if (column.count == 0 || column.startS < fromS || column.startS >= toS)
            continue;
        const double left = std::max(frame.area.left(), frame.mapX(column.startS));
        const double right = std::min(frame.area.right(), frame.mapX(column.startS + trace.columnWidthS()));
        const double top = frame.mapY(column.max);
        const double height = std::max(leastHeight, frame.mapY(column.min) - top);
        if (right > left)
            rects.append(
                {left, std::min(top, frame.area.bottom() + leastHeight / 2 - height), right - left, height});
    }
    return rects;
}

void fillRects(ChartPainter &painter, const QList<QRectF> &rects, const QColor &colour)
{
    QPainter &p = painter.painter();
    if (painter.isVector()) {
        QPainterPath path;
        for (const QRectF &rect : rects)
            path.addRect(rect);
        if (!path.isEmpty())
            p.fillPath(path, colour);
        return;
    }
    // Edges that neighbours share would show through if they were softened.
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawRects(rects);
    p.setRenderHint(QPainter::Antialiasing);
}

} // namespace

void paintTrace(ChartPainter &painter, const PlotFrame &frame, const LatencyTrace &trace,
                const TraceLook &look)
{
    if (!trace.isDense()) {
        paintPoints(painter, frame, trace, look);
        return;
    }
    const double least = painter.theme().lineWidth() * 1.5;
    const QColor colour = painter.tokens().of(look.kind);
    QColor pale = colour;
    pale.setAlphaF(static_cast<float>(paleOpacity));
    fillRects(painter, columnRects(frame, trace, frame.x.min - 1, look.splitS, least), pale);
    fillRects(painter,
              columnRects(frame, trace, std::max(look.splitS, frame.x.min - 1), frame.x.max + 1, least),
              colour);
}

void paintGhostTrace(ChartPainter &painter, const PlotFrame &frame, const LatencyTrace &trace, bool slants,
                     double fromS)
{
    const QColor &grey = painter.tokens().parts[2];
    if (trace.isDense()) {
        QColor pale = grey;
        pale.setAlphaF(0.5F);
        fillRects(painter, columnRects(frame, trace, fromS, frame.x.max + 1, 1), pale);
        return;
    }
    QList<QLineF> lines;
    QPainterPath rings;
    for (const Point &point : trace.points()) {
        if (point.dueS < fromS)
            continue;
        const auto line = slants ? slant(frame, point) : std::nullopt;
        if (line)
            addSlant(lines, *line);
        const QPointF centre = frame.map(point.dueS, point.latencyMs);
        if (point.dueS >= frame.x.min && centre.y() >= frame.area.top() && (line || !slants))
            rings.addEllipse(centre, ghostRing / 2, ghostRing / 2);
    }
    QPen dashed(grey, 1, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({4, 3});
    drawLines(painter, lines, dashed);
    painter.painter().setPen(QPen(grey, 1));
    painter.painter().setBrush(Qt::NoBrush);
    painter.painter().drawPath(rings);
}
