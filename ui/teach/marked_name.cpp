#include "ui/teach/marked_name.h"

#include "ui/charts/chart_painter.h"
#include "ui/transport_descriptor.h"

#include <cmath>

MarkedName::MarkedName(Theme::Text role, QWidget *parent)
    : QWidget(parent)
    , m_role(role)
{
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    showTransport(m_kind);
}

void MarkedName::showTransport(TransportKind kind)
{
    m_kind = kind;
    setAccessibleName(descriptorOf(kind).name);
    updateGeometry();
    update();
}

void MarkedName::applyTheme(const Theme &theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

double MarkedName::markerSize() const
{
    return m_theme.size(m_role) * 0.55;
}

double MarkedName::gap() const
{
    return m_theme.size(m_role) * 0.4;
}

QSize MarkedName::sizeHint() const
{
    const double width
        = markerSize() + gap() + chartTextWidth(descriptorOf(m_kind).name, m_theme, m_role, QFont::DemiBold);
    const QMargins margins = contentsMargins();
    return {static_cast<int>(std::ceil(width)) + 2,
            static_cast<int>(std::ceil(lineHeight(m_theme, m_role))) + margins.top() + margins.bottom()};
}

void MarkedName::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    ChartPainter chart(painter, m_theme, false);
    const double middle = contentsMargins().top() + lineHeight(m_theme, m_role) / 2;
    chart.marker(m_kind, {markerSize() / 2 + 1, middle}, markerSize());
    chart.text({markerSize() + gap() + 1, middle + halfCapHeight(m_theme, m_role)}, descriptorOf(m_kind).name,
               {m_role, QFont::DemiBold, m_theme.tokens.ink});
}
