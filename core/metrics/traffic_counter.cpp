#include "core/metrics/traffic_counter.h"

#include "core/metrics/lane_history.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace {

constexpr std::size_t index(BytePart part)
{
    return static_cast<std::size_t>(part);
}

qint64 sum(const ByteParts &parts)
{
    return std::accumulate(parts.begin(), parts.end(), qint64{0});
}

ByteParts wholly(BytePart part, qint64 bytes)
{
    ByteParts parts{};
    parts[index(part)] = bytes;
    return parts;
}

bool isInterim(const WireRecord &response)
{
    return response.code >= 100 && response.code < 200 && response.code != 101;
}

} // namespace

qint64 protocolOverhead(const ByteParts &parts)
{
    qint64 bytes = 0;
    for (const BytePart part : {BytePart::RequestHead, BytePart::ResponseHead, BytePart::EmptyPoll,
                                BytePart::Chunk, BytePart::Framing, BytePart::Encoding, BytePart::Control})
        bytes += parts[index(part)];
    return bytes;
}

TrafficCounter::TrafficCounter(LaneHistory &history)
    : m_history(history)
{
}

void TrafficCounter::tapped(const TapEvent &event)
{
    switch (event.kind) {
    case TapEvent::Kind::Opened:
        open(event);
        return;
    case TapEvent::Kind::Bytes:
        bytes(event);
        return;
    case TapEvent::Kind::Closed:
        close({event.source.client, event.source.connection}, event.out);
        return;
    }
}

void TrafficCounter::open(const TapEvent &event)
{
    const Key key{event.source.client, event.source.connection};
    close(key, event.out);
    m_connections.try_emplace(key);
    ++m_booked.connections;
    ++m_connectionsOfRun;
    m_history.addConnect(event.in);
    m_history.addOpenConnections(event.out, openConnections());
}

void TrafficCounter::close(const Key &key, TimePoint at)
{
    const auto found = m_connections.find(key);
    if (found == m_connections.end())
        return;
    qint64 up = found->second.parser.unfinishedBytes(Direction::Up);
    for (const auto &[exchange, request] : found->second.held)
        up += request.bytes;
    add(wholly(BytePart::Unfinished, up), Direction::Up, at);
    add(wholly(BytePart::Unfinished, found->second.parser.unfinishedBytes(Direction::Down)), Direction::Down,
        at);
    m_connections.erase(found);
    m_history.addOpenConnections(at, openConnections());
}

void TrafficCounter::bytes(const TapEvent &event)
{
    const auto found = m_connections.find({event.source.client, event.source.connection});
    if (found == m_connections.end()) {
        // After the close: no record can complete any more.
        add(wholly(BytePart::Unfinished, event.bytes.size()), event.direction, event.out);
        return;
    }
    for (WireRecord &record : found->second.parser.feed(event.direction, event.bytes, event.in, event.out)) {
        book(event.source, record);
        if (m_listener)
            m_listener(event.source, std::move(record));
    }
}

void TrafficCounter::book(const TapSource &source, const WireRecord &record)
{
    const auto found = m_connections.find({source.client, source.connection});
    if (found == m_connections.end())
        return;
    Connection &connection = found->second;
    const ByteParts parts = partsOf(source.client, connection, record);
    bookFirst(connection, record);
    if (record.kind == WireRecordKind::Response) {
        bookResponse(connection, record, parts);
        return;
    }
    if (record.kind == WireRecordKind::Request) {
        ++m_booked.requests;
        m_history.addRequest(record.lastOut);
        // A handshake is one whatever the answer; any other request waits for its response to tell.
        if (record.exchange && parts[index(BytePart::Handshake)] == 0) {
            connection.held[*record.exchange]
                = {parts, record.end - record.begin, record.summary.startsWith("POST ")};
            return;
        }
    }
    if (record.kind == WireRecordKind::Frame && record.direction == Direction::Up)
        bookFrameUp(connection, record, parts);
    if (record.direction == Direction::Down)
        m_booked.messagesDown += static_cast<qint64>(record.messages.size());
    add(parts, record.direction, record.lastOut);
}

/// A connection that begins with a POST is one on which messages go up: nothing is set up on it that brings
/// any down.
void TrafficCounter::bookFirst(Connection &connection, const WireRecord &record)
{
    if (std::exchange(connection.used, true))
        return;
    if (record.kind == WireRecordKind::Request && record.summary.startsWith("POST "))
        --m_connectionsOfRun;
}

void TrafficCounter::bookFrameUp(Connection &connection, const WireRecord &record, const ByteParts &parts)
{
    if (parts[index(BytePart::Control)] > 0)
        return;
    connection.frameOverheadUp += record.end - record.begin - parts[index(BytePart::Payload)];
    if (!record.published && !record.echo)
        return;
    ++m_booked.messagesUp;
    m_booked.overheadUp += std::exchange(connection.frameOverheadUp, 0);
}

void TrafficCounter::bookResponse(Connection &connection, const WireRecord &record, const ByteParts &parts)
{
    bool empty = record.emptyPoll;
    m_booked.emptyResponses += record.emptyPoll ? 1 : 0;
    const auto held = record.exchange && !isInterim(record) ? connection.held.find(*record.exchange)
                                                            : connection.held.end();
    if (held != connection.held.end()) {
        // A refused message was neither brought nor taken.
        empty = empty || (held->second.post && record.code != 201);
        add(empty ? wholly(BytePart::EmptyPoll, held->second.bytes) : held->second.parts, Direction::Up,
            record.lastOut);
        if (!held->second.post)
            ++(empty ? m_booked.emptyPolls : m_booked.fullPolls);
        if (!held->second.post && !empty)
            m_booked.messagesDown += static_cast<qint64>(record.messages.size());
        if (held->second.post && !empty) {
            ++m_booked.messagesUp;
            m_booked.overheadUp += held->second.bytes - held->second.parts[index(BytePart::Payload)]
                + record.end - record.begin;
        }
        connection.held.erase(held);
    }
    add(empty ? wholly(BytePart::EmptyPoll, record.end - record.begin) : parts, record.direction,
        record.lastOut);
}

ByteParts TrafficCounter::partsOf(int client, Connection &connection, const WireRecord &record)
{
    ByteParts parts{};
    std::optional<MessageId> current;
    // A frame that goes on (opcode 0) has the message of the one before.
    if (record.kind == WireRecordKind::Frame && record.code == 0)
        current = connection.lastMessage;
    for (const ByteRange &range : record.ranges) {
        BytePart part = range.part;
        if (part == BytePart::Payload && record.direction == Direction::Down && range.message) {
            if (range.message != current) {
                connection.lastWasRepeated = !m_seen[client].insert(*range.message);
                connection.lastMessage = current = range.message;
            }
            if (connection.lastWasRepeated)
                part = BytePart::Repeated;
        }
        parts[index(part)] += range.size;
    }
    return parts;
}

void TrafficCounter::add(const ByteParts &parts, Direction direction, TimePoint at)
{
    const qint64 bytes = sum(parts);
    if (bytes == 0)
        return;
    std::transform(parts.begin(), parts.end(), m_booked.parts.begin(), m_booked.parts.begin(), std::plus<>());
    if (direction == Direction::Up)
        std::transform(parts.begin(), parts.end(), m_booked.partsUp.begin(), m_booked.partsUp.begin(),
                       std::plus<>());
    (direction == Direction::Up ? m_booked.wireUp : m_booked.wireDown) += bytes;
    m_handshakeOfRun += parts[index(BytePart::Handshake)];
    m_history.addBytes(at, direction, bytes, protocolOverhead(parts));
}

void TrafficCounter::restart()
{
    m_booked = {};
}

void TrafficCounter::clear()
{
    m_connections.clear();
    m_seen.clear();
    m_booked = {};
    m_handshakeOfRun = 0;
    m_connectionsOfRun = 0;
}

void TrafficCounter::forgetClientsFrom(int client)
{
    m_seen.erase(m_seen.lower_bound(client), m_seen.end());
}

TrafficTotals TrafficCounter::totals() const
{
    TrafficTotals totals = m_booked;
    qint64 up = 0;
    qint64 down = 0;
    for (const auto &[key, connection] : m_connections) {
        up += connection.parser.unfinishedBytes(Direction::Up);
        down += connection.parser.unfinishedBytes(Direction::Down);
        for (const auto &[exchange, request] : connection.held)
            up += request.bytes;
    }
    totals.wireUp += up;
    totals.wireDown += down;
    totals.parts[index(BytePart::Unfinished)] += up + down;
    totals.partsUp[index(BytePart::Unfinished)] += up;
    return totals;
}

std::optional<double> TrafficCounter::setupBytesPerConnection() const
{
    if (m_connectionsOfRun == 0 || m_handshakeOfRun == 0)
        return std::nullopt;
    return static_cast<double>(m_handshakeOfRun) / static_cast<double>(m_connectionsOfRun);
}
