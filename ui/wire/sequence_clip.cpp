#include "ui/wire/sequence_clip.h"

#include <algorithm>

namespace {

QPointF crossing(const QPointF &a, const QPointF &b, double y)
{
    return {a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()), y};
}

/// Sutherland-Hodgman with one edge: keeps what is below `y` (sign 1) or above it (sign -1).
QPolygonF cut(const QPolygonF &polygon, double y, double sign)
{
    QPolygonF kept;
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QPointF &a = polygon.at(i);
        const QPointF &b = polygon.at((i + 1) % polygon.size());
        const bool aIn = sign * (a.y() - y) >= 0;
        const bool bIn = sign * (b.y() - y) >= 0;
        if (aIn)
            kept.append(a);
        if (aIn != bIn)
            kept.append(crossing(a, b, y));
    }
    return kept;
}

} // namespace

QPolygonF sequence_clip::line(const QLineF &line, double top, double bottom)
{
    const double low = std::min(line.y1(), line.y2());
    const double high = std::max(line.y1(), line.y2());
    if (high < top || low > bottom)
        return {};
    const auto within = [&](const QPointF &end) {
        if (end.y() < top)
            return crossing(line.p1(), line.p2(), top);
        return end.y() > bottom ? crossing(line.p1(), line.p2(), bottom) : end;
    };
    return {within(line.p1()), within(line.p2())};
}

QPolygonF sequence_clip::polygon(const QPolygonF &polygon, double top, double bottom)
{
    return cut(cut(polygon, top, 1), bottom, -1);
}
