#pragma once

#include "core/protocol/wire_record.h"

#include <memory>

/// Turns the bytes of one connection, both directions, into records with byte ranges.
///
/// Understands our four transports from the bytes alone: HTTP/1.1 requests and responses (polls, streams,
/// POST), SSE inside chunks, the upgrade and WebSocket frames after it. Metrics sums the ranges, trace keeps
/// the records. The same records come out however the bytes were split (but Unclassified ones, which come out
/// as the bytes do). Bytes that no rule claims become Unclassified records; after a fault all further bytes
/// of that direction are Unclassified. Records of one direction come in order, but that a control frame
/// between the fragments of a message comes before them. Bounded: heads of 64 KiB, records and messages of 16
/// MiB, 4,096 requests without answers; more is Unclassified.
class WireParser
{
public:
    WireParser();
    ~WireParser();
    WireParser(WireParser &&) noexcept;
    WireParser &operator=(WireParser &&) noexcept;

    /// Bytes of one direction that left the link at `out`, after they entered at `in`.
    [[nodiscard]] std::vector<WireRecord> feed(Direction direction, QByteArrayView bytes, TimePoint in,
                                               TimePoint out);
    /// Bytes fed of a direction that belong to no record yet. After the connection has closed they stay
    /// `unfinished`.
    [[nodiscard]] qint64 unfinishedBytes(Direction direction) const;
    /// A poll request whose response is still to come: complete as a record, but not yet to be booked.
    [[nodiscard]] bool hasOpenExchange() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};
