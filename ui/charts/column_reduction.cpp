#include "ui/charts/column_reduction.h"

#include <algorithm>
#include <cmath>

ColumnReduction::ColumnReduction(double fromS, double toS, int columns)
    : m_widthS((toS - fromS) / std::max(1, columns))
    , m_firstS(std::floor(fromS / m_widthS) * m_widthS)
    , m_columns(static_cast<std::size_t>(std::max(1, columns)) + 1)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        m_columns[i].startS = m_firstS + static_cast<double>(i) * m_widthS;
}
