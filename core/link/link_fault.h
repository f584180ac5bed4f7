#pragma once

#include "core/base/steady_time.h"

#include <QMetaType>
#include <QtGlobal>

/// What happens to a link from now on, for a while. It acts on a byte relay: bytes are held up, trickle, or
/// are thrown away together with their connection. A TCP segment is never lost.
struct LinkFault
{
    enum class Kind {
        Cut, ///< every connection is reset on both sides; new ones are reset at once until it is over
        Silent, ///< bytes vanish and nobody is told; these connections stay dead, new ones too until it is
                ///< over
        HalfOpen, ///< the server's side is gone; the client is reset only when it sends something
        Stall, ///< neither side takes or sends: bytes wait until it is over, then go on
        Drip, ///< bytes come one by one, at `bytesPerSecond`
        Collapse, ///< the bandwidth is `bytesPerSecond`
        SlowReader ///< the client takes `bytesPerSecond`, and the link buffers next to nothing for it
    };

    Kind kind = Kind::Cut;
    Duration length{0}; ///< HalfOpen has none
    qint64 bytesPerSecond = 0; ///< Drip, Collapse and SlowReader only

    bool operator==(const LinkFault &) const = default;
};

Q_DECLARE_METATYPE(LinkFault)
