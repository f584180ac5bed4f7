#pragma once

#include "core/protocol/envelope.h"
#include "core/protocol/sse_writer.h"
#include "core/protocol/websocket_frame.h"
#include "core/protocol/wire_parser.h"
#include "core/trace/trace_log.h"
#include "core/trace/trace_recorder.h"

#include <map>

/// Bytes of hand-written connections, recorded as the program records them: wire parser, recorder, log.
class RecordedTrace
{
public:
    Trace trace;

    RecordedTrace() { trace.runStart = TimePoint{std::chrono::seconds(100)}; }

    void open(TransportKind lane, double atS, int client = 0)
    {
        tap(lane, {TapEvent::Kind::Opened, {client, 0}, Direction::Up, at(atS), at(atS), {}});
    }
    void close(TransportKind lane, Direction by, double atS, int client = 0)
    {
        tap(lane, {TapEvent::Kind::Closed, {client, 0}, by, at(atS), at(atS), {}});
    }
    void send(TransportKind lane, Direction way, const QByteArray &bytes, double inS, double outS,
              int client = 0)
    {
        tap(lane, {TapEvent::Kind::Bytes, {client, 0}, way, at(inS), at(outS), bytes});
    }
    /// The newest record of a lane.
    [[nodiscard]] const TraceRecord &last(TransportKind lane) const
    {
        return trace.lane(lane).records().back();
    }

    void upgrade(double atS)
    {
        open(TransportKind::WebSocket, atS);
        send(TransportKind::WebSocket, Direction::Up,
             "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
             atS, atS + 0.04);
        send(TransportKind::WebSocket, Direction::Down,
             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
             atS + 0.04, atS + 0.08);
    }
    void stream(double atS)
    {
        open(TransportKind::Sse, atS);
        send(TransportKind::Sse, Direction::Up,
             "GET /events HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: text/event-stream\r\n\r\n", atS,
             atS + 0.04);
        send(TransportKind::Sse, Direction::Down,
             "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
             "Transfer-Encoding: chunked\r\n\r\n"
                 + chunk(sseRetry(std::chrono::milliseconds(2000))),
             atS + 0.04, atS + 0.08);
    }
    [[nodiscard]] static QByteArray chunk(const QByteArray &content)
    {
        return QByteArray::number(content.size(), 16) + "\r\n" + content + "\r\n";
    }
    [[nodiscard]] static Message message(quint64 id, const QByteArray &data)
    {
        return {MessageId{id}, 1764000030900000, PayloadKind::Text, data};
    }
    [[nodiscard]] static QByteArray response(const QByteArray &body)
    {
        return "HTTP/1.1 200 OK\r\nDate: Mon, 24 Nov 2025 16:00:31 GMT\r\nCache-Control: no-store\r\n"
               "Content-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    struct Lane
    {
        std::map<int, WireParser> parsers; ///< by client
        std::unique_ptr<TraceRecorder> recorder;
    };

    [[nodiscard]] TimePoint at(double seconds) const { return trace.at(seconds); }
    void tap(TransportKind kind, const TapEvent &event)
    {
        Lane &lane = m_lanes[indexOf(kind)];
        if (!lane.recorder)
            lane.recorder = std::make_unique<TraceRecorder>(
                [this, kind](TraceRecord &&record) { trace.lanes[indexOf(kind)].append(std::move(record)); });
        lane.recorder->tapped(event);
        if (event.kind != TapEvent::Kind::Bytes)
            return;
        for (WireRecord &record :
             lane.parsers[event.source.client].feed(event.direction, event.bytes, event.in, event.out))
            lane.recorder->completed(event.source, std::move(record));
    }

    std::array<Lane, transportCount> m_lanes;
};
