#include "ui/charts/overhead_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double twoColumnsFrom = 760;
/// The bars are at least this much taller than the key below them.
constexpr double leastBarsHeight = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Overhead", text);
}

} // namespace

OverheadPicture::OverheadPicture(const LabState &state, std::pair<double, double> time)
    : ChartPicture(chartFacts(state, time))
{
    for (const TransportKind kind : allTransportKinds) {
        m_bars.append(overheadBar(m_facts.lane(kind)));
        if (m_facts.baseline)
            m_baseline[indexOf(kind)] = m_facts.baseline->lane(kind).protocolOverheadPerMessage;
    }
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

OverheadPicture::Sizes OverheadPicture::sizesFor(const Theme &theme) const
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
    sizes.foot = theme.px(40);
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
    m_sizes = sizesFor(theme);
    m_keys = !theme.isProjector();
    m_magnifier = magnifierFor(m_bars, m_scaleEnd);
    m_blocks.clear();
    m_nameColumn = 0;
    m_divider.reset();
    m_sharedKey.clear();
    const double left = area.left() + m_sizes.margin;
    const double width = area.width() - 2 * m_sizes.margin;
    const double top = area.top() + m_sizes.title + theme.px(4);
    const double room = area.bottom() - m_sizes.foot - top;
    const double between = m_sizes.title + 2 * m_sizes.gap;
    const double column = (width - 2 * m_sizes.margin) / 2;
    const QList<Block> normal = blocksOf(false, width, theme);
    const QList<Block> large = blocksOf(true, width, theme);
    const double spare = room - heightOf(normal) - heightOf(large) - between;
    const bool beside = width >= twoColumnsFrom * std::max(1.0, theme.zoom)
        && heightOf(blocksOf(false, column, theme)) <= room;
    if (m_magnifier.bars.isEmpty() || theme.isProjector() || (spare < 0 && !beside)) {
        m_magnifier.bars.clear();
        m_keys = m_keys && heightOf(blocksOf(false, width, theme)) <= room;
        QRectF bars(left, top, width, room);
        if (!m_keys)
            bars = placeSharedKey(bars, theme);
        if (heightOf(blocksOf(false, width, theme)) > bars.height())
            placeInline(bars, theme);
        else
            place(blocksOf(false, width, theme), bars.topLeft(), bars.height());
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
    m_divider = QLineF(right - m_sizes.margin, area.top() + m_sizes.gap, right - m_sizes.margin,
                       area.bottom() - m_sizes.foot - m_sizes.gap);
    m_magnifierTitle = {right, area.top() + m_sizes.title * 0.72};
}

QList<OverheadPicture::KeyEntry> OverheadPicture::keyOf(const OverheadBar &bar, double width,
                                                        const Theme &theme) const
{
    QList<KeyEntry> entries;
    for (const OverheadBar::Part &part : bar.parts)
        if (part.part != BytePart::Payload)
            entries.append({.text = u"%1 %2"_s.arg(partName(part.part), plainNumber(part.bytes)),
                            .look = partLook(part.part, bar.kind, theme.tokens),
                            .place = {}});
    if (m_facts.view.networkEstimate && bar.networkEstimate)
        entries.append(
            {.text
             = tr("+ about %1 TCP/IP (estimate)").arg(bytesText(std::round(*bar.networkEstimate)).joined()),
             .look = std::nullopt,
             .place = {}});
    arrange(entries, width, theme);
    return entries;
}

QList<OverheadPicture::KeyEntry> OverheadPicture::sharedKey(double width, const Theme &theme) const
{
    QList<KeyEntry> entries;
    for (const BytePart part : shownParts) {
        const auto has = [part](const OverheadBar &bar) {
            return std::ranges::find(bar.parts, part, &OverheadBar::Part::part) != bar.parts.end();
        };
        // The payload has its transport's colour.
        if (part != BytePart::Payload && std::ranges::any_of(m_bars, has))
            entries.append({.text = partName(part),
                            .look = partLook(part, TransportKind::ShortPoll, theme.tokens),
                            .place = {}});
    }
    arrange(entries, width, theme);
    return entries;
}

QRectF OverheadPicture::placeSharedKey(const QRectF &room, const Theme &theme)
{
    QList<KeyEntry> key = sharedKey(room.width(), theme);
    const double height = linesOf(key) * m_sizes.key + m_sizes.gap;
    if (key.isEmpty() || room.height() - height < leastBarsHeight * height)
        return room;
    m_sharedKey = std::move(key);
    const QRectF above = room.adjusted(0, 0, 0, -height);
    m_sharedKeyCorner = {room.left(), above.bottom() + m_sizes.gap / 2};
    return above;
}

int OverheadPicture::linesOf(const QList<KeyEntry> &entries) const
{
    return entries.isEmpty() ? 0 : static_cast<int>(std::lround(entries.last().place.y() / m_sizes.key)) + 1;
}

void OverheadPicture::arrange(QList<KeyEntry> &entries, double width, const Theme &theme) const
{
    QPointF at;
    for (KeyEntry &entry : entries) {
        const double wide = chartTextWidth(entry.text, theme, Theme::Text::Caption)
            + (entry.look ? m_sizes.keyBox + theme.px(6) : 0);
        if (at.x() > 0 && at.x() + wide > width)
            at = {0, at.y() + m_sizes.key};
        entry.place = at;
        at.rx() += wide + theme.px(13);
    }
}
