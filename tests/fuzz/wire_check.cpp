#include "tests/fuzz/checks.h"

#include "tests/core/protocol/wire_streams.h"
#include "tests/fuzz/fuzz_input.h"

using namespace std::chrono_literals;

namespace {

constexpr char switchMark = '\xfe';
/// Between a byte's way in and its way out.
constexpr Duration inTheLink = 1h;

wire::Stream streamOf(QByteArrayView bytes)
{
    wire::Stream stream{wire::up({})};
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char next = i + 1 < bytes.size() ? bytes[i + 1] : '\0';
        if (bytes[i] == switchMark && (next == '<' || next == '>')) {
            stream.push_back({next == '<' ? Direction::Down : Direction::Up, {}});
            ++i;
        } else {
            stream.back().bytes.append(bytes[i]);
        }
    }
    return stream;
}

/// The stream with its piece at byte `position` in two.
wire::Stream splitAt(const wire::Stream &stream, qsizetype position)
{
    wire::Stream split;
    for (const wire::Piece &piece : stream) {
        const qsizetype at = std::clamp<qsizetype>(position, 0, piece.bytes.size());
        split.push_back({piece.direction, piece.bytes.first(at)});
        split.push_back({piece.direction, piece.bytes.sliced(at)});
        position -= piece.bytes.size();
    }
    return split;
}

wire::Stream inBytes(const wire::Stream &stream)
{
    wire::Stream bytes;
    for (const wire::Piece &piece : stream)
        for (const char byte : piece.bytes)
            bytes.push_back({piece.direction, QByteArray(1, byte)});
    return bytes;
}

/// One parse of one connection. The clock of a direction says how many bytes it carried, so that fed byte by
/// byte each record names the moments of its own first and last byte.
class Parse
{
public:
    explicit Parse(const wire::Stream &stream)
    {
        for (const wire::Piece &piece : stream)
            fuzz::feedExactly(piece.bytes, [&](QByteArrayView bytes) { feed(piece.direction, bytes); });
        outcome.unfinishedUp = m_parser.unfinishedBytes(Direction::Up);
        outcome.unfinishedDown = m_parser.unfinishedBytes(Direction::Down);
        outcome.open = m_parser.hasOpenExchange();
    }

    wire::Outcome outcome;
    QByteArray fault;
    bool wrongMoment = false;

private:
    void feed(Direction direction, QByteArrayView bytes)
    {
        qint64 &position = m_fed[static_cast<std::size_t>(direction)];
        const TimePoint in{std::chrono::nanoseconds(position)};
        position += bytes.size();
        const TimePoint out = TimePoint{std::chrono::nanoseconds(position)} + inTheLink;
        for (WireRecord &record : m_parser.feed(direction, bytes, in, out)) {
            check(record);
            wire::add(outcome, std::move(record));
        }
    }

    void check(const WireRecord &record)
    {
        qint64 at = record.begin;
        for (const ByteRange &range : record.ranges) {
            if (range.begin != at || range.size <= 0)
                fault = "ranges that do not tile: " + wire::described(record);
            at += range.size;
        }
        if (at != record.end || record.end <= record.begin)
            fault = "ranges that do not fill their record: " + wire::described(record);
        wrongMoment |= record.firstIn != TimePoint{std::chrono::nanoseconds(record.begin)}
            || record.lastOut != TimePoint{std::chrono::nanoseconds(record.end)} + inTheLink;
    }

    WireParser m_parser;
    std::array<qint64, 2> m_fed{};
};

QByteArray faultOf(const Parse &parse, const wire::Stream &stream, const wire::Outcome &whole)
{
    if (!parse.fault.isEmpty())
        return parse.fault;
    if (!wire::addsUp(parse.outcome, stream))
        return "does not add up:\n" + wire::described(parse.outcome).join('\n');
    if (parse.outcome != whole)
        return "differs from whole:\n" + wire::described(parse.outcome).join('\n') + "\n-- whole:\n"
            + wire::described(whole).join('\n');
    return {};
}

} // namespace

QByteArray fuzz::wireFault(QByteArrayView input)
{
    const FuzzInput feeds(input);
    const wire::Stream stream = streamOf(feeds.bytes);
    const Parse whole(stream);
    if (QByteArray fault = faultOf(whole, stream, whole.outcome); !fault.isEmpty())
        return fault;
    const Parse split(splitAt(stream, feeds.split));
    if (QByteArray fault = faultOf(split, stream, whole.outcome); !fault.isEmpty())
        return "split: " + fault;
    const Parse bytes(inBytes(stream));
    if (QByteArray fault = faultOf(bytes, stream, whole.outcome); !fault.isEmpty())
        return "byte by byte: " + fault;
    return bytes.wrongMoment
        ? "a record with the times of other bytes:\n" + wire::described(bytes.outcome).join('\n')
        : "";
}
