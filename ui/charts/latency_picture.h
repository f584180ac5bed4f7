#pragma once

#include "ui/charts/chart_picture.h"
#include "ui/charts/latency_trace.h"

#include <array>

/// Every delivery as a marker over the moment at which it was due, in four strips or one overlay.
///
/// Slow ones have a slanted line down to the moment of arrival (strips, linear). Under the plot: the theory
/// line of the chosen lane.
class LatencyPicture : public ChartPicture
{
public:
    /// `columns`: pixels over which deliveries are reduced when dense.
    LatencyPicture(const LabState &state, std::pair<double, double> time, int columns, TransportKind chosen,
                   bool exporting);

    /// Largest latency on show, in ms.
    [[nodiscard]] double neededMs() const { return m_neededMs; }
    /// Upper end of the linear axis; roundUp(neededMs()) unless set.
    void setAxisEnd(double milliseconds) { m_endMs = milliseconds; }

    void layOut(const QRectF &area, const Theme &theme) override;
    void paintOver(ChartPainter &painter) const override;
    [[nodiscard]] std::optional<TransportKind> laneAt(const QPointF &point) const override;
    [[nodiscard]] std::optional<QPointF> pointOf(TransportKind kind,
                                                 const DeliveryPoint &point) const override;

private:
    struct Tick
    {
        double units = 0; ///< axis units
        QString text;
    };

    void collect(const LabState &state, int columns);
    void layOutAxis(const Theme &theme, double rowHeight);
    void layOutStrips(const Theme &theme);
    void layOutOverlay(const Theme &theme);
    [[nodiscard]] bool strips() const { return m_facts.view.strips; }
    [[nodiscard]] const PlotFrame &frameOf(TransportKind kind) const;
    [[nodiscard]] bool isEmpty() const;

    void paintStripText(ChartPainter &painter, TransportKind kind) const;
    void paintFigures(ChartPainter &painter, TransportKind kind, double top) const;
    void paintFiguresBrief(ChartPainter &painter, TransportKind kind) const;
    void paintOverlayLegend(ChartPainter &painter) const;
    void paintTicks(ChartPainter &painter, const PlotFrame &frame, bool sparse) const;
    void paintLimits(ChartPainter &painter, const PlotFrame &frame) const;
    void paintTimeAxis(ChartPainter &painter) const;
    void paintTrace(ChartPainter &painter, TransportKind kind) const;
    void paintGhost(ChartPainter &painter, TransportKind kind) const;
    void paintPending(ChartPainter &painter, TransportKind kind) const;
    void paintTopLine(ChartPainter &painter) const;
    void paintEmpty(ChartPainter &painter) const;
    void paintFoot(ChartPainter &painter) const;

    std::array<LatencyTrace, transportCount> m_traces;
    std::array<LatencyTrace, transportCount> m_ghosts;
    TransportKind m_chosen;
    bool m_exporting;
    double m_neededMs = 0;
    double m_leastMs = 0;
    double m_endMs = 0;

    QRectF m_area, m_foot;
    double m_left = 0, m_right = 0, m_top = 0, m_bottom = 0, m_rowHeight = 0;
    QList<Tick> m_ticks;
    double m_gridStep = 1;
    AxisScale m_y;
};
