#pragma once

#include "ui/teach/compare_cell.h"

/// How a picture of the comparison table fitted into its room. A picture laid out with that of the one before
/// leaves out no less, and no row is lower: nothing jumps while figures change.
struct CompareFit
{
    std::size_t level = 0;
    std::array<double, comparisonRowCount> heights{};
};

/// The comparison table as a picture: a column for the names of the rows, one a transport. The table of the
/// screen paints its cells one by one, exports paint all of it.
class ComparePicture
{
public:
    ComparePicture(const ComparisonTable &table, const Theme &theme);

    /// Breaks all texts for `room`. Where there is much, all text becomes larger; where there is little, the
    /// figures become smaller, then the claims are left out; where that does not help either, all of it is as
    /// large as it must be. What is over is shared among the rows.
    void layOut(const QSizeF &room, const CompareFit &before = {});
    [[nodiscard]] const CompareFit &fit() const { return m_fit; }

    [[nodiscard]] double titleWidth() const { return m_titleWidth; }
    [[nodiscard]] double cellWidth() const { return m_cellWidth; }
    [[nodiscard]] double headHeight() const;
    [[nodiscard]] double rowHeight(std::size_t row) const { return m_heights[row]; }
    [[nodiscard]] QSizeF size() const;
    [[nodiscard]] const CompareText &cell(std::size_t row, std::size_t column) const
    {
        return m_cells[row][column];
    }
    [[nodiscard]] const CompareText &title(std::size_t row) const { return m_titles[row]; }
    [[nodiscard]] const CompareLook &look() const { return m_look; }
    /// Between the edge of a cell and its text.
    [[nodiscard]] QSizeF padding() const;

    void paintHead(ChartPainter &painter, const QRectF &rect, TransportKind kind) const;
    void paintTitle(ChartPainter &painter, const QRectF &rect, std::size_t row) const;
    void paintCell(ChartPainter &painter, const QRectF &rect, std::size_t row, std::size_t column) const;
    /// All of it; scaled down where there is no room for it.
    void paint(ChartPainter &outer, const QRectF &area) const;

private:
    void breakTexts(const QSizeF &room);
    void breakCells();
    [[nodiscard]] double leastTitleWidth() const;
    [[nodiscard]] double leastCellWidth() const;
    void measureRows();
    [[nodiscard]] bool fits(std::size_t level, const QSizeF &room, const CompareFit &before);
    void tryLevel(std::size_t level, const QSizeF &room, const CompareFit &before);
    void share(double over);
    [[nodiscard]] CompareLook titleLook() const;

    ComparisonTable m_table;
    double m_zoom; ///< of the theme, before all text was scaled for the room
    CompareLook m_look;
    double m_titleWidth = 0;
    double m_cellWidth = 0;
    std::array<CompareText, comparisonRowCount> m_titles;
    std::array<std::array<CompareText, transportCount>, comparisonRowCount> m_cells;
    CompareFit m_fit;
    std::array<double, comparisonRowCount> m_heights{};
};
