#include "ui/charts/overhead_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/charts/poll_theory.h"
#include "ui/transport_descriptor.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr double twoColumnsFrom = 760;

} // namespace

OverheadPicture::OverheadPicture(const LabState &state, std::pair<double, double> time)
    : ChartPicture(chartFacts(state, time))
{
    for (const TransportKind kind : allTransportKinds) {
        m_bars.append(overheadBar(m_facts.lane(kind)));
        if (m_facts.baseline)
            m_baseline[indexOf(kind)] = m_facts.baseline->lane(kind).protocolOverheadPerMessage;
    }
    m_theory = emptyPollsLine(m_facts);
    setScaleEnd(axis_ticks::roundUp(std::max(1.0, neededBytes())));
}

double OverheadPicture::neededBytes() const
{
    double most = 0;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const double payload = m_bars[i].parts.isEmpty() ? 0 : m_bars[i].parts.first().bytes;
        most = std::max(
            {most, m_bars[i].total, payload + m_baseline[static_cast<std::size_t>(i)].value_or(0)});
    }
    return most;
}

void OverheadPicture::setScaleEnd(double bytes)
{
    m_scaleEnd = bytes;
    m_magnifier = magnifierFor(m_bars, bytes);
}

OverheadPicture::Sizes OverheadPicture::sizesFor(const Theme &theme, bool theory) const
{
    const double body = lineHeight(theme, Theme::Text::Body);
    const double caption = lineHeight(theme, Theme::Text::Caption);
    Sizes sizes;
    sizes.margin = theme.px(theme.isProjector() ? 0 : 16);
    sizes.title = body + theme.px(12);
    sizes.name = body + theme.px(2);
    sizes.bar = theme.px(theme.isProjector() ? 28 : 20);
    sizes.key = caption + theme.px(3);
    sizes.gap = theme.px(8);
    sizes.theory = theory ? theoryLineHeight(theme) + theme.px(2) : 0;
    sizes.foot = theory ? theme.px(36) + sizes.theory : theme.px(40);
    sizes.keyBox = theme.px(theme.isProjector() ? 14 : 9);
    return sizes;
}

bool OverheadPicture::hasKey(qsizetype bar, bool magnified) const
{
    return m_keys && (magnified || !m_magnifier.bars.contains(bar));
}

QList<OverheadPicture::Block> OverheadPicture::blocksOf(bool magnified, double width,
                                                        const Theme &theme) const
{
    QList<Block> blocks;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        if (magnified && !m_magnifier.bars.contains(i))
            continue;
        Block block{.bar = i, .magnified = magnified, .width = width};
        const QList<KeyEntry> key = hasKey(i, magnified) ? keyOf(m_bars[i], width, theme) : QList<KeyEntry>{};
        block.keyLines = linesOf(key);
        blocks.append(block);
    }
    return blocks;
}

double OverheadPicture::heightOf(const QList<Block> &blocks) const
{
    double height = 0;
    for (const Block &block : blocks)
        height += m_sizes.name + m_sizes.bar + block.keyLines * m_sizes.key + m_sizes.gap;
    return height;
}

void OverheadPicture::place(QList<Block> blocks, const QPointF &from, double height)
{
    const double spare
        = (height - heightOf(blocks)) / static_cast<double>(std::max<qsizetype>(1, blocks.size()));
    const double extra = std::clamp(spare, 0.0, 2 * m_sizes.gap);
    double top = from.y();
    for (Block &block : blocks) {
        block.left = from.x();
        block.top = top;
        top += heightOf({block}) + extra;
        m_blocks.append(block);
    }
}

void OverheadPicture::placeInline(const QRectF &room, const Theme &theme)
{
    for (const OverheadBar &bar : m_bars)
        m_nameColumn = std::max(
            m_nameColumn,
            chartTextWidth(descriptorOf(bar.kind).name, theme, Theme::Text::Body, QFont::DemiBold));
    m_nameColumn += theme.size(Theme::Text::Body) * 3;
    const double each = room.height() / static_cast<double>(m_bars.size());
    m_sizes.name = 0;
    m_sizes.gap = each * 0.2;
    m_sizes.bar = std::clamp(each - m_sizes.gap, 2.0, m_sizes.bar);
    place(blocksOf(false, room.width(), theme), room.topLeft(), room.height());
}

void OverheadPicture::layOut(const QRectF &area, const Theme &theme)
{
    m_area = area;
    m_sizes = sizesFor(theme, false);
    layOutBars(theme);
    if (!m_theory || !pollTheoryFits(*m_theory, m_facts, theme, area.width()))
        return;
    Look without = look();
    m_sizes = sizesFor(theme, true);
    layOutBars(theme);
    // Names may move to the left of their bars, but for a baseline that is named above them.
    if (!m_facts.baseline)
        without.namesAbove = look().namesAbove;
    if (look() == without)
        return;
    m_sizes = sizesFor(theme, false);
    layOutBars(theme);
}

OverheadPicture::Look OverheadPicture::look() const
{
    Look look{.keys = m_keys,
              .namesAbove = m_nameColumn <= 0,
              .bar = m_sizes.bar,
              .sharedKey = m_sharedKey.size(),
              .magnified = m_magnifier.bars.size(),
              .divider = std::nullopt};
    if (m_divider)
        look.divider = m_divider->dy() == 0 ? Qt::Horizontal : Qt::Vertical;
    return look;
}

void OverheadPicture::layOutNarrow(const QRectF &room, const Theme &theme)
{
    m_magnifier.bars.clear();
    m_keys = m_keys && heightOf(blocksOf(false, room.width(), theme)) <= room.height();
    const QRectF bars = m_keys ? room : placeSharedKey(room, theme);
    const QList<Block> blocks = blocksOf(false, room.width(), theme);
    if (heightOf(blocks) > bars.height())
        placeInline(bars, theme);
    else
        place(blocks, bars.topLeft(), bars.height());
}

void OverheadPicture::layOutBars(const Theme &theme)
{
    m_keys = !theme.isProjector();
    m_magnifier = magnifierFor(m_bars, m_scaleEnd);
    m_blocks.clear();
    m_nameColumn = 0;
    m_divider.reset();
    m_sharedKey.clear();
    const double left = m_area.left() + m_sizes.margin;
    const double width = m_area.width() - 2 * m_sizes.margin;
    const double top = m_area.top() + m_sizes.title + theme.px(4);
    const double room = m_area.bottom() - m_sizes.foot - top;
    const double between = m_sizes.title + 2 * m_sizes.gap;
    const double column = (width - 2 * m_sizes.margin) / 2;
    const QList<Block> normal = blocksOf(false, width, theme);
    const QList<Block> large = blocksOf(true, width, theme);
    const double spare = room - heightOf(normal) - heightOf(large) - between;
    const bool beside = width >= twoColumnsFrom * std::max(1.0, theme.zoom)
        && heightOf(blocksOf(false, column, theme)) <= room;
    if (m_magnifier.bars.isEmpty() || theme.isProjector() || (spare < 0 && !beside)) {
        layOutNarrow({left, top, width, room}, theme);
        return;
    }
    if (spare >= 0) {
        const double share = heightOf(normal) + spare * 2 / 3;
        place(normal, {left, top}, share);
        const double below = top + share;
        m_divider = QLineF(left, below, left + width, below);
        m_magnifierTitle = {left, below + m_sizes.gap + m_sizes.title * 0.72};
        place(large, {left, below + between}, room - share - between);
        return;
    }
    const double right = left + column + 2 * m_sizes.margin;
    place(blocksOf(false, column, theme), {left, top}, room);
    place(blocksOf(true, column, theme), {right, top}, room);
    m_divider = QLineF(right - m_sizes.margin, m_area.top() + m_sizes.gap, right - m_sizes.margin,
                       m_area.bottom() - m_sizes.foot - m_sizes.gap);
    m_magnifierTitle = {right, m_area.top() + m_sizes.title * 0.72};
}
