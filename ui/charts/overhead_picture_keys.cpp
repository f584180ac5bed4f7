#include "ui/charts/overhead_picture.h"
#include "ui/theme/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// The bars are at least this much taller than the key below them.
constexpr double leastBarsHeight = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Overhead", text);
}

} // namespace

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
