#pragma once

#include "core/experiment/gauntlet_report.h"
#include "ui/charts/chart_painter.h"

/// The matrix as a picture: a row a middlebox, a column a client, a sign and a word for the verdict, and
/// under it the times as far as there is room.
class GauntletPicture
{
public:
    /// `theme` and `report` outlive it.
    GauntletPicture(const GauntletReport &report, const Theme &theme);

    /// The least room in which nothing is cut.
    [[nodiscard]] QSizeF minimumSize() const;
    void paint(ChartPainter &painter, const QRectF &area) const;

private:
    [[nodiscard]] double headHeight() const;
    [[nodiscard]] double rowHeight(qsizetype details) const;
    [[nodiscard]] double titleWidth() const;
    [[nodiscard]] double headWidth() const;
    [[nodiscard]] double detailsWidth() const;
    void paintHead(ChartPainter &painter, GauntletColumn column, const QRectF &rect) const;
    void paintCell(ChartPainter &painter, const GauntletResult &result, const QRectF &rect,
                   qsizetype details) const;

    const GauntletReport &m_report;
    const Theme &m_theme;
};
