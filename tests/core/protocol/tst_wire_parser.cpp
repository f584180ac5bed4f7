#include "tests/core/protocol/wire_streams.h"

#include "core/protocol/envelope.h"
#include "core/protocol/http_writer.h"
#include "core/protocol/sse_writer.h"
#include "core/protocol/websocket_frame.h"

#include <QTest>

using wire::down;
using wire::Stream;
using wire::up;
Q_DECLARE_METATYPE(Stream)

namespace {

const QByteArray pollHead = "GET /poll?after=41 HTTP/1.1\r\nHost: a\r\n\r\n"; // 40
const QByteArray longPollHead = "GET /long-poll?after=41 HTTP/1.1\r\nHost: a\r\n\r\n"; // 45
const QByteArray postHead = "POST /messages HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"; // 55
const QByteArray eventsHead = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"; // 33
const QByteArray upgradeHead = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: h2c, WebSocket\r\n\r\n"; // 54
const QByteArray echoHead = "GET /echo?x HTTP/1.1\r\nHost: a\r\nupgrade: websocket\r\n\r\n"; // 53
const QByteArray chunkedHead
    = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"; // 80
const QByteArray closingHead
    = "HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=utf-8\r\n\r\n"; // 67
const QByteArray switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"; // 56
const QByteArray noContent = "HTTP/1.1 204 No Content\r\n\r\n"; // 27
constexpr std::array<quint8, 4> mask{1, 2, 3, 250};

/// Size of its head: 18 and the digits of the length and 19.
QByteArray ok(const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// 38 bytes before the data, 2 behind it, ids of two digits.
QByteArray json(quint64 id, const QByteArray &payload)
{
    return messageJson({MessageId{id}, 1764000000123456, PayloadKind::Text, payload});
}

QByteArray binaryJson(quint64 id, const QByteArray &payload)
{
    return messageJson({MessageId{id}, 1764000000123456, PayloadKind::Binary, payload});
}

QByteArray frame(int firstByte, const QByteArray &payload)
{
    QByteArray bytes = webSocketFrame(1, payload);
    bytes[0] = static_cast<char>(firstByte);
    return bytes;
}

void addRow(const char *name, const Stream &stream, const QByteArrayList &expected)
{
    QTest::newRow(name) << stream << expected;
}

void addPolls()
{
    const QByteArray one = "{\"messages\":[" + json(42, "hello") + "],\"last\":42}"; // 13 + 45 + 12
    addRow("a poll that brings a message", {up(pollHead), down(ok(one))},
           {"request [GET /poll?after=41] x0: 40 request_head",
            "response [200] x0 m42: 39 response_head 13 framing 38 envelope#42 5 payload#42 2 envelope#42 12 "
            "framing"});
    addRow(
        "two messages, escapes and base64",
        {up(longPollHead),
         down(ok("{\"messages\":[" + json(42, "a\n\"") + ',' + binaryJson(43, "wxyz")
                 + "],\"last\":43,\"more\":true}"))},
        {"request [GET /long-poll?after=41] x0: 45 request_head",
         "response [200] x0 m42 m43: 40 response_head 13 framing 38 envelope#42 1 payload#42 1 encoding#42 "
         "1 payload#42 1 encoding#42 1 payload#42 2 envelope#42 1 framing 45 envelope#43 4 payload#43 "
         "4 encoding#43 2 envelope#43 24 framing"});
    addRow("a chunked answer",
           {up(pollHead),
            down("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n14;x=y\r\n" + one.first(20)
                 + "\r\n32\r\n" + one.sliced(20) + "\r\n0\r\n\r\n")},
           {"request [GET /poll?after=41] x0: 40 request_head",
            "response [200] x0 m42: 47 response_head 8 chunk 13 framing 7 envelope#42 6 chunk 31 envelope#42 "
            "5 payload#42 2 envelope#42 12 framing 7 chunk"});
    addRow("a poll that brings nothing", {up(pollHead), down(noContent)},
           {"request [GET /poll?after=41] x0: 40 request_head", "response [204] x0 empty: 27 empty_poll"});
    addRow("no messages but a cursor", {up(pollHead), down(ok("{\"messages\":[],\"last\":42}"))},
           {"request [GET /poll?after=41] x0: 40 request_head", "response [200] x0 empty: 64 empty_poll"});
    addRow("a refused poll",
           {up(pollHead), down("HTTP/1.1 400 Bad Request\r\nContent-Length: 13\r\n\r\n{\"error\":\"x\"}")},
           {"request [GET /poll?after=41] x0: 40 request_head", "response [400] x0 empty: 61 empty_poll"});
    addRow("pipelined polls", {up(pollHead + longPollHead), down(noContent + ok(one))},
           {"request [GET /poll?after=41] x0: 40 request_head",
            "request [GET /long-poll?after=41] x1: 45 request_head", "response [204] x0 empty: 27 empty_poll",
            "response [200] x1 m42: 39 response_head 13 framing 38 envelope#42 5 payload#42 2 envelope#42 12 "
            "framing"});
    addRow("a held poll", {up(longPollHead)},
           {"request [GET /long-poll?after=41] x0: 45 request_head", "open"});
    addRow("an answer that is cut off", {up(pollHead), down(ok(one).chopped(1))},
           {"request [GET /poll?after=41] x0: 40 request_head", "unfinished down 108", "open"});
    addRow("a body that is not ours", {up(pollHead), down(ok("<html>") + noContent)},
           {"request [GET /poll?after=41] x0: 40 request_head",
            "response [200] x0: 38 response_head 6 unclassified", "response [204] empty: 27 empty_poll"});
    addRow("empty lines before a request", {up("\r\n\r\n" + pollHead)},
           {"request [GET /poll?after=41] x0: 44 request_head", "open"});
    addRow("HEAD has no body",
           {up("HEAD" + pollHead.sliced(3) + pollHead), down(ok(one).first(39) + noContent)},
           {"request [HEAD /poll?after=41] x0: 41 request_head",
            "request [GET /poll?after=41] x1: 40 request_head", "response [200] x0 empty: 39 empty_poll",
            "response [204] x1 empty: 27 empty_poll"});
    addRow("other paths", {up("GET /stats HTTP/1.1\r\nHost: a\r\n\r\n"), down(ok("{\"last\":1}"))},
           {"request [GET /stats] x0: 32 request_head", "response [200] x0 empty: 49 empty_poll"});
}

void addPosts()
{
    const QByteArray created = "HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{\"id\":42}"; // 43 + 9
    addRow("a message is published", {up(postHead + "hello"), down(created)},
           {"request [POST /messages] x0: 55 request_head 5 payload",
            "response [201] x0 published m42: 43 response_head 9 framing"});
    addRow("after 100 Continue",
           {up(postHead), down("HTTP/1.1 100 Continue\r\n\r\n"), up("hello"), down(created)},
           {"response [100] x0: 25 response_head", "request [POST /messages] x0: 55 request_head 5 payload",
            "response [201] x0 published m42: 43 response_head 9 framing"});
    addRow("a chunked body",
           {up("POST /messages HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
               "chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")},
           {"request [POST /messages] x0: 64 request_head 3 chunk 5 payload 7 chunk", "open"});
    addRow(
        "a refused message",
        {up(postHead + "hello"), down("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}")},
        {"request [POST /messages] x0: 55 request_head 5 payload", "response [403] x0 empty: 47 empty_poll"});
    addRow(
        "refused before it has all come",
        {up(postHead), down("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}"), up("hello" + pollHead)},
        {"response [403] x0 empty: 47 empty_poll", "request [POST /messages]: 60 empty_poll",
         "request [GET /poll?after=41] x1: 40 request_head", "open"});
}

void addStreams()
{
    const QByteArrayList heads{"request [GET /events] x0: 33 handshake", "response [200] x0: 80 handshake"};
    const QByteArray event = sseMessage({MessageId{42}, 1764000000123456, PayloadKind::Text, "hello"}); // 60
    addRow("an event stream",
           {up(eventsHead),
            down(chunkedHead + chunkOf(sseRetry(std::chrono::milliseconds(2000))) + chunkOf(event)
                 + chunkOf(sseComment("keep-alive")) + chunkOf(sseEvent("missed", missedJson(3)))
                 + chunkOf(sseEvent("restarted", restartedJson()))
                 + chunkOf(sseEvent("heartbeat", heartbeatJson())) + chunkOf({}))},
           heads
               + QByteArrayList{"retry [retry]: 3 chunk 13 handshake 2 chunk",
                                "event [message] m42: 4 chunk 13 framing 38 envelope#42 5 payload#42 2 "
                                "envelope#42 2 framing 2 chunk",
                                "comment [comment]: 3 chunk 14 control 2 chunk",
                                "event [missed]: 4 chunk 34 framing 2 chunk",
                                "event [restarted]: 4 chunk 43 framing 2 chunk",
                                "event [heartbeat]: 4 chunk 43 control 2 chunk", "chunk end: 5 chunk"});
    addRow(
        "events share a chunk, then one is spread over two",
        {up(eventsHead),
         down(chunkedHead + chunkOf(event + event) + chunkOf(event.first(30)) + chunkOf(event.sliced(30)))},
        heads
            + QByteArrayList{
                "event [message] m42: 4 chunk 13 framing 38 envelope#42 5 payload#42 2 envelope#42 2 framing",
                "event [message] m42: 13 framing 38 envelope#42 5 payload#42 2 envelope#42 2 framing 2 chunk",
                "event [message] m42: 4 chunk 13 framing 17 envelope#42 6 chunk 21 envelope#42 5 payload#42 "
                "2 envelope#42 2 framing 2 chunk"});
    addRow("the end cuts an event off, another request follows",
           {up(eventsHead), down(chunkedHead + chunkOf("data: x\n") + chunkOf({})), up(pollHead),
            down(noContent)},
           heads
               + QByteArrayList{"chunk end: 5 chunk", "request [GET /poll?after=41] x1: 40 request_head",
                                "response [204] x1 empty: 27 empty_poll", "unfinished down 13"});
    addRow("to the end of the connection",
           {up(eventsHead), down(closingHead + "\xef\xbb\xbf: hi\r\n\r\n" + event + "id: 1")},
           {heads[0], "response [200] x0: 67 handshake", "comment [comment]: 3 framing 8 control",
            "event [message] m42: 13 framing 38 envelope#42 5 payload#42 2 envelope#42 2 framing",
            "unfinished down 5"});
    addRow("an empty line in CR, its LF in the next chunk",
           {up(eventsHead),
            down(chunkedHead + chunkOf(":\r\r") + chunkOf("\n:\r\r") + chunkOf(":\r\r") + chunkOf({}))},
           heads
               + QByteArrayList{"comment [comment]: 3 chunk 3 control 5 chunk 1 control",
                                "comment [comment]: 3 control 2 chunk",
                                "comment [comment]: 3 chunk 3 control 2 chunk", "chunk end: 5 chunk"});
    addRow("foreign events",
           {up(eventsHead),
            down(closingHead + "data: a\ndata: b\n\nretry: 5\n: c\nfoo: bar\nevent: tick\ndata: {}\n\n\n")},
           {heads[0], "response [200] x0: 67 handshake",
            "event [message]: 6 framing 1 unclassified 7 framing 1 unclassified 2 framing",
            "event [tick]: 9 handshake 4 control 8 unclassified 19 framing 2 unclassified 2 framing",
            "event [message]: 1 framing"});
    addRow("a trailer", {up(eventsHead), down(chunkedHead + "0\r\nA: b\r\n\r\n" + noContent)},
           heads + QByteArrayList{"chunk end: 11 chunk", "response [204] empty: 27 empty_poll"});
    addRow("a refused stream",
           {up(eventsHead), down("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\n{}" + noContent)},
           {heads[0], "response [503] x0: 42 handshake", "response [204] empty: 27 empty_poll"});
}

void addWebSockets()
{
    const QByteArrayList heads{"request [GET /ws] x0: 54 handshake", "response [101] x0: 56 handshake"};
    const QByteArray text = json(42, "hello");
    addRow("frames of the server",
           {up(upgradeHead),
            down(switching + frame(0x81, missedJson(3)) + frame(0x81, restartedJson())
                 + frame(0x81, heartbeatJson()) + frame(0x81, text)
                 + frame(0x82, binaryMessage({MessageId{43}, 7, PayloadKind::Binary, "wxyz"}))
                 + frame(0x89, "p") + frame(0x8a, "") + frame(0x88, "\x03\xe9why"))},
           heads
               + QByteArrayList{
                   "frame [text]: 14 framing", "frame [text]: 20 framing", "frame [text]: 20 control",
                   "frame [text] m42: 2 framing 38 envelope#42 5 payload#42 2 envelope#42",
                   "frame [binary] m43: 2 framing 16 envelope#43 4 payload#43", "frame [ping]: 3 control",
                   "frame [pong]: 2 control", "frame [close 1001]: 7 control"});
    addRow("frames of the client",
           {up(upgradeHead), down(switching),
            up(maskedWebSocketFrame(1, "hello", mask) + maskedWebSocketFrame(2, QByteArray(200, 'x'), mask)
               + maskedWebSocketFrame(8, "\x03\xe8", mask))},
           heads
               + QByteArrayList{"up frame [text] published: 6 framing 5 payload",
                                "up frame [binary] published: 8 framing 200 payload",
                                "up frame [close 1000]: 8 control"});
    addRow("a message in fragments with a ping between them",
           {up(upgradeHead),
            down(switching + frame(0x01, text.first(10)) + frame(0x89, "") + frame(0x00, text.sliced(10, 30))
                 + frame(0x80, text.sliced(40)) + frame(0x81, text))},
           heads
               + QByteArrayList{"frame [ping]: 2 control", "frame [text]: 2 framing 10 envelope#42",
                                "frame [continuation]: 2 framing 28 envelope#42 2 payload#42",
                                "frame [continuation] m42: 2 framing 3 payload#42 2 envelope#42",
                                "frame [text] m42: 2 framing 38 envelope#42 5 payload#42 2 envelope#42"});
    addRow("binary messages: nothing in one, a longer length in another",
           {up(QByteArray(upgradeHead).replace("GET /ws ", "GET /ws?after=41&format=binary ")),
            down(switching + frame(0x81, missedJson(3))
                 + frame(0x82, binaryMessage({MessageId{42}, 7, PayloadKind::Binary, {}}))
                 + frame(0x82, binaryMessage({MessageId{43}, 7, PayloadKind::Binary, QByteArray(3072, 'x')}))
                 + frame(0x82, QByteArray(15, '\0')))},
           {"request [GET /ws?after=41&format=binary] x0: 77 handshake", heads[1], "frame [text]: 14 framing",
            "frame [binary] m42: 2 framing 16 envelope#42",
            "frame [binary] m43: 4 framing 16 envelope#43 3072 payload#43",
            "frame [binary]: 2 framing 15 unclassified"});
    addRow("a binary message in fragments",
           {up(upgradeHead),
            down(switching + frame(0x02, QByteArray("\0\0\0\0\0\0\0\x2a\0\0", 10)) + frame(0x00, "")
                 + frame(0x80, "tttttthello"))},
           heads
               + QByteArrayList{"frame [binary]: 2 framing 10 envelope#42", "frame [continuation]: 2 framing",
                                "frame [continuation] m42: 2 framing 6 envelope#42 5 payload#42"});
    addRow("an unfinished message",
           {up(upgradeHead), down(switching + frame(0x01, "abc") + frame(0x00, "def") + "\x80")},
           heads + QByteArrayList{"unfinished down 11"});
    addRow("a masked server", {up(upgradeHead), down(switching + maskedWebSocketFrame(1, text, mask))},
           heads + QByteArrayList{"frame [text] m42: 6 framing 38 envelope#42 5 payload#42 2 envelope#42"});
    addRow("texts that are not ours",
           {up(upgradeHead), down(switching + frame(0x81, "hi") + frame(0x82, "short") + frame(0x81, ""))},
           heads
               + QByteArrayList{"frame [text]: 2 framing 2 unclassified",
                                "frame [binary]: 2 framing 5 unclassified", "frame [text]: 2 framing"});
    addRow("echo",
           {up(echoHead), down(switching), up(maskedWebSocketFrame(1, "hello", mask)),
            down(frame(0x01, "he") + frame(0x80, "llo"))},
           {"request [GET /echo?x] x0: 53 handshake", heads[1], "up frame [text] echo: 6 framing 5 payload",
            "frame [text]: 2 framing 2 payload", "frame [continuation] echo: 2 framing 3 payload"});
    addRow("the client does not wait for the answer",
           {up(upgradeHead + maskedWebSocketFrame(9, "", mask)), down(switching)},
           heads + QByteArrayList{"up frame [ping]: 6 control"});
    addRow("a refused upgrade, then a poll",
           {up(upgradeHead + pollHead),
            down("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}" + noContent)},
           {heads[0], "response [403] x0: 47 handshake", "request [GET /poll?after=41] x1: 40 request_head",
            "response [204] x1 empty: 27 empty_poll"});
}

} // namespace

class TestWireParser : public QObject
{
    Q_OBJECT

private slots:
    void booksEveryByteHoweverTheStreamIsSplit_data();
    void booksEveryByteHoweverTheStreamIsSplit();
    void whatNoRuleClaimsIsUnclassified_data();
    void whatNoRuleClaimsIsUnclassified();
    void manyEscapesAreTwoRanges();
    void aRecordKnowsWhenItsBytesCrossed();
    void aMovedParserGoesOn();
};

void TestWireParser::booksEveryByteHoweverTheStreamIsSplit_data()
{
    QTest::addColumn<Stream>("stream");
    QTest::addColumn<QByteArrayList>("expected");

    addPolls();
    addPosts();
    addStreams();
    addWebSockets();
}

void TestWireParser::booksEveryByteHoweverTheStreamIsSplit()
{
    QFETCH(Stream, stream);
    QFETCH(QByteArrayList, expected);

    const wire::Outcome whole = wire::outcomeOf(stream);
    QCOMPARE(wire::described(whole), expected);
    QVERIFY(wire::addsUp(whole, stream));
    QVERIFY(wire::outcomeOf(stream, {1}) == whole);
    for (std::size_t i = 0; i < stream.size(); ++i) {
        const wire::Piece piece = stream[i];
        for (qsizetype at = 1; at < piece.bytes.size(); ++at) {
            Stream split = stream;
            split[i].bytes = piece.bytes.first(at);
            split.insert(split.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                         {piece.direction, piece.bytes.sliced(at)});
            QVERIFY2(wire::outcomeOf(split) == whole, QByteArray::number(at));
        }
    }
}

void TestWireParser::whatNoRuleClaimsIsUnclassified_data()
{
    QTest::addColumn<Stream>("stream");
    QTest::addColumn<qint64>("unclassified");

    const auto add = [](const char *name, const Stream &stream, qint64 unclassified) {
        QTest::newRow(name) << stream << unclassified;
    };
    const QByteArray huge(20, '9');
    add("garbage up", {up("\x01\x02\xff garbage")}, 11);
    add("garbage down", {up(pollHead), down("garbage")}, 7);
    add("garbage behind a request", {up(pollHead + "\xff\xff")}, 2);
    add("garbage behind a response", {up(pollHead), down(noContent + "hello")}, 5);
    add("a body without its length", {up(pollHead + "{\"a\":1}")}, 7);
    add("bare LF", {up("GET / HTTP/1.1\nHost: a\n\n" + pollHead)}, 64);
    add("NUL in a head", {up(QByteArray("GET /\0 HTTP/1.1\r\n", 17))}, 17);
    add("folded header", {up("GET / HTTP/1.1\r\n a: b\r\n")}, 23);
    add("HTTP/2", {up("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")}, 24);
    add("negative length", {up("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")}, 39);
    add("huge length", {up("POST / HTTP/1.1\r\nContent-Length: " + huge + "\r\n\r\n")}, 57);
    add("a length over the limit", {up("POST / HTTP/1.1\r\nContent-Length: 16777217\r\n\r\n")}, 45);
    add("two lengths", {up("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")}, 57);
    add("length beside chunks",
        {up("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")}, 66);
    add("a head over the limit", {up("GET /" + QByteArray(70000, 'x'))}, 70005);
    add("a chunk size of no digits", {up(eventsHead), down(chunkedHead + "\r\n")}, 2);
    add("a negative chunk size", {up(eventsHead), down(chunkedHead + "-1\r\n")}, 4);
    add("a huge chunk size", {up(eventsHead), down(chunkedHead + huge + "\r\n")}, 22);
    add("a chunk without its end", {up(eventsHead), down(chunkedHead + "2\r\n:\nXX")}, 7);
    add("an event over the limit", {up(eventsHead), down(closingHead + QByteArray(17 * 1024 * 1024, 'x'))},
        17 * 1024 * 1024);
    add("101 that nobody asked for", {up(pollHead), down(switching)}, switching.size());
    add("a frame of a reserved opcode", {up(upgradeHead), down(switching + frame(0x83, "abc"))}, 5);
    add("a continuation of nothing", {up(upgradeHead), down(switching + frame(0x80, "abc"))}, 5);
    add("a message within a message",
        {up(upgradeHead), down(switching + frame(0x01, "abc") + frame(0x8a, "") + frame(0x81, "abc"))}, 10);
    add("a frame with a huge length",
        {up(upgradeHead), down(switching), up(QByteArray::fromHex("82ff7fffffffffffffff01020304") + "abc")},
        17);
    add("many frames of one endless message",
        {up(upgradeHead),
         down(switching + frame(0x01, "") + frame(0x00, QByteArray(16777216, 'x')) + frame(0, "x"))},
        2 + 10 + 16777216 + 3);
}

void TestWireParser::whatNoRuleClaimsIsUnclassified()
{
    QFETCH(Stream, stream);
    QFETCH(qint64, unclassified);

    const wire::Outcome whole = wire::outcomeOf(stream);
    QVERIFY(wire::addsUp(whole, stream));
    qint64 bytes = 0;
    for (const WireRecord &record : whole.records)
        if (record.kind == WireRecordKind::Unclassified)
            bytes += record.end - record.begin;
    QCOMPARE(bytes, unclassified);
    const bool large = wire::bytesOf(stream, Direction::Down) > 1000000;
    QVERIFY(wire::outcomeOf(stream, {large ? 1023 : 1}) == whole);
}

void TestWireParser::manyEscapesAreTwoRanges()
{
    const QByteArray text = json(42, QByteArray(100000, '"'));
    const wire::Outcome whole = wire::outcomeOf({up(upgradeHead), down(switching + frame(0x81, text))});
    const std::vector<ByteRange> &ranges = whole.records.back().ranges;
    QVERIFY(ranges.size() < 2000);
    qint64 payload = 0;
    for (const ByteRange &range : ranges)
        payload += range.part == BytePart::Payload ? range.size : 0;
    QCOMPARE(payload, 100000);
}

void TestWireParser::aRecordKnowsWhenItsBytesCrossed()
{
    const auto at = [](int ms) { return TimePoint(std::chrono::milliseconds(ms)); };
    WireParser parser;
    QVERIFY(parser.feed(Direction::Up, pollHead.first(7), at(1), at(11)).empty());
    QVERIFY(parser.feed(Direction::Up, pollHead.sliced(7, 3), at(2), at(12)).empty());
    const std::vector<WireRecord> records
        = parser.feed(Direction::Up, pollHead.sliced(10) + pollHead, at(3), at(13));
    QCOMPARE(records.size(), std::size_t{2});
    QCOMPARE(records[0].firstIn, at(1));
    QCOMPARE(records[0].lastOut, at(13));
    QCOMPARE(records[1].firstIn, at(3));
    QCOMPARE(records[1].begin, qint64{40});
}

void TestWireParser::aMovedParserGoesOn()
{
    WireParser first;
    QVERIFY(first.feed(Direction::Up, pollHead.first(7), {}, {}).empty());
    WireParser second = std::move(first);
    QCOMPARE(second.feed(Direction::Up, pollHead.sliced(7), {}, {}).size(), std::size_t{1});
    QCOMPARE(second.unfinishedBytes(Direction::Up), 0);
    QVERIFY(second.hasOpenExchange());
}

QTEST_GUILESS_MAIN(TestWireParser)
#include "tst_wire_parser.moc"
