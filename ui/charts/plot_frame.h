#pragma once

#include <QLineF>
#include <QRectF>

#include <optional>

/// One axis: values to axis units (the value itself, or its logarithm) between `min` and `max`.
struct AxisScale
{
    double min = 0; ///< axis units
    double max = 1; ///< axis units, > min
    bool logarithmic = false;

    /// Zero and less stand at the lower end of a logarithmic axis.
    [[nodiscard]] double at(double value) const;
    bool operator==(const AxisScale &) const = default;
};

/// Where values stand in a picture: the plot area and its two axes.
struct PlotFrame
{
    QRectF area;
    AxisScale x, y;

    [[nodiscard]] double mapX(double value) const { return mapAxisX(x.at(value)); }
    [[nodiscard]] double mapY(double value) const { return mapAxisY(y.at(value)); }
    [[nodiscard]] QPointF map(double xValue, double yValue) const { return {mapX(xValue), mapY(yValue)}; }
    /// The same for axis units.
    [[nodiscard]] double mapAxisX(double units) const;
    [[nodiscard]] double mapAxisY(double units) const;
    bool operator==(const PlotFrame &) const = default;
};

/// The part of `line` inside `area`, edges included.
[[nodiscard]] std::optional<QLineF> clipLine(const QLineF &line, const QRectF &area);
