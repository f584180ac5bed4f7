#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/wire_record.h"

#include <QByteArray>
#include <QMetaType>

#include <vector>

/// Which connection through which link: `client` is the number of the client in its lane, `connection`
/// counts the connections of that client's link from 0.
struct TapSource
{
    int client = 0;
    int connection = 0;

    bool operator==(const TapSource &) const = default;
};

/// What ended a connection.
enum class CloseCause {
    Peer, ///< the client or the server: `direction` says which
    Cut, ///< a fault reset it in the link
    Vanished, ///< it was a black hole until both sides had given up: neither heard of the other's end
    Middlebox ///< a middlebox in the link closed it
};

/// One thing that happened at a link, in the order in which it happened there. Opened: `in` is when the
/// client connected to the link, `out` when the link, one delay later, connected to the server (or gave up).
/// Bytes that a fault or a middlebox threw away never left the link: they are not told of.
struct TapEvent
{
    enum class Kind { Opened, Bytes, Closed };

    Kind kind = Kind::Bytes;
    TapSource source;
    Direction direction = Direction::Up; ///< Bytes: which way. Closed: who closed first (Up: the client);
                                         ///< Down of what the link reset or a middlebox closed
    TimePoint in{}; ///< when it entered the link
    TimePoint out{}; ///< when it left the link
    QByteArray bytes; ///< Bytes only
    CloseCause cause = CloseCause::Peer; ///< Closed only

    bool operator==(const TapEvent &) const = default;
};

using TapEvents = std::vector<TapEvent>;
Q_DECLARE_METATYPE(TapEvents)
