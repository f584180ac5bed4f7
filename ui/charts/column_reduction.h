#pragma once

#include <QtGlobal>

#include <vector>

/// Points in time reduced to the smallest and largest value per column. Columns are cut at whole multiples of
/// their width since time 0, so that they do not shimmer while the window moves.
class ColumnReduction
{
public:
    struct Column
    {
        double startS = 0;
        double min = 0, max = 0;
        qint64 count = 0; ///< 0: nothing in it
    };

    /// REQUIRES: from < to, columns > 0.
    ColumnReduction(double fromS, double toS, int columns);

    void add(double atS, double value)
    {
        const double place = (atS - m_firstS) / m_widthS;
        if (place < 0 || place >= static_cast<double>(m_columns.size()))
            return;
        Column &column = m_columns[static_cast<std::size_t>(place)];
        if (column.count++ == 0) {
            column.min = column.max = value;
        } else if (value < column.min) {
            column.min = value;
        } else if (value > column.max) {
            column.max = value;
        }
    }
    [[nodiscard]] double widthS() const { return m_widthS; }
    [[nodiscard]] const std::vector<Column> &columns() const { return m_columns; }

private:
    double m_widthS;
    double m_firstS;
    std::vector<Column> m_columns;
};
