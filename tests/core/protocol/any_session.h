#pragma once

#include "tests/core/protocol/wire_streams.h"

#include "core/protocol/envelope.h"
#include "core/protocol/http_writer.h"
#include "core/protocol/sse_writer.h"
#include "core/protocol/websocket_frame.h"

#include <rapidcheck.h>

/// Random, healthy streams of the four transports. Call inside a RapidCheck property.
namespace wire {

/// A healthy stream, and what its parser has to find in it.
struct Session
{
    Stream stream;
    std::vector<MessageId> messages;
    qint64 payloadBytes = 0;
};

inline QByteArray anyBytes()
{
    return QByteArray::fromStdString(*rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
}

/// Characters of every length in UTF-8, and many that JSON escapes.
inline QByteArray anyText()
{
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("a", "bc", "\"", "\\", "\n", "\x01", "\x7f", "\xc3\xa9", "\xe2\x82\xac",
                                      "\xf0\x9f\x98\x80", std::string(1, '\0'), "\\u0041", "data: "));
    QByteArray text;
    for (const std::string &word : words)
        text.append(word.data(), static_cast<qsizetype>(word.size()));
    return text;
}

inline Message nextMessage(Session &session)
{
    const bool binary = *rc::gen::arbitrary<bool>();
    const Message message{MessageId{session.messages.size() + 1}, *rc::gen::arbitrary<qint64>() / 2,
                          binary ? PayloadKind::Binary : PayloadKind::Text, binary ? anyBytes() : anyText()};
    session.messages.push_back(message.id);
    session.payloadBytes += message.payload.size();
    return message;
}

/// Cuts bytes into pieces of random size, as chunks or fragments are.
inline QByteArrayList cut(const QByteArray &bytes)
{
    QByteArrayList pieces;
    for (qsizetype at = 0; at < bytes.size(); at += pieces.back().size())
        pieces.append(bytes.mid(at, *rc::gen::inRange<qsizetype>(1, 100)));
    return pieces;
}

inline void addPoll(Session &session)
{
    session.stream.push_back(up(writeRequest({.target = "/poll?after=1", .host = "a"})));
    MessageBatch batch;
    for (int left = *rc::gen::inRange(0, 4); left > 0; --left)
        batch.messages.push_back(nextMessage(session));
    batch.missed = *rc::gen::inRange<quint64>(0, 3);
    const QByteArray body = pollBody(batch);
    if (*rc::gen::arbitrary<bool>()) {
        session.stream.push_back(
            down(writeResponse({.contentType = "application/json", .body = body}, httpDate(0))));
        return;
    }
    QByteArray bytes = writeResponse({.contentType = "application/json", .stream = true}, httpDate(0));
    for (const QByteArray &piece : cut(body))
        bytes += chunkOf(piece);
    session.stream.push_back(down(bytes + chunkOf({})));
}

inline void addPost(Session &session)
{
    QByteArray body = anyBytes() + 'x';
    session.payloadBytes += body.size();
    session.messages.push_back(MessageId{session.messages.size() + 1});
    session.stream.push_back(
        up(writeRequest({.method = "POST", .target = "/messages", .host = "a", .body = body})));
    session.stream.push_back(down(
        writeResponse({.status = 201, .body = "{\"id\":" + QByteArray::number(session.messages.size()) + '}'},
                      httpDate(0))));
}

inline void addEventStream(Session &session)
{
    session.stream.push_back(up(writeRequest({.target = "/events", .host = "a"})));
    QByteArray events = sseRetry(std::chrono::milliseconds(2000));
    for (int left = *rc::gen::inRange(0, 5); left > 0; --left) {
        if (*rc::gen::inRange(0, 4) == 0)
            events += *rc::gen::element(sseComment("ping"), sseEvent("missed", missedJson(9)));
        else
            events += sseMessage(nextMessage(session));
    }
    QByteArray bytes = writeResponse({.contentType = "text/event-stream", .stream = true}, httpDate(0));
    for (const QByteArray &piece : cut(events))
        bytes += chunkOf(piece);
    session.stream.push_back(down(bytes + chunkOf({})));
}

inline QByteArray fragments(int opcode, const QByteArray &payload)
{
    QByteArray bytes;
    const QByteArrayList pieces = cut(payload);
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        QByteArray frame = webSocketFrame(i == 0 ? opcode : 0, pieces[i]);
        if (i + 1 < pieces.size()) {
            frame[0] = static_cast<char>(frame[0] & 0x7f);
            frame += *rc::gen::element(QByteArray(), webSocketFrame(9, "ping"));
        }
        bytes += frame;
    }
    return bytes;
}

inline void addWebSocket(Session &session)
{
    session.stream.push_back(
        up("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"));
    session.stream.push_back(down("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"));
    for (int left = *rc::gen::inRange(0, 5); left > 0; --left) {
        if (*rc::gen::inRange(0, 4) == 0) {
            const QByteArray payload = anyBytes();
            session.payloadBytes += payload.size();
            session.stream.push_back(
                up(maskedWebSocketFrame(2, payload, *rc::gen::arbitrary<std::array<quint8, 4>>())));
            continue;
        }
        const Message message = nextMessage(session);
        const bool binary = *rc::gen::arbitrary<bool>();
        const int opcode = binary ? 2 : 1;
        const QByteArray payload = binary ? binaryMessage(message) : messageJson(message);
        session.stream.push_back(
            down(*rc::gen::arbitrary<bool>() ? fragments(opcode, payload) : webSocketFrame(opcode, payload)));
    }
}

inline Session anySession()
{
    Session session;
    for (int left = *rc::gen::inRange(0, 4); left > 0; --left)
        (*rc::gen::element(addPoll, addPost, addEventStream))(session);
    if (*rc::gen::arbitrary<bool>())
        addWebSocket(session);
    return session;
}

inline std::vector<qsizetype> anySizes()
{
    return *rc::gen::nonEmpty(rc::gen::container<std::vector<qsizetype>>(rc::gen::inRange<qsizetype>(1, 80)));
}

} // namespace wire
