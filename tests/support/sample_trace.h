#pragma once

#include "core/trace/trace_log.h"

#include <QList>

#include <algorithm>
#include <cmath>

/// A hand-made trace by the rules of each transport, for looking at the views of the wire in tests; never
/// shown to a user. Times in seconds on its own axis.
class SampleTrace
{
public:
    Trace trace;
    double delayS = 0.04;

    /// Whose the records are that follow.
    void setClient(int client) { m_client = client; }
    /// Appends one record; bytes of `size` without meaning.
    quint64 add(TransportKind lane, WireRecord wire, double in, double out, int size = 100,
                TraceKind kind = TraceKind::Wire)
    {
        TraceRecord record;
        record.number = ++m_numbers[indexOf(lane)];
        record.kind = kind;
        record.wire = std::move(wire);
        record.wire.firstIn = trace.at(in);
        record.wire.lastOut = trace.at(out);
        record.wire.end = record.wire.begin + size;
        record.bytes = QByteArray(size, 'x');
        record.source = {m_client, m_connection};
        const quint64 number = record.number;
        trace.lanes[indexOf(lane)].append(std::move(record));
        return number;
    }
    quint64 down(TransportKind lane, WireRecordKind kind, double at, std::vector<MessageId> messages,
                 const QByteArray &summary = "message", int code = 0)
    {
        WireRecord wire;
        wire.kind = kind;
        wire.direction = Direction::Down;
        wire.messages = std::move(messages);
        wire.summary = summary;
        wire.code = code;
        return add(lane, wire, at, at + delayS);
    }
    quint64 open(TransportKind lane, double at)
    {
        return add(lane, {}, at, at + delayS, 0, TraceKind::Opened);
    }
    quint64 close(TransportKind lane, double at, Direction by, int code)
    {
        TraceRecord record;
        record.number = ++m_numbers[indexOf(lane)];
        record.kind = TraceKind::Closed;
        record.wire.direction = by;
        record.wire.firstIn = trace.at(at);
        record.wire.lastOut = trace.at(at + delayS);
        record.closeCode = code;
        record.source.connection = m_connection;
        trace.lanes[indexOf(lane)].append(record);
        return record.number;
    }
    /// A request sent at `at`; the answer leaves the server at `answered` with these messages, or never.
    void poll(TransportKind lane, double at, quint64 after, std::optional<double> answered,
              const std::vector<MessageId> &messages)
    {
        WireRecord request;
        request.kind = WireRecordKind::Request;
        request.exchange = m_exchange;
        request.summary = "GET /" + QByteArray(lane == TransportKind::LongPoll ? "long-poll" : "poll")
            + "?after=" + QByteArray::number(after);
        add(lane, request, at, at + delayS, 499);
        if (answered) {
            WireRecord response;
            response.kind = WireRecordKind::Response;
            response.direction = Direction::Down;
            response.exchange = m_exchange;
            response.messages = messages;
            response.emptyPoll = messages.empty();
            response.code = messages.empty() ? 204 : 200;
            response.summary = QByteArray::number(response.code);
            add(lane, response, *answered, *answered + delayS, 150);
        }
        ++m_exchange;
    }

private:
    std::array<quint64, transportCount> m_numbers{};
    int m_client = 0;
    int m_connection = 0;
    int m_exchange = 0;
};

/// Ids `from` to `to`.
inline std::vector<MessageId> sampleIds(quint64 from, quint64 to)
{
    std::vector<MessageId> ids;
    for (quint64 id = from; id <= to; ++id)
        ids.push_back(MessageId{id});
    return ids;
}

/// A burst of 20 messages (121 to 140) at 30.0 s, message 141 at 30.9 s, polls every second: all lanes.
inline SampleTrace sampleRush()
{
    using enum TransportKind;
    SampleTrace sample;
    sample.open(LongPoll, 25.06);
    sample.poll(LongPoll, 25.12, 120, 30.0, sampleIds(121, 121));
    sample.poll(ShortPoll, 29.41, 120, 29.451, {});
    sample.poll(ShortPoll, 30.41, 120, 30.451, sampleIds(121, 140));
    sample.poll(ShortPoll, 31.41, 140, 31.451, sampleIds(141, 141));
    sample.poll(LongPoll, 30.041, 121, 30.082, sampleIds(122, 140));
    sample.poll(LongPoll, 30.123, 140, 30.9, sampleIds(141, 141));
    sample.poll(LongPoll, 30.941, 141, std::nullopt, {});
    for (quint64 id = 121; id <= 140; ++id) {
        const double at = 30.0 + 0.001 * static_cast<double>(id - 121);
        sample.down(Sse, WireRecordKind::SseEvent, at, sampleIds(id, id));
        sample.down(WebSocket, WireRecordKind::Frame, at, sampleIds(id, id), "text", 1);
    }
    sample.down(WebSocket, WireRecordKind::Frame, 30.14, {}, "ping", 9);
    WireRecord pong;
    pong.kind = WireRecordKind::Frame;
    pong.summary = "pong";
    pong.code = 10;
    sample.add(WebSocket, pong, 30.181, 30.221, 6);
    sample.down(Sse, WireRecordKind::SseEvent, 30.9, sampleIds(141, 141));
    sample.down(WebSocket, WireRecordKind::Frame, 30.9, sampleIds(141, 141), "text", 1);
    sample.down(Sse, WireRecordKind::SseComment, 31.2, {}, "comment");
    sample.close(WebSocket, 31.35, Direction::Down, 1001);
    return sample;
}
