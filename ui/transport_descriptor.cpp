#include "ui/transport_descriptor.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>

#include <array>

const TransportDescriptor &descriptorOf(TransportKind kind)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Transport", text); };
    static const std::array<TransportDescriptor, transportCount> table{{
        {TransportKind::ShortPoll, tr("Short polling"), tr("short"), Marker::Circle, Qt::SolidLine, true},
        {TransportKind::LongPoll, tr("Long polling"), tr("long"), Marker::Square, Qt::DashLine, true},
        {TransportKind::Sse, tr("SSE"), tr("SSE"), Marker::Triangle, Qt::DotLine, false},
        {TransportKind::WebSocket, tr("WebSocket"), tr("WS"), Marker::Diamond, Qt::DashDotLine, false},
    }};
    return table[indexOf(kind)];
}

void paintMarker(QPainter &painter, Marker marker, const QPointF &c, double size, const QColor &colour,
                 bool hollow)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = hollow ? std::max(1.5, size / 6) : 0;
    const double r = (size - line) / 2;
    painter.setPen(hollow ? QPen(colour, line) : QPen(Qt::NoPen));
    painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(colour));
    switch (marker) {
    case Marker::Circle:
        painter.drawEllipse(c, r, r);
        break;
    case Marker::Square:
        painter.drawRect(QRectF(c.x() - r * 0.9, c.y() - r * 0.9, r * 1.8, r * 1.8));
        break;
    case Marker::Triangle:
        painter.drawPolygon(QPolygonF(
            {{c.x(), c.y() - r}, {c.x() + r * 1.1, c.y() + r * 0.9}, {c.x() - r * 1.1, c.y() + r * 0.9}}));
        break;
    case Marker::Diamond:
        painter.drawPolygon(QPolygonF({{c.x(), c.y() - r * 1.15},
                                       {c.x() + r * 1.15, c.y()},
                                       {c.x(), c.y() + r * 1.15},
                                       {c.x() - r * 1.15, c.y()}}));
        break;
    }
    painter.restore();
}
