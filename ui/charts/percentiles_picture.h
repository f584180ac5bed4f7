#pragma once

#include "ui/charts/chart_picture.h"
#include "ui/charts/theory_line.h"

/// Latency by percentile, each lane's line only as far as its samples reach, then dotted to its maximum; the
/// figures as a table below. Where M1 says how short polling's latency is spread: that curve, and in the foot
/// its figures beside the measured ones, if the plot stays high enough.
class PercentilesPicture : public ChartPicture
{
public:
    PercentilesPicture(const LabState &state, std::pair<double, double> time, bool exporting);

    [[nodiscard]] double neededMs() const { return m_neededMs; }
    void setAxisEnd(double milliseconds) { m_endMs = milliseconds; }

    void layOut(const QRectF &area, const Theme &theme) override;
    void paintOver(ChartPainter &painter) const override;
    [[nodiscard]] bool hasTimeAxis() const override { return false; }

    /// Left ends and texts of the labels under the axis: none touches another.
    [[nodiscard]] QList<std::pair<double, QString>> axisLabels(const Theme &theme) const;
    struct Cell
    {
        QString text;
        bool strong = false;
    };
    using Table = QList<QList<Cell>>;
    /// The figures in rows. `wordiness` 3: how many samples a figure needs and has; 2: needs; 1: a dash; 0:
    /// and short names.
    [[nodiscard]] Table tableOf(int wordiness) const;
    /// Right ends of the columns; the last is beyond the table if there is no room.
    [[nodiscard]] QList<double> columnEnds(const Table &table, const Theme &theme) const;

    [[nodiscard]] bool showsTheory() const { return m_foot.height() > 0; }
    /// The predicted curve of short polling is drawn, and named at its end.
    [[nodiscard]] bool showsTheoryCurve() const { return m_curve; }

private:
    [[nodiscard]] static QString title();
    [[nodiscard]] bool hasCurve() const;
    [[nodiscard]] QList<QPointF> theoryCurve() const; ///< place, ms
    /// Of the theory line, where a plot of height `plot` has room for it; else 0.
    [[nodiscard]] double footHeight(double plot, const Theme &theme) const;
    [[nodiscard]] PlotRow makeRow(const QRectF &plot, const Theme &theme);
    void paintAxes(ChartPainter &painter) const;
    void paintEnds(ChartPainter &painter) const;
    void paintTable(ChartPainter &painter) const;
    void paintFoot(ChartPainter &painter) const;

    std::array<QList<QPointF>, transportCount> m_steps, m_ghosts; ///< place, ms
    double m_neededMs = 0, m_leastMs = 0, m_endMs = 1;
    bool m_exporting;
    QRectF m_area, m_table, m_foot;
    std::optional<TheoryLine> m_theory;
    bool m_curve = false;
    double m_titleBase = 0;
};
