#include "ui/charts/overhead_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_axes.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double twoColumnsFrom = 760;
constexpr double partGap = 2;
constexpr double keyBox = 9;

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
        if (!key.isEmpty())
            block.keyLines = static_cast<int>(std::lround(key.last().place.y() / m_sizes.key)) + 1;
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

void OverheadPicture::layOut(const QRectF &area, const Theme &theme)
{
    m_area = area;
    m_sizes = sizesFor(theme);
    m_keys = !theme.isProjector();
    m_magnifier = magnifierFor(m_bars, m_scaleEnd);
    m_blocks.clear();
    m_divider.reset();
    const double left = area.left() + m_sizes.margin;
    const double width = area.width() - 2 * m_sizes.margin;
    const double top = area.top() + m_sizes.title + theme.px(4);
    const double room = area.bottom() - m_sizes.foot - top;
    const bool magnify = !m_magnifier.bars.isEmpty() && !theme.isProjector();
    const QList<Block> normal = blocksOf(false, width, theme);
    const QList<Block> large = blocksOf(true, width, theme);
    const double between = m_sizes.title + 2 * m_sizes.gap;
    const double spare = room - heightOf(normal) - heightOf(large) - between;
    if (!magnify || (spare < 0 && width < twoColumnsFrom)) {
        m_magnifier.bars.clear();
        place(blocksOf(false, width, theme), {left, top}, room);
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
    const double column = (width - 2 * m_sizes.margin) / 2;
    const double right = left + column + 2 * m_sizes.margin;
    place(blocksOf(false, column, theme), {left, top}, room);
    place(blocksOf(true, column, theme), {right, top}, room);
    m_divider = QLineF(right - m_sizes.margin, area.top() + m_sizes.gap, right - m_sizes.margin,
                       area.bottom() - m_sizes.foot - m_sizes.gap);
    m_magnifierTitle = {right, area.top() + m_sizes.title * 0.72};
}

QString OverheadPicture::totalText(const OverheadBar &bar) const
{
    if (!bar.enabled)
        return tr("switched off");
    if (bar.delivered <= 0)
        return bar.spentBytes > 0
            ? tr("%1 so far, no message delivered").arg(bytesText(bar.spentBytes).joined())
            : tr("no message delivered yet");
    return tr("%1 overhead").arg(bytesText(bar.overhead).joined());
}

double OverheadPicture::pixelsPerByte(const Block &block, const Theme &theme) const
{
    const double text
        = chartTextWidth(tr("%1 overhead").arg(u"99,999 B"_s), theme, Theme::Text::Body, QFont::DemiBold);
    const double scale = (block.width - text - theme.px(8)) / m_scaleEnd;
    return block.magnified ? scale * m_magnifier.factor : scale;
}

void OverheadPicture::paintOver(ChartPainter &painter) const
{
    paintTitles(painter);
    for (const Block &block : m_blocks)
        paintBlock(painter, block);
    paintFoot(painter);
}

void OverheadPicture::paintBlock(ChartPainter &painter, const Block &block) const
{
    const OverheadBar &bar = m_bars.at(block.bar);
    paintName(painter, block);
    const double end = paintBar(painter, block);
    const double middle = block.top + m_sizes.name + m_sizes.bar / 2;
    painter.text({end + painter.theme().px(6), middle + halfCapHeight(painter.theme(), Theme::Text::Body)},
                 totalText(bar),
                 {Theme::Text::Body, bar.overhead ? QFont::DemiBold : QFont::Normal,
                  bar.overhead && bar.enabled ? painter.tokens().ink : painter.tokens().dim});
    if (block.keyLines > 0)
        paintKey(painter, block);
}

void OverheadPicture::paintName(ChartPainter &painter, const Block &block) const
{
    const Theme &theme = painter.theme();
    const OverheadBar &bar = m_bars.at(block.bar);
    const double size = theme.isProjector() ? 16 * theme.zoom : theme.px(10);
    const double base = block.top + theme.size(Theme::Text::Body);
    painter.marker(bar.kind, {block.left + size / 2, base - halfCapHeight(theme, Theme::Text::Body)}, size);
    const double x = block.left + size + theme.px(10);
    const double width = painter.text(
        {x, base}, descriptorOf(bar.kind).name,
        {Theme::Text::Body, QFont::DemiBold, bar.enabled ? painter.tokens().ink : painter.tokens().dim});
    const auto &baseline = m_baseline[static_cast<std::size_t>(block.bar)];
    if (baseline && !block.magnified)
        painter.text({x + width + theme.px(16), base}, tr("baseline %1").arg(bytesText(baseline).joined()),
                     {.colour = painter.tokens().you});
}

double OverheadPicture::paintBar(ChartPainter &painter, const Block &block) const
{
    const OverheadBar &bar = m_bars.at(block.bar);
    const double perByte = pixelsPerByte(block, painter.theme());
    const double top = std::round(block.top + m_sizes.name);
    double x = block.left;
    for (const OverheadBar::Part &part : bar.parts) {
        const double width = part.bytes * perByte;
        painter.part({x, top, std::max(1.0, width - partGap), m_sizes.bar},
                     partLook(part.part, bar.kind, painter.tokens()));
        x += std::max(1.0, width);
    }
    const auto &baseline = m_baseline[static_cast<std::size_t>(block.bar)];
    if (baseline && !bar.parts.isEmpty()) {
        const double from = block.left + bar.parts.first().bytes * perByte - 0.5;
        QPen pen(painter.tokens().you, 1.5, Qt::CustomDashLine, Qt::FlatCap, Qt::MiterJoin);
        pen.setDashPattern({4 / 1.5, 3 / 1.5});
        painter.painter().setPen(pen);
        painter.painter().setBrush(Qt::NoBrush);
        const QRectF outline(from, top - 2.5, std::max(2.0, *baseline * perByte), m_sizes.bar + 5);
        painter.painter().drawRect(outline);
        x = std::max(x, outline.right() + 2);
    }
    return x;
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
    QPointF at;
    for (KeyEntry &entry : entries) {
        const double wide = chartTextWidth(entry.text, theme, Theme::Text::Caption)
            + (entry.look ? theme.px(keyBox) + theme.px(6) : 0);
        if (at.x() > 0 && at.x() + wide > width)
            at = {0, at.y() + m_sizes.key};
        entry.place = at;
        at.rx() += wide + theme.px(13);
    }
    return entries;
}

void OverheadPicture::paintKey(ChartPainter &painter, const Block &block) const
{
    const Theme &theme = painter.theme();
    const double box = theme.px(keyBox);
    const QPointF from(
        block.left,
        std::round(block.top + m_sizes.name + m_sizes.bar + theme.px(3) + theme.size(Theme::Text::Caption)));
    for (const KeyEntry &entry : keyOf(m_bars.at(block.bar), block.width, theme)) {
        QPointF at = from + entry.place;
        if (entry.look) {
            painter.part({std::round(at.x()), at.y() - box, box, box}, *entry.look);
            at.rx() += box + theme.px(6);
        }
        painter.text(at, entry.text, {.colour = painter.tokens().dim});
    }
}

void OverheadPicture::paintTitles(ChartPainter &painter) const
{
    const TextLook title{Theme::Text::Body, QFont::DemiBold, painter.tokens().ink};
    const double base = m_area.top() + m_sizes.title * 0.72;
    painter.text({m_area.left() + m_sizes.margin, base}, tr("Bytes per delivered message"), title);
    if (!m_divider || m_divider->dy() == 0)
        painter.text(
            {m_area.right() - m_sizes.margin, base},
            tr("in colour: the payload, %1").arg(bytesText(double(m_facts.settings.payloadBytes)).joined()),
            {.colour = painter.tokens().dim, .align = Qt::AlignRight});
    if (!m_divider)
        return;
    painter.crispLine(*m_divider, painter.tokens().line);
    QStringList names;
    for (const qsizetype i : m_magnifier.bars)
        names << descriptorOf(m_bars[i].kind).name;
    const QString last = names.takeLast();
    const QString all = names.isEmpty() ? last : tr("%1 and %2").arg(names.join(u", "_s), last);
    painter.text(m_magnifierTitle, tr("%1, %2 times larger").arg(all).arg(m_magnifier.factor), title);
}

void OverheadPicture::paintFoot(ChartPainter &painter) const
{
    const Theme &theme = painter.theme();
    const double top = m_area.bottom() - m_sizes.foot;
    if (!theme.isProjector())
        painter.crispLine({m_area.left(), top, m_area.right(), top}, painter.tokens().line);
    const double middle = top + m_sizes.foot / 2;
    const double base = middle + halfCapHeight(theme, Theme::Text::Body);
    const TextLook dim{Theme::Text::Body, QFont::Normal, painter.tokens().dim};
    double x = m_area.left() + m_sizes.margin;
    x += painter.text({x, base}, tr("Set-up, once per connection"), dim) + theme.px(12);
    const double size = theme.isProjector() ? 16 * theme.zoom : theme.px(10);
    for (const OverheadBar &bar : m_bars) {
        if (descriptorOf(bar.kind).polls || !bar.enabled)
            continue;
        painter.marker(bar.kind, {x + size / 2, middle}, size);
        x += size + theme.px(8);
        x += painter.text({x, base}, bytesText(bar.setup).joined(),
                          {Theme::Text::Body, QFont::DemiBold, painter.tokens().ink})
            + theme.px(12);
    }
    painter.text({x, base}, tr("the polls: none"), dim);
}
