#include "ui/charts/overhead_picture.h"
#include "ui/charts/poll_theory.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double partGap = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("Overhead", text);
}

} // namespace

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
    const double scale = (block.width - m_nameColumn - text - theme.px(8)) / m_scaleEnd;
    return block.magnified ? scale * m_magnifier.factor : scale;
}

void OverheadPicture::paintOver(ChartPainter &painter) const
{
    paintTitles(painter);
    for (const Block &block : m_blocks)
        paintBlock(painter, block);
    paintKey(painter, m_sharedKey, m_sharedKeyCorner);
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
        paintKey(painter, keyOf(bar, block.width, painter.theme()),
                 {block.left, block.top + m_sizes.name + m_sizes.bar + painter.theme().px(3)});
}

void OverheadPicture::paintName(ChartPainter &painter, const Block &block) const
{
    const Theme &theme = painter.theme();
    const OverheadBar &bar = m_bars.at(block.bar);
    const double size = theme.isProjector() ? 16 * theme.zoom : theme.px(10);
    const double base = m_nameColumn > 0
        ? block.top + m_sizes.bar / 2 + halfCapHeight(theme, Theme::Text::Body)
        : block.top + theme.size(Theme::Text::Body);
    painter.marker(bar.kind, {block.left + size / 2, base - halfCapHeight(theme, Theme::Text::Body)}, size);
    const double x = block.left + size + theme.px(10);
    const double width = painter.text(
        {x, base}, descriptorOf(bar.kind).name,
        {Theme::Text::Body, QFont::DemiBold, bar.enabled ? painter.tokens().ink : painter.tokens().dim});
    const auto &baseline = m_baseline[static_cast<std::size_t>(block.bar)];
    if (baseline && !block.magnified && m_nameColumn <= 0)
        painter.text({x + width + theme.px(16), base}, tr("baseline %1").arg(bytesText(baseline).joined()),
                     {.colour = painter.tokens().you});
}

double OverheadPicture::paintBar(ChartPainter &painter, const Block &block) const
{
    const OverheadBar &bar = m_bars.at(block.bar);
    const double perByte = pixelsPerByte(block, painter.theme());
    const double top = std::round(block.top + m_sizes.name);
    double x = block.left + m_nameColumn;
    for (const OverheadBar::Part &part : bar.parts) {
        const double width = part.bytes * perByte;
        painter.part({x, top, std::max(1.0, width - partGap), m_sizes.bar},
                     partLook(part.part, bar.kind, painter.tokens()));
        x += std::max(1.0, width);
    }
    const auto &baseline = m_baseline[static_cast<std::size_t>(block.bar)];
    if (baseline && !bar.parts.isEmpty()) {
        const double from = block.left + m_nameColumn + bar.parts.first().bytes * perByte - 0.5;
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

void OverheadPicture::paintKey(ChartPainter &painter, const QList<KeyEntry> &entries, QPointF corner) const
{
    const Theme &theme = painter.theme();
    const double box = m_sizes.keyBox;
    const QPointF from(corner.x(), std::round(corner.y() + theme.size(Theme::Text::Caption)));
    for (const KeyEntry &entry : entries) {
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
    const double left = m_area.left() + m_sizes.margin;
    const double end = left + painter.text({left, base}, tr("Bytes per delivered message"), title);
    // What clients send is carried up as well, and an echo there and back.
    const bool bothWays = std::ranges::any_of(
        m_facts.snapshot.lanes, [](const LaneSnapshot &lane) { return lane.upstream.sent > 0; });
    const QString payload
        = (bothWays ? tr("in colour: the payload, %1 each way") : tr("in colour: the payload, %1"))
              .arg(bytesText(double(m_facts.settings.payloadBytes)).joined());
    const double right = m_area.right() - m_sizes.margin;
    if ((!m_divider || m_divider->dy() == 0)
        && right - chartTextWidth(payload, painter.theme(), Theme::Text::Caption) > end + m_sizes.margin)
        painter.text({right, base}, payload, {.colour = painter.tokens().dim, .align = Qt::AlignRight});
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
    const double setup = showsTheory() ? m_sizes.foot - m_sizes.theory : m_sizes.foot;
    paintSetup(painter, top + setup / 2);
    if (showsTheory())
        paintPollTheory(painter, *m_theory, m_facts,
                        {m_area.left(), top + setup, m_area.width(), m_sizes.theory - theme.px(4)});
}

void OverheadPicture::paintSetup(ChartPainter &painter, double middle) const
{
    const Theme &theme = painter.theme();
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
