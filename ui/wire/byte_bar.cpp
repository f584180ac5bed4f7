#include "ui/wire/byte_bar.h"

#include "ui/charts/chart_painter.h"

#include <QLocale>
#include <QPainter>

#include <cmath>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double barHeight = 14;
constexpr double swatch = 10;

} // namespace

ByteBar::ByteBar(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Parts of the record"));
}

void ByteBar::showParts(const QList<PartSum> &parts, TransportKind lane)
{
    m_parts = parts;
    m_lane = lane;
    QStringList all;
    for (const PartSum &sum : parts)
        all.append(u"%1 %2"_s.arg(partText(sum.part), QLocale().toString(sum.bytes)));
    all.append(sumText());
    setAccessibleDescription(all.join(u", "_s));
    updateGeometry();
    update();
}

void ByteBar::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QString ByteBar::sumText() const
{
    const qint64 sum = std::accumulate(m_parts.begin(), m_parts.end(), qint64{0},
                                       [](qint64 total, const PartSum &part) { return total + part.bytes; });
    return tr("sum %1 B").arg(QLocale().toString(sum));
}

double ByteBar::layOut(double width, QList<Entry> *entries) const
{
    const double lines = lineHeight(m_theme, Theme::Text::Caption) + m_theme.px(4);
    const double box = m_theme.px(swatch) + m_theme.px(8);
    const double sum
        = chartTextWidth(sumText(), m_theme, Theme::Text::Caption, QFont::DemiBold) + m_theme.px(24);
    QPointF at(0, m_theme.px(barHeight) + lines);
    for (const PartSum &part : m_parts) {
        Entry entry{partText(part.part),
                    QLocale().toString(part.bytes),
                    partLook(part.part, m_lane, m_theme.tokens),
                    {}};
        const double wide = box + chartTextWidth(entry.text + u' ', m_theme, Theme::Text::Caption)
            + chartTextWidth(entry.number, m_theme, Theme::Text::Caption, QFont::DemiBold);
        if (at.x() > 0 && at.x() + wide > width - sum) {
            at = {0, at.y() + lines};
        }
        entry.place = at;
        if (entries)
            entries->append(entry);
        at.rx() += wide + m_theme.px(20);
    }
    return at.y() + m_theme.px(6);
}

int ByteBar::heightForWidth(int width) const
{
    return static_cast<int>(std::ceil(layOut(std::max(width, 1), nullptr)));
}

void ByteBar::paintEvent(QPaintEvent *)
{
    if (m_parts.isEmpty())
        return;
    QPainter painter(this);
    ChartPainter chart(painter, m_theme, false);
    const Tokens &t = m_theme.tokens;
    QList<Entry> entries;
    layOut(width(), &entries);
    const auto total = static_cast<double>(
        std::accumulate(m_parts.begin(), m_parts.end(), qint64{0},
                        [](qint64 sum, const PartSum &part) { return sum + part.bytes; }));
    constexpr double leastWidth = 3;
    const double gap = 2;
    const double room = width() - (gap + leastWidth) * static_cast<double>(m_parts.size() - 1) - leastWidth;
    double x = 0;
    for (const PartSum &part : m_parts) {
        const double wide = std::round(leastWidth + room * static_cast<double>(part.bytes) / total);
        chart.part({x, 0, wide, static_cast<double>(m_theme.px(barHeight))}, partLook(part.part, m_lane, t));
        x += wide + gap;
    }
    for (const Entry &entry : entries) {
        const double side = m_theme.px(swatch);
        const double up = halfCapHeight(m_theme, Theme::Text::Caption);
        chart.part({entry.place.x(), std::round(entry.place.y() - up - side / 2), side, side}, entry.look);
        double at = entry.place.x() + side + m_theme.px(8);
        at += chart.text({at, entry.place.y()}, entry.text + u' ',
                         {Theme::Text::Caption, QFont::Normal, t.ink, Qt::AlignLeft});
        chart.text({at, entry.place.y()}, entry.number,
                   {Theme::Text::Caption, QFont::DemiBold, t.ink, Qt::AlignLeft});
    }
    chart.text({static_cast<double>(width()), entries.last().place.y()}, sumText(),
               {Theme::Text::Caption, QFont::DemiBold, t.ink, Qt::AlignRight});
}
