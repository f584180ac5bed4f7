#include "tests/support/recorded_trace.h"
#include "ui/wire/byte_parts.h"
#include "ui/wire/size_check.h"

#include <QtTest>

#include <numeric>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;
using Verdict = SizeCheck::Verdict;

namespace {

constexpr std::array<quint8, 4> mask{0x37, 0xfa, 0x21, 0x3d};
const Message hello = RecordedTrace::message(141, "hello, class");
const QByteArray pollRequest = "GET /poll?after=140 HTTP/1.1\r\nHost: a\r\n\r\n";

TraceRecord frame(const QByteArray &bytes, Direction way = Direction::Down)
{
    RecordedTrace t;
    t.upgrade(1);
    t.send(WebSocket, way, bytes, 2, 2.04);
    return t.last(WebSocket);
}

TraceRecord pushed(const QByteArray &bytes)
{
    RecordedTrace t;
    t.stream(1);
    t.send(Sse, Direction::Down, bytes, 2, 2.04);
    return t.last(Sse);
}

TraceRecord request(const QByteArray &bytes)
{
    RecordedTrace t;
    t.open(ShortPoll, 1);
    t.send(ShortPoll, Direction::Up, bytes, 2, 2.04);
    return t.last(ShortPoll);
}

TraceRecord response(const QByteArray &bytes)
{
    RecordedTrace t;
    t.open(ShortPoll, 1);
    t.send(ShortPoll, Direction::Up, pollRequest, 2, 2.04);
    t.send(ShortPoll, Direction::Down, bytes, 2.04, 2.08);
    return t.last(ShortPoll);
}

TraceRecord streamHead()
{
    RecordedTrace t;
    t.stream(1);
    return t.trace.lane(Sse).records().at(2);
}

} // namespace

class TestSizeCheck : public QObject
{
    Q_OBJECT

private slots:
    void recordsHaveTheSizeThatTheirStandardSays_data();
    void recordsHaveTheSizeThatTheirStandardSays();
    void aTamperedRecordDiffers_data();
    void aTamperedRecordDiffers();
    void partsSumToTheSizeOfTheRecord_data() { recordsHaveTheSizeThatTheirStandardSays_data(); }
    void partsSumToTheSizeOfTheRecord();
};

void TestSizeCheck::recordsHaveTheSizeThatTheirStandardSays_data()
{
    QTest::addColumn<TraceRecord>("record");
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("source");
    const QString rfc6455 = u"RFC 6455, 5.2"_s;
    QTest::newRow("frame") << frame(webSocketFrame(1, messageJson(hello)))
                           << u"53 bytes of payload need a 2-byte header"_s << rfc6455;
    QTest::newRow("16-bit length") << frame(
        webSocketFrame(1, messageJson(RecordedTrace::message(1, QByteArray(126, 'x')))))
                                   << u"165 bytes of payload need a 4-byte header"_s << rfc6455;
    QTest::newRow("64-bit length") << frame(
        webSocketFrame(1, messageJson(RecordedTrace::message(1, QByteArray(70'000, 'x')))))
                                   << u"70,039 bytes of payload need a 10-byte header"_s << rfc6455;
    QTest::newRow("masked") << frame(maskedWebSocketFrame(1, "hello", mask), Direction::Up)
                            << u"5 bytes of payload need a 6-byte header, the mask included"_s << rfc6455;
    QTest::newRow("ping") << frame(webSocketFrame(9, {})) << u"0 bytes of payload need a 2-byte header"_s
                          << rfc6455;
    const QString sse = u"HTML, 9.2.6; RFC 9112, 7.1"_s;
    QTest::newRow("event") << pushed(RecordedTrace::chunk(sseMessage(hello)))
                           << u"Lines 8 + 60 + 1 = 69, in a chunk 2 + 2 + 69 + 2 = 75 bytes"_s << sse;
    QTest::newRow("comment") << pushed(RecordedTrace::chunk(sseComment("keep-alive")))
                             << u"Lines 13 + 1 = 14, in a chunk 1 + 2 + 14 + 2 = 19 bytes"_s << sse;
    QTest::newRow("retry") << pushed(RecordedTrace::chunk("retry: 3000\n\n"))
                           << u"Lines 12 + 1 = 13, in a chunk 1 + 2 + 13 + 2 = 18 bytes"_s << sse;
    QTest::newRow("named event") << pushed(RecordedTrace::chunk(sseEvent("missed", "{\"missed\":3}")))
                                 << u"Lines 14 + 19 + 1 = 34, in a chunk 2 + 2 + 34 + 2 = 40 bytes"_s << sse;
    QTest::newRow("two chunks") << pushed("8\r\nid: 141\n\r\n" + RecordedTrace::chunk("data: x\n\n"))
                                << u"Lines 8 + 8 + 1 = 17 bytes"_s << sse;
    QTest::newRow("end of the chunks")
        << pushed("0\r\n\r\n") << u"The last chunk is 0 CRLF CRLF: 5 bytes"_s << u"RFC 9112, 7.1"_s;
    QTest::newRow("stream head") << streamHead()
                                 << u"The head ends with an empty line, its events are records of their own"_s
                                 << u"RFC 9112, 2.1"_s;
    QTest::newRow("request") << request(pollRequest) << u"A request without Content-Length has no body"_s
                             << u"RFC 9112, 6.3"_s;
    QTest::newRow("post") << request("POST /messages HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
                          << u"Content-Length says 5, the body has 5 bytes"_s << u"RFC 9112, 6.2"_s;
    QTest::newRow("response") << response(RecordedTrace::response("{\"messages\":[],\"last\":3}"))
                              << u"Content-Length says 24, the body has 24 bytes"_s << u"RFC 9112, 6.2"_s;
    QTest::newRow("204") << response("HTTP/1.1 204 No Content\r\n\r\n") << u"204 has no body"_s
                         << u"RFC 9112, 6.3"_s;
    QTest::newRow("chunked response")
        << response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
        << u"12 bytes of body, in chunks to the one of size 0"_s << u"RFC 9112, 7.1"_s;
}

void TestSizeCheck::recordsHaveTheSizeThatTheirStandardSays()
{
    QFETCH(TraceRecord, record);
    QFETCH(QString, statement);
    QFETCH(QString, source);
    const SizeCheck check = checkSize(record);
    QCOMPARE(check.difference, QString());
    QCOMPARE(check.statement, statement);
    QCOMPARE(check.source, source);
    QCOMPARE(check.verdict, Verdict::AsTheRfcSays);
}

void TestSizeCheck::aTamperedRecordDiffers_data()
{
    QTest::addColumn<TraceRecord>("record");
    QTest::addColumn<QString>("difference");
    const auto tampered = [](TraceRecord record, const auto &change) {
        change(record.bytes);
        return record;
    };
    const TraceRecord text = frame(webSocketFrame(1, messageJson(hello)));
    QTest::newRow("frame with another length")
        << tampered(text, [](QByteArray &b) { b[1] = 54; }) << u"the header says 54 bytes"_s;
    QTest::newRow("frame cut") << tampered(text, [](QByteArray &b) { b.chop(1); })
                               << u"the header says 53 bytes"_s;
    QTest::newRow("frame whose length is not minimal")
        << tampered(text, [](QByteArray &b) { b.replace(1, 1, QByteArray("\x7e\x00\x35", 3)); })
        << u"it has 4 bytes"_s;
    QTest::newRow("no frame") << tampered(text, [](QByteArray &b) { b.truncate(1); })
                              << u"1 bytes are none"_s;
    TraceRecord unmasked = text;
    unmasked.wire.direction = Direction::Up;
    QTest::newRow("client that does not mask") << unmasked << u"a client must mask"_s;
    const TraceRecord event = pushed(RecordedTrace::chunk(sseMessage(hello)));
    QTest::newRow("another chunk size")
        << tampered(event, [](QByteArray &b) { b.replace("45\r\n", "46\r\n"); })
        << u"the chunk size says 70"_s;
    QTest::newRow("field that the event does not have")
        << tampered(event, [](QByteArray &b) { b.replace("data: ", "dada: "); })
        << u"the event and its syntax explain 6"_s;
    QTest::newRow("event without its blank line")
        << tampered(event, [](QByteArray &b) { b.replace("}\n\n", "}\n "); })
        << u"the event and its syntax explain 12"_s;
    const TraceRecord answer = response(RecordedTrace::response("{\"messages\":[],\"last\":3}"));
    QTest::newRow("body cut") << tampered(answer, [](QByteArray &b) { b.chop(2); })
                              << u"the body has 22 bytes"_s;
    QTest::newRow("length that is no number")
        << tampered(answer, [](QByteArray &b) { b.replace("Length: 24", "Length: 2x"); })
        << u"the body has 24 bytes"_s;
    QTest::newRow("204 with a body") << tampered(response("HTTP/1.1 204 No Content\r\n\r\n"),
                                                 [](QByteArray &b) { b += "x"; })
                                     << u"1 bytes follow the head"_s;
    QTest::newRow("head without its empty line")
        << tampered(request(pollRequest), [](QByteArray &b) { b.chop(1); }) << u"this one does not"_s;
    QTest::newRow("last chunk") << tampered(pushed("0\r\n\r\n"), [](QByteArray &b) { b[0] = '1'; })
                                << u"it has 5"_s;
}

void TestSizeCheck::aTamperedRecordDiffers()
{
    QFETCH(TraceRecord, record);
    QFETCH(QString, difference);
    const SizeCheck check = checkSize(record);
    QCOMPARE(check.verdict, Verdict::Differs);
    QCOMPARE(check.difference, difference);
}

void TestSizeCheck::partsSumToTheSizeOfTheRecord()
{
    QFETCH(TraceRecord, record);
    const QList<PartSum> parts = partSums(record);
    const qint64 sum = std::accumulate(parts.begin(), parts.end(), qint64{0},
                                       [](qint64 total, const PartSum &part) { return total + part.bytes; });
    QCOMPARE(sum, record.bytes.size());
    for (const PartSum &part : parts)
        QVERIFY(part.bytes > 0);
}

QTEST_APPLESS_MAIN(TestSizeCheck)

#include "tst_size_check.moc"
