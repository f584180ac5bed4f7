#include "core/trace/trace_recorder.h"

#include "core/protocol/websocket_frame.h"

#include <QtEndian>

#include <algorithm>
#include <variant>

namespace {

constexpr int switchingProtocols = 101;
constexpr int closeOpcode = 8;
/// RFC 6455 7.1.5: the Close frame had no status code; there was no Close frame.
constexpr int noStatus = 1005;
constexpr int abnormalClosure = 1006;

constexpr std::size_t index(Direction direction)
{
    return direction == Direction::Up ? 0 : 1;
}

TraceRecord bare(TraceKind kind, const TapEvent &event)
{
    TraceRecord record;
    record.kind = kind;
    record.source = event.source;
    record.wire.direction = event.direction;
    record.wire.firstIn = event.in;
    record.wire.lastOut = event.out;
    return record;
}

} // namespace

TraceRecorder::TraceRecorder(Sink sink)
    : m_sink(std::move(sink))
{
}

void TraceRecorder::tapped(const TapEvent &event)
{
    if (m_finished)
        return;
    switch (event.kind) {
    case TapEvent::Kind::Opened:
        open(event);
        return;
    case TapEvent::Kind::Bytes: {
        const auto found = m_connections.find({event.source.client, event.source.connection});
        if (found != m_connections.end()) {
            append(found->second, event);
            return;
        }
        // After the close: no record can complete any more.
        TraceRecord late = bare(TraceKind::Unfinished, event);
        late.bytes = event.bytes;
        late.wire.end = event.bytes.size();
        late.wire.ranges = {{0, event.bytes.size(), BytePart::Unfinished, std::nullopt}};
        emitRecord(std::move(late));
        return;
    }
    case TapEvent::Kind::Closed:
        close(event);
        return;
    }
}

void TraceRecorder::open(const TapEvent &event)
{
    m_connections.insert_or_assign({event.source.client, event.source.connection}, Connection{});
    TraceRecord record = bare(TraceKind::Opened, event);
    record.wire.direction = Direction::Up;
    emitRecord(std::move(record));
}

void TraceRecorder::append(Connection &connection, const TapEvent &event)
{
    Pending &pending = connection.pending[index(event.direction)];
    if (pending.bytes.isEmpty()) {
        pending.firstIn = event.in;
        pending.bytes = event.bytes;
    } else {
        pending.bytes += event.bytes;
    }
    pending.lastOut = event.out;
}

void TraceRecorder::completed(const TapSource &source, WireRecord &&wire)
{
    const auto found = m_connections.find({source.client, source.connection});
    if (m_finished || found == m_connections.end())
        return;
    Connection &connection = found->second;
    TraceRecord record;
    record.source = source;
    record.bytes = claim(connection.pending[index(wire.direction)], wire.begin, wire.end);
    record.wire = std::move(wire);
    record.wire.ranges.shrink_to_fit();
    noteClose(connection, record);
    emitRecord(std::move(record));
}

// A record mostly is the whole of what is pending; only a control frame between the fragments of a message
// comes before its turn.
QByteArray TraceRecorder::claim(Pending &pending, qint64 begin, qint64 end)
{
    const qint64 size = end - begin;
    if (begin == pending.begin && size == pending.bytes.size()) {
        pending.begin = end;
        return std::exchange(pending.bytes, {});
    }
    QByteArray bytes = pending.bytes.mid(begin - pending.begin, size);
    if (begin != pending.begin) {
        pending.claimed.emplace(begin, end);
        return bytes;
    }
    qint64 upTo = end;
    for (auto next = pending.claimed.find(upTo); next != pending.claimed.end();
         next = pending.claimed.find(upTo)) {
        upTo = next->second;
        pending.claimed.erase(next);
    }
    pending.bytes.remove(0, upTo - pending.begin);
    pending.begin = upTo;
    return bytes;
}

void TraceRecorder::noteClose(Connection &connection, const TraceRecord &record)
{
    const WireRecord &wire = record.wire;
    if (wire.kind == WireRecordKind::Response && wire.code == switchingProtocols)
        connection.webSocket = true;
    if (wire.kind != WireRecordKind::Frame || wire.code != closeOpcode || connection.closeCode != 0)
        return;
    const auto header = readWebSocketHeader(record.bytes, WebSocketFrameReader::defaultMaxPayloadBytes);
    const auto *read = header ? std::get_if<WebSocketFrameHeader>(&*header) : nullptr;
    if (!read)
        return;
    QByteArray payload = record.bytes.mid(read->headerBytes);
    if (read->masked)
        applyWebSocketMask(payload.data(), payload.size(), read->mask);
    connection.closeCode = payload.size() < 2 ? noStatus : qFromBigEndian<quint16>(payload.constData());
    connection.closeReason = payload.mid(2);
}

void TraceRecorder::flush(const TapSource &source, Connection &connection)
{
    for (const Direction direction : {Direction::Up, Direction::Down}) {
        Pending &pending = connection.pending[index(direction)];
        // What was claimed before its turn is out already; the rest goes in pieces around it.
        while (!pending.bytes.isEmpty()) {
            const auto claimed = pending.claimed.begin();
            const qint64 end
                = claimed == pending.claimed.end() ? pending.begin + pending.bytes.size() : claimed->first;
            TraceRecord record;
            record.kind = TraceKind::Unfinished;
            record.source = source;
            record.wire.direction = direction;
            record.wire.begin = pending.begin;
            record.wire.end = end;
            record.wire.ranges = {{pending.begin, end - pending.begin, BytePart::Unfinished, std::nullopt}};
            record.wire.firstIn = pending.firstIn;
            record.wire.lastOut = pending.lastOut;
            record.bytes = claim(pending, record.wire.begin, end);
            emitRecord(std::move(record));
        }
    }
}

void TraceRecorder::close(const TapEvent &event)
{
    const auto found = m_connections.find({event.source.client, event.source.connection});
    if (found == m_connections.end())
        return;
    Connection &connection = found->second;
    flush(event.source, connection);
    TraceRecord record = bare(TraceKind::Closed, event);
    record.closeCause = event.cause;
    if (connection.webSocket) {
        record.closeCode = connection.closeCode == 0 ? abnormalClosure : connection.closeCode;
        record.closeReason = connection.closeReason;
    }
    m_connections.erase(found);
    emitRecord(std::move(record));
}

void TraceRecorder::finish(TimePoint now)
{
    if (m_finished)
        return;
    for (auto &[key, connection] : m_connections) {
        for (Pending &pending : connection.pending)
            pending.lastOut = std::min(pending.lastOut, now);
        flush({key.first, key.second}, connection);
    }
    m_finished = true;
}

void TraceRecorder::clear()
{
    m_connections.clear();
    m_next = 1;
    m_finished = false;
}

void TraceRecorder::emitRecord(TraceRecord &&record)
{
    record.number = m_next++;
    m_sink(std::move(record));
}
