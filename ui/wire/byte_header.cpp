#include "ui/wire/byte_header.h"

#include "ui/charts/chart_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

ByteHeader::ByteHeader(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ByteHeader::show(std::optional<TransportKind> lane, const QString &name, const QString &times)
{
    m_lane = lane;
    m_name = name;
    m_times = times;
    setAccessibleName(times.isEmpty() ? name : name + QStringLiteral(", ") + times);
    setToolTip(name);
    updateGeometry();
    update();
}

void ByteHeader::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

double ByteHeader::nameLeft() const
{
    return m_theme.px(16) + (m_lane ? m_theme.markerSize() + m_theme.px(12) : 0);
}

bool ByteHeader::fitsOneLine(double width) const
{
    return nameLeft() + chartTextWidth(m_name, m_theme, Theme::Text::Body, QFont::DemiBold)
        + chartTextWidth(m_times, m_theme, Theme::Text::Body) + m_theme.px(32)
        <= width;
}

int ByteHeader::heightForWidth(int width) const
{
    const int row = std::max(m_theme.px(40), static_cast<int>(m_theme.size(Theme::Text::Body) * 2));
    return row + (fitsOneLine(width) ? 0 : static_cast<int>(lineHeight(m_theme, Theme::Text::Body)));
}

void ByteHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    ChartPainter chart(painter, m_theme, false);
    const Tokens &t = m_theme.tokens;
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
    const double line = lineHeight(m_theme, Theme::Text::Body);
    const bool one = fitsOneLine(width());
    const double middle = one ? height() / 2.0 : (height() - line) / 2.0;
    const double down = halfCapHeight(m_theme, Theme::Text::Body);
    if (m_lane)
        chart.marker(*m_lane, {m_theme.px(16) + m_theme.markerSize() / 2 + 1, middle},
                     m_theme.markerSize() + 3);
    const QFontMetricsF metrics(m_theme.font(Theme::Text::Body, QFont::DemiBold));
    const QString name = metrics.elidedText(m_name, Qt::ElideRight, width() - nameLeft() - m_theme.px(16));
    chart.text({nameLeft(), middle + down}, name, {Theme::Text::Body, QFont::DemiBold, t.ink, Qt::AlignLeft});
    const QPointF at
        = one ? QPointF(width() - m_theme.px(16), middle + down) : QPointF(nameLeft(), middle + down + line);
    chart.text(at, m_times, {Theme::Text::Body, QFont::Normal, t.dim, one ? Qt::AlignRight : Qt::AlignLeft});
}
