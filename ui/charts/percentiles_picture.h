#pragma once

#include "ui/charts/chart_picture.h"

/// Latency by percentile, each lane's line only as far as its samples reach, then dotted to its maximum; the
/// figures as a table below.
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

private:
    [[nodiscard]] PlotRow makeRow(const QRectF &plot, const Theme &theme) const;
    void paintAxes(ChartPainter &painter) const;
    void paintEnds(ChartPainter &painter) const;
    void paintTable(ChartPainter &painter) const;

    std::array<QList<QPointF>, transportCount> m_steps, m_ghosts; ///< place, ms
    double m_neededMs = 0, m_leastMs = 0, m_endMs = 1;
    bool m_exporting;
    QRectF m_area, m_table;
    double m_titleBase = 0;
};
