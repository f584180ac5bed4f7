#include "ui/wire/record_words.h"

#include <QtTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

TraceRecord wireRecord(WireRecordKind kind, const QByteArray &summary, int code = 0,
                       const std::vector<MessageId> &messages = {})
{
    TraceRecord record;
    record.wire.kind = kind;
    record.wire.summary = summary;
    record.wire.code = code;
    record.wire.messages = messages;
    record.wire.direction = kind == WireRecordKind::Request ? Direction::Up : Direction::Down;
    return record;
}

TraceRecord emptyPoll()
{
    TraceRecord record = wireRecord(WireRecordKind::Response, "204", 204);
    record.wire.emptyPoll = true;
    return record;
}

TraceRecord closed(Direction by, int code, CloseCause cause = CloseCause::Peer)
{
    TraceRecord record;
    record.kind = TraceKind::Closed;
    record.wire.direction = by;
    record.closeCode = code;
    record.closeCause = cause;
    return record;
}

TraceRecord opened()
{
    TraceRecord record;
    record.kind = TraceKind::Opened;
    return record;
}

} // namespace

class TestRecordWords : public QObject
{
    Q_OBJECT

private slots:
    void everyRecordHasAName_data();
    void everyRecordHasAName();
    void timesCountFromTheStartOfTheRun();
};

void TestRecordWords::everyRecordHasAName_data()
{
    using enum WireRecordKind;
    QTest::addColumn<TraceRecord>("record");
    QTest::addColumn<QString>("name");
    const auto ids = [](std::initializer_list<quint64> numbers) {
        std::vector<MessageId> all;
        for (const quint64 n : numbers)
            all.push_back(MessageId{n});
        return all;
    };
    QTest::newRow("request") << wireRecord(Request, "GET /poll?after=3") << u"Request GET /poll?after=3"_s;
    QTest::newRow("response") << wireRecord(Response, "200", 200, ids({141}))
                              << u"Response 200, message 141"_s;
    QTest::newRow("batch") << wireRecord(Response, "200", 200, ids({4, 5, 6}))
                           << u"Response 200, messages 4 to 6"_s;
    QTest::newRow("batch with holes")
        << wireRecord(Response, "200", 200, ids({4, 6})) << u"Response 200, 2 messages, 4 to 6"_s;
    QTest::newRow("empty poll") << emptyPoll() << u"Response 204, no message"_s;
    QTest::newRow("event") << wireRecord(SseEvent, "message", 0, ids({7})) << u"SSE event, message 7"_s;
    QTest::newRow("missed") << wireRecord(SseEvent, "missed") << u"SSE event of type missed"_s;
    QTest::newRow("comment") << wireRecord(SseComment, "comment") << u"SSE comment"_s;
    QTest::newRow("frame") << wireRecord(Frame, "text", 1, ids({141})) << u"WebSocket frame, message 141"_s;
    TraceRecord echo = wireRecord(Frame, "text", 1);
    echo.wire.echo = true;
    QTest::newRow("echo") << echo << u"WebSocket frame, an echo"_s;
    echo.wire.direction = Direction::Up;
    QTest::newRow("to be echoed") << echo << u"WebSocket frame, to be echoed"_s;
    QTest::newRow("ping") << wireRecord(Frame, "ping", 9) << u"WebSocket ping frame"_s;
    QTest::newRow("close frame") << wireRecord(Frame, "close 1001", 8)
                                 << u"WebSocket close frame, code 1001 (going away)"_s;
    QTest::newRow("opened") << opened() << u"TCP connection opened by the client"_s;
    QTest::newRow("closed") << closed(Direction::Down, 0) << u"TCP connection closed by the server"_s;
    QTest::newRow("closed without a Close frame")
        << closed(Direction::Up, 1006) << u"TCP connection closed by the client, WebSocket code 1006"_s;
    QTest::newRow("cut") << closed(Direction::Down, 1006, CloseCause::Cut)
                         << u"TCP connection cut in the link, WebSocket code 1006"_s;
    QTest::newRow("vanished") << closed(Direction::Up, 0, CloseCause::Vanished)
                              << u"TCP connection vanished in the link"_s;
    QTest::newRow("middlebox") << closed(Direction::Down, 0, CloseCause::Middlebox)
                               << u"TCP connection closed by the middlebox"_s;
}

void TestRecordWords::everyRecordHasAName()
{
    QFETCH(TraceRecord, record);
    QFETCH(QString, name);
    QCOMPARE(recordName(record), name);
}

void TestRecordWords::timesCountFromTheStartOfTheRun()
{
    Trace trace;
    trace.runStart = TimePoint{100s};
    TraceRecord record = wireRecord(WireRecordKind::Frame, "text", 1, {MessageId{141}});
    record.wire.firstIn = TimePoint{130'900ms};
    record.wire.lastOut = TimePoint{130'940ms};
    record.bytes = QByteArray(55, 'x');
    QCOMPARE(recordTimes(record, trace), u"server to client, 30.900 to 30.940 s"_s);
    QCOMPARE(recordSentence(record, trace),
             u"WebSocket frame, message 141: server to client, 30.900 to 30.940 s, 55 bytes"_s);
    TraceRecord connect = opened();
    connect.wire.firstIn = TimePoint{101s};
    QCOMPARE(recordTimes(connect, trace), u"at 1.000 s"_s);
}

QTEST_APPLESS_MAIN(TestRecordWords)

#include "tst_record_words.moc"
