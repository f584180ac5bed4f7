#pragma once

#include "ui/charts/chart_picture.h"
#include "ui/charts/history_lines.h"

#include <array>
#include <functional>

/// One plot of a LinesPicture: a quantity over time, one line a transport.
struct LinePanel
{
    QString title; ///< with its unit: "Requests per second"
    HistoryQuantity quantity = HistoryQuantity::RequestsPerSecond;
    double leastColumnS = 1;
    bool logarithmic = false;
    /// The figure at a line's end is the mean of so many last seconds; 0: what the line ends with.
    double meanOverS = 0;
    std::function<QString(double)> valueText; ///< "341 B": at the end of a line
};

/// Quantities of the history over one time axis, one plot above the other, lines labelled at their right
/// ends.
class LinesPicture : public ChartPicture
{
public:
    LinesPicture(const LabState &state, std::pair<double, double> time, const QList<LinePanel> &panels,
                 bool exporting);

    [[nodiscard]] qsizetype panels() const { return m_panels.size(); }
    /// Largest value of each panel; what setAxisEnd() is told is shown instead.
    [[nodiscard]] double needed(qsizetype panel) const { return m_lines.at(panel).needed; }
    void setAxisEnd(qsizetype panel, double end) { m_lines[panel].end = end; }

    /// The figure at the end of a lane's line.
    [[nodiscard]] double valueAtEnd(qsizetype panel, TransportKind kind) const;

    void layOut(const QRectF &area, const Theme &theme) override;
    void paintOver(ChartPainter &painter) const override;

private:
    struct Lines
    {
        std::array<QList<QPointF>, transportCount> now, baseline;
        double needed = 0;
        double least = 0; ///< smallest above 0
        double end = 1;
    };

    void collect(qsizetype panel);
    [[nodiscard]] PlotRow rowOf(qsizetype panel, const QRectF &area, const Theme &theme) const;
    void paintPanel(ChartPainter &painter, qsizetype panel) const;

    QList<LinePanel> m_panels;
    QList<Lines> m_lines;
    bool m_exporting;
    QRectF m_area;
    double m_bottom = 0;
};
