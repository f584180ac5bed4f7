#include "ui/teach/compare_picture.h"

#include "ui/transport_descriptor.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using Text = Theme::Text;

namespace {

/// From the most legible to the least: the first with which all rows fit is taken.
struct Level
{
    double scale = 1; ///< of all text
    Text figure = Text::Number;
    bool claims = true;
};
constexpr std::array levels{Level{.scale = 1.8},
                            Level{.scale = 1.6},
                            Level{.scale = 1.45},
                            Level{.scale = 1.3},
                            Level{.scale = 1.2},
                            Level{.scale = 1.1},
                            Level{},
                            Level{.figure = Text::Sentence},
                            Level{.figure = Text::Sentence, .claims = false}};
/// Where nothing helps.
constexpr std::size_t fallback = levels.size() - 2;
/// A row grows by at most this part of itself where there is room to spare.
constexpr double mostGrowth = 0.5;

double sum(const std::array<double, comparisonRowCount> &heights)
{
    return std::accumulate(heights.begin(), heights.end(), 0.0);
}

} // namespace

ComparePicture::ComparePicture(const ComparisonTable &table, const Theme &theme)
    : m_table(table)
    , m_zoom(theme.zoom)
    , m_look{.theme = theme}
{
}

QSizeF ComparePicture::padding() const
{
    const double zoom = std::max(1.0, m_look.theme.zoom);
    return QSizeF(10, m_look.theme.isProjector() ? 4 : 5) * zoom;
}

double ComparePicture::headHeight() const
{
    return lineHeight(m_look.theme, Text::PaneName) + 2 * padding().height();
}

QSizeF ComparePicture::size() const
{
    return {m_titleWidth + m_cellWidth * static_cast<double>(transportCount), headHeight() + sum(m_heights)};
}

CompareLook ComparePicture::titleLook() const
{
    CompareLook look = m_look;
    look.width = m_titleWidth - 2 * padding().width();
    return look;
}

double ComparePicture::leastCellWidth() const
{
    double widest = 0;
    for (const auto &row : m_cells)
        for (const CompareText &text : row)
            widest = std::max(widest, widestWord(text, m_look));
    for (const TransportKind kind : allTransportKinds)
        widest
            = std::max(widest,
                       chartTextWidth(descriptorOf(kind).name, m_look.theme, Text::PaneName, QFont::DemiBold)
                           + m_look.theme.size(Text::PaneName) * 1.5);
    return std::ceil(widest + 2 * padding().width());
}

double ComparePicture::leastTitleWidth() const
{
    CompareLook look = m_look;
    double widest = 0;
    for (const ComparisonRow &row : m_table.rows) {
        // Names in one line, or on the projector a line a word.
        widest = std::max(widest, widestWord(titleText(row, look), look));
        if (!look.theme.isProjector())
            widest = std::max(widest, chartTextWidth(row.title, look.theme, Text::Body, QFont::DemiBold));
    }
    return std::ceil(widest + 2 * padding().width());
}

void ComparePicture::breakCells()
{
    m_look.width = m_cellWidth - 2 * padding().width();
    for (std::size_t row = 0; row < comparisonRowCount; ++row)
        for (std::size_t column = 0; column < transportCount; ++column)
            m_cells[row][column]
                = cellText(m_table.rows[row].cells[column], m_table.rows[row].feature, m_look);
}

void ComparePicture::breakTexts(const QSizeF &room)
{
    m_titleWidth = leastTitleWidth();
    for (std::size_t row = 0; row < comparisonRowCount; ++row)
        m_titles[row] = titleText(m_table.rows[row], titleLook());
    m_cellWidth = std::floor((room.width() - m_titleWidth) / static_cast<double>(transportCount));
    breakCells();
    if (const double least = leastCellWidth(); least > m_cellWidth) {
        m_cellWidth = least;
        breakCells();
    }
}

void ComparePicture::measureRows()
{
    for (std::size_t row = 0; row < comparisonRowCount; ++row) {
        double height = m_titles[row].height;
        for (const CompareText &text : m_cells[row])
            height = std::max(height, text.height);
        m_fit.heights[row] = std::max(m_fit.heights[row], std::ceil(height + 2 * padding().height()));
    }
    m_heights = m_fit.heights;
}

void ComparePicture::tryLevel(std::size_t level, const QSizeF &room, const CompareFit &before)
{
    m_fit = {level, level == before.level ? before.heights : std::array<double, comparisonRowCount>{}};
    m_look.theme.zoom = m_zoom * levels[level].scale;
    m_look.figure = levels[level].figure;
    m_look.claims = levels[level].claims;
    breakTexts(room);
    measureRows();
}

void ComparePicture::share(double over)
{
    const double growth = std::min(over / sum(m_heights), mostGrowth);
    if (growth > 0)
        for (double &height : m_heights)
            height = std::floor(height * (1 + growth));
}

bool ComparePicture::fits(std::size_t level, const QSizeF &room, const CompareFit &before)
{
    tryLevel(level, room, before);
    return size().height() <= room.height() && size().width() <= room.width();
}

void ComparePicture::layOut(const QSizeF &room, const CompareFit &before)
{
    if (!fits(before.level, room, before)) {
        // What is less legible needs less room.
        std::size_t first = before.level + 1;
        std::size_t end = levels.size();
        while (first < end) {
            const std::size_t middle = (first + end) / 2;
            if (fits(middle, room, before))
                end = middle;
            else
                first = middle + 1;
        }
        if (!fits(std::min(first, levels.size() - 1), room, before))
            tryLevel(fallback, room, before);
    }
    share(room.height() - size().height());
}

void ComparePicture::paintHead(ChartPainter &painter, const QRectF &rect, TransportKind kind) const
{
    const double side = m_look.theme.size(Text::PaneName) * 0.8;
    const double x = rect.left() + padding().width();
    const double middle = std::round(rect.center().y());
    painter.marker(kind, {x + side / 2, middle}, side);
    painter.text({x + side * 1.7, middle + halfCapHeight(m_look.theme, Text::PaneName)},
                 descriptorOf(kind).name, {Text::PaneName, QFont::DemiBold, painter.tokens().ink});
}

void ComparePicture::paintTitle(ChartPainter &painter, const QRectF &rect, std::size_t row) const
{
    paintCompareText(painter, m_titles[row], rect.topLeft() + QPointF(padding().width(), padding().height()),
                     titleLook());
}

void ComparePicture::paintCell(ChartPainter &painter, const QRectF &rect, std::size_t row,
                               std::size_t column) const
{
    paintCompareText(painter, m_cells[row][column],
                     rect.topLeft() + QPointF(padding().width(), padding().height()), m_look);
}

void ComparePicture::paint(ChartPainter &outer, const QRectF &area) const
{
    ChartPainter painter(outer.painter(), m_look.theme, outer.isVector());
    const QSizeF needed = size();
    const double scale = std::min({1.0, area.width() / needed.width(), area.height() / needed.height()});
    painter.painter().save();
    painter.painter().translate(area.topLeft());
    painter.painter().scale(scale, scale);
    const auto columnLeft
        = [this](std::size_t column) { return m_titleWidth + m_cellWidth * static_cast<double>(column); };
    for (const TransportKind kind : allTransportKinds)
        paintHead(painter, {columnLeft(indexOf(kind)), 0, m_cellWidth, headHeight()}, kind);
    double top = headHeight();
    for (std::size_t row = 0; row < comparisonRowCount; ++row) {
        painter.crispLine({0, top, needed.width(), top},
                          row == 0 ? painter.tokens().edge : painter.tokens().line);
        paintTitle(painter, {0, top, m_titleWidth, m_heights[row]}, row);
        for (std::size_t column = 0; column < transportCount; ++column)
            paintCell(painter, {columnLeft(column), top, m_cellWidth, m_heights[row]}, row, column);
        top += m_heights[row];
    }
    painter.crispLine({0, top, needed.width(), top}, painter.tokens().line);
    for (std::size_t column = 0; column < transportCount; ++column)
        painter.crispLine({columnLeft(column), headHeight(), columnLeft(column), top}, painter.tokens().grid);
    painter.painter().restore();
}
