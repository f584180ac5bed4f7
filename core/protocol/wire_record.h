#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/message.h"

#include <QByteArray>
#include <QLatin1StringView>

#include <array>
#include <optional>
#include <vector>

/// Up: client to server. Down: server to client.
enum class Direction { Up, Down };

/// What a byte on the wire was for: the overhead parts of design section 3, and the payload.
/// `Repeated` and `Unfinished` are not given by the parser: metrics moves payload received again to
/// Repeated, and the bytes of incomplete records are Unfinished.
enum class BytePart {
    Payload,
    Handshake,
    RequestHead,
    ResponseHead,
    EmptyPoll,
    Chunk,
    Framing,
    Envelope,
    Encoding,
    Control,
    Repeated,
    Unfinished,
    Unclassified
};
inline constexpr std::size_t bytePartCount = 13;

/// Name in reports (`payload` stands outside overhead_bytes there).
[[nodiscard]] constexpr QLatin1StringView machineName(BytePart part)
{
    constexpr std::array<QLatin1StringView, bytePartCount> names{
        QLatin1StringView("payload"),      QLatin1StringView("handshake"),
        QLatin1StringView("request_head"), QLatin1StringView("response_head"),
        QLatin1StringView("empty_poll"),   QLatin1StringView("chunk"),
        QLatin1StringView("framing"),      QLatin1StringView("envelope"),
        QLatin1StringView("encoding"),     QLatin1StringView("control"),
        QLatin1StringView("repeated"),     QLatin1StringView("unfinished"),
        QLatin1StringView("unclassified")};
    return names[static_cast<std::size_t>(part)];
}

/// Bytes [begin, begin + size) of one direction of one connection, counted from its first byte.
struct ByteRange
{
    qint64 begin = 0;
    qint64 size = 0;
    BytePart part = BytePart::Unclassified;
    /// For Payload (and the Envelope/Encoding around it): the message it belongs to.
    std::optional<MessageId> message;

    bool operator==(const ByteRange &) const = default;
};

/// What one record is. A poll's request and response are two records of one `exchange`.
enum class WireRecordKind {
    Request,
    Response,
    SseEvent,
    SseComment,
    SseRetry,
    ChunkEnd,
    Frame,
    Unclassified
};

/// One complete unit that crossed the wire in one direction, with the purpose of each of its bytes.
/// The ranges tile [begin, end) exactly: no hole, no overlap, in order. (With SSE, chunk framing inside an
/// event belongs to the event's record; interleaving of two records never happens in one direction.)
struct WireRecord
{
    WireRecordKind kind = WireRecordKind::Unclassified;
    Direction direction = Direction::Up;
    qint64 begin = 0;
    qint64 end = 0;
    std::vector<ByteRange> ranges;
    /// Request and Response: number of the exchange on this connection, from 0.
    std::optional<int> exchange;
    /// A request that begins a poll, or any response: false until known. A poll exchange that brought no
    /// message: set on the *response*, whose exchange's request is then EmptyPoll too.
    bool emptyPoll = false;
    /// Request: "GET /poll?after=3"; Response: "200"; Frame: "text", "ping", "close 1001" ...
    QByteArray summary;
    /// Response: HTTP status. Frame: opcode. Otherwise 0.
    int code = 0;
    /// Ids of the messages it carries, in order.
    std::vector<MessageId> messages;
    /// A frame from the client, or the body of a POST, that the server accepted as a message (its payload
    /// counts as payload bytes, design section 3).
    bool published = false;
    /// A frame that ends a message of `/echo`: up, it is to be returned to its sender alone; down, it is
    /// back.
    bool echo = false;
    /// When its first byte entered, and its last byte left, the link.
    TimePoint firstIn{};
    TimePoint lastOut{};

    bool operator==(const WireRecord &) const = default;
};
