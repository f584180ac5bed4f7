#include "ui/teach/transport_title.h"

#include "ui/transport_descriptor.h"

#include <QPainter>

void TransportTitle::show(TransportKind kind, const Theme &theme)
{
    m_kind = kind;
    m_theme = theme;
    setAccessibleName(descriptorOf(kind).name);
    updateGeometry();
    update();
}

QSize TransportTitle::sizeHint() const
{
    const QFontMetrics metrics(face());
    return {metrics.horizontalAdvance(descriptorOf(m_kind).name) + before() + m_theme.px(8),
            metrics.height()};
}

void TransportTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const double x = markerSize() / 2 + 1;
    paintMarker(painter, descriptorOf(m_kind).marker, {mirrored ? width() - x : x, height() / 2.0},
                markerSize(), m_theme.tokens.of(m_kind));
    painter.setFont(face());
    painter.setPen(m_theme.tokens.ink);
    painter.drawText(rect().adjusted(mirrored ? 0 : before(), 0, mirrored ? -before() : 0, 0),
                     static_cast<int>(Qt::AlignVCenter)
                         | static_cast<int>(mirrored ? Qt::AlignRight : Qt::AlignLeft),
                     descriptorOf(m_kind).name);
}
