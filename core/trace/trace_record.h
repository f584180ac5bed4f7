#pragma once

#include "core/link/tap.h"
#include "core/protocol/transport_kind.h"
#include "core/protocol/wire_record.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

#include <array>

/// What a trace record tells of.
enum class TraceKind {
    Opened, ///< a TCP connection was made; always by the client
    Wire, ///< one complete request, response, event, chunk end or frame: `wire.kind` says which
    Unfinished, ///< bytes that belonged to no complete record when the connection closed or the run ended
    Closed ///< the connection is over
};

/// One thing that crossed a link, with its bytes: an arrow, a row, a packet. A value.
///
/// `bytes.size() == wire.end - wire.begin`, and the ranges of `wire` tile it. A record without bytes (Opened,
/// Closed) has begin == end. `wire.firstIn` is when its first byte entered the link, `wire.lastOut` when its
/// last byte left it: the slant of its arrow. Direction of Closed: who closed first (Up: the client).
struct TraceRecord
{
    /// 1, 2, 3 ... in the lane, in the order in which the records completed.
    quint64 number = 0;
    TraceKind kind = TraceKind::Wire;
    TapSource source;
    WireRecord wire;
    QByteArray bytes;
    /// The other record of its exchange: of a request its (final) response, of a response its request. 0:
    /// none yet. Filled in by TraceLog.
    quint64 partner = 0;
    /// Closed, of a WebSocket: the status code of the first Close frame that crossed; 1006 if none did (RFC
    /// 6455 7.1.5), whatever an endpoint reports; 1005 if it had none. Otherwise 0.
    int closeCode = 0;
    /// Closed, of a WebSocket: the reason in that Close frame.
    QByteArray closeReason;
    /// Closed: whether client or server did it, or the link.
    CloseCause closeCause = CloseCause::Peer;

    bool operator==(const TraceRecord &) const = default;
};

/// Bytes of memory that a record takes, about: a poll of a thousand messages has more ranges than bytes.
[[nodiscard]] inline qint64 memoryOf(const TraceRecord &record)
{
    return static_cast<qint64>(sizeof(TraceRecord)) + record.bytes.size() + record.wire.summary.size()
        + static_cast<qint64>(record.wire.ranges.size() * sizeof(ByteRange)
                              + record.wire.messages.size() * sizeof(MessageId));
}

/// What was recorded in all lanes since the batch before.
struct TraceBatch
{
    /// Second 0 of the snapshots' time axis; may move until the schedule starts.
    TimePoint runStart{};
    std::array<QList<TraceRecord>, transportCount> lanes; ///< oldest first
    /// Of the whole run: records that had to be dropped before anybody took them.
    std::array<qint64, transportCount> dropped{};
};
Q_DECLARE_METATYPE(TraceBatch)
