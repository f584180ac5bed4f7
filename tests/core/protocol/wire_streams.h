#pragma once

#include "core/protocol/wire_parser.h"

#include <QByteArray>
#include <QByteArrayList>

#include <algorithm>
#include <array>
#include <vector>

/// Bytes of one connection in the order in which they crossed, and the records they become.
namespace wire {

struct Piece
{
    Direction direction = Direction::Up;
    QByteArray bytes;
};
using Stream = std::vector<Piece>;

[[nodiscard]] inline Piece up(const QByteArray &bytes)
{
    return {Direction::Up, bytes};
}
[[nodiscard]] inline Piece down(const QByteArray &bytes)
{
    return {Direction::Down, bytes};
}

/// What came of a stream.
struct Outcome
{
    std::vector<WireRecord> records;
    qint64 unfinishedUp = 0;
    qint64 unfinishedDown = 0;
    bool open = false;

    bool operator==(const Outcome &) const = default;
};

/// Unclassified records come out piece by piece as the bytes did: those that adjoin are one here. Times are
/// left out.
inline void add(Outcome &outcome, WireRecord record)
{
    record.firstIn = {};
    record.lastOut = {};
    if (record.kind == WireRecordKind::Unclassified)
        for (WireRecord &before : outcome.records)
            if (before.kind == record.kind && before.direction == record.direction
                && before.end == record.begin) {
                before.end = record.end;
                before.ranges.front().size += record.end - record.begin;
                return;
            }
    outcome.records.push_back(std::move(record));
}

/// `sizes` of the feeds, used in turn; each piece of the stream begins a feed of its own.
[[nodiscard]] inline Outcome outcomeOf(const Stream &stream, const std::vector<qsizetype> &sizes)
{
    WireParser parser;
    Outcome outcome;
    std::size_t feeds = 0;
    for (const Piece &piece : stream) {
        for (qsizetype at = 0; at < piece.bytes.size();) {
            const qsizetype size = std::min(sizes[feeds++ % sizes.size()], piece.bytes.size() - at);
            // Memory of its own, so that a sanitizer sees a byte read too far or too late.
            const std::vector<char> exact(piece.bytes.begin() + at, piece.bytes.begin() + at + size);
            for (WireRecord &record :
                 parser.feed(piece.direction, QByteArrayView(exact.data(), size), TimePoint{}, TimePoint{}))
                add(outcome, std::move(record));
            at += size;
        }
    }
    outcome.unfinishedUp = parser.unfinishedBytes(Direction::Up);
    outcome.unfinishedDown = parser.unfinishedBytes(Direction::Down);
    outcome.open = parser.hasOpenExchange();
    return outcome;
}

[[nodiscard]] inline Outcome outcomeOf(const Stream &stream)
{
    return outcomeOf(stream, {1 << 30});
}

[[nodiscard]] inline qint64 bytesOf(const Stream &stream, Direction direction)
{
    qint64 bytes = 0;
    for (const Piece &piece : stream)
        bytes += piece.direction == direction ? piece.bytes.size() : 0;
    return bytes;
}

/// Ranges tile their record, records do not overlap, and what is in no record is unfinished.
[[nodiscard]] inline bool addsUp(const Outcome &outcome, const Stream &stream)
{
    for (const Direction direction : {Direction::Up, Direction::Down}) {
        std::vector<std::pair<qint64, qint64>> spans;
        qint64 recorded = 0;
        for (const WireRecord &record : outcome.records) {
            if (record.direction != direction)
                continue;
            qint64 at = record.begin;
            for (const ByteRange &range : record.ranges) {
                if (range.begin != at || range.size <= 0)
                    return false;
                at += range.size;
            }
            if (at != record.end || record.end <= record.begin)
                return false;
            recorded += record.end - record.begin;
            spans.emplace_back(record.begin, record.end);
        }
        std::sort(spans.begin(), spans.end());
        for (std::size_t i = 1; i < spans.size(); ++i)
            if (spans[i].first < spans[i - 1].second)
                return false;
        const qint64 unfinished = direction == Direction::Up ? outcome.unfinishedUp : outcome.unfinishedDown;
        if (recorded + unfinished != bytesOf(stream, direction))
            return false;
    }
    return true;
}

/// "frame text 2 framing, 5 payload" ... with a # and the id for ranges of a message.
[[nodiscard]] inline QByteArray described(const WireRecord &record)
{
    constexpr std::array kinds{"request", "response",  "event", "comment",
                               "retry",   "chunk end", "frame", "unclassified"};
    QByteArray text = kinds[static_cast<std::size_t>(record.kind)];
    if (record.direction == Direction::Up && record.kind != WireRecordKind::Request)
        text = "up " + text;
    if (!record.summary.isEmpty())
        text += " [" + record.summary + ']';
    if (record.exchange)
        text += " x" + QByteArray::number(*record.exchange);
    text += record.emptyPoll ? " empty" : "";
    text += record.published ? " published" : "";
    text += record.echo ? " echo" : "";
    for (const MessageId id : record.messages)
        text += " m" + QByteArray::number(toNumber(id));
    text += ':';
    for (const ByteRange &range : record.ranges) {
        const QLatin1StringView part = machineName(range.part);
        text += ' ' + QByteArray::number(range.size) + ' ' + QByteArray(part.data(), part.size());
        if (range.message)
            text += '#' + QByteArray::number(toNumber(*range.message));
    }
    return text;
}

[[nodiscard]] inline QByteArrayList described(const Outcome &outcome)
{
    QByteArrayList lines;
    for (const WireRecord &record : outcome.records)
        lines.append(described(record));
    if (outcome.unfinishedUp > 0)
        lines.append("unfinished up " + QByteArray::number(outcome.unfinishedUp));
    if (outcome.unfinishedDown > 0)
        lines.append("unfinished down " + QByteArray::number(outcome.unfinishedDown));
    if (outcome.open)
        lines.append("open");
    return lines;
}

} // namespace wire
