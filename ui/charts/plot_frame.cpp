#include "ui/charts/plot_frame.h"

#include <cmath>

double AxisScale::at(double value) const
{
    if (!logarithmic)
        return value;
    return value > 0 ? std::max(min, std::log10(value)) : min;
}

double PlotFrame::mapAxisX(double units) const
{
    return area.left() + (units - x.min) / (x.max - x.min) * area.width();
}

double PlotFrame::mapAxisY(double units) const
{
    return area.bottom() - (units - y.min) / (y.max - y.min) * area.height();
}

std::optional<QLineF> clipLine(const QLineF &line, const QRectF &area)
{
    // Liang and Barsky: the part of the line's parameter [from, to] that is inside all four edges.
    double from = 0;
    double to = 1;
    const auto edge = [&](double along, double room) {
        if (along == 0)
            return room >= 0;
        const double t = room / along;
        if (along < 0)
            from = std::max(from, t);
        else
            to = std::min(to, t);
        return from <= to;
    };
    if (!edge(-line.dx(), line.x1() - area.left()) || !edge(line.dx(), area.right() - line.x1())
        || !edge(-line.dy(), line.y1() - area.top()) || !edge(line.dy(), area.bottom() - line.y1()))
        return std::nullopt;
    return QLineF(line.pointAt(from), line.pointAt(to));
}
