#pragma once

#include "core/protocol/transport_kind.h"

#include <QString>

class QPainter;
class QPointF;
class QColor;

/// The shape that stands for a transport wherever its colour does.
enum class Marker { Circle, Square, Triangle, Diamond };

/// What the window needs to know of a transport; nothing else in ui names one.
struct TransportDescriptor
{
    TransportKind kind{};
    QString name; ///< "Short polling"
    QString shortName; ///< "short", for narrow columns
    Marker marker = Marker::Circle;
    Qt::PenStyle line = Qt::SolidLine; ///< dash pattern of its lines
    bool polls = false; ///< makes requests all the time: no set-up once per connection
};

[[nodiscard]] const TransportDescriptor &descriptorOf(TransportKind kind);
/// Paints a marker of the given size around `centre`; `hollow`: outline only (still under way).
void paintMarker(QPainter &painter, Marker marker, const QPointF &centre, double size, const QColor &colour,
                 bool hollow = false);
