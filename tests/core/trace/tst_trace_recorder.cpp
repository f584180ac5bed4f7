#include "tests/core/protocol/any_session.h"
#include "tests/core/trace/tapped_wire.h"

#include <QTest>

using namespace std::chrono_literals;
using wire::anySession;
using wire::anySizes;

namespace {

const QByteArray pollHead = "GET /poll?after=1 HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray noContent = "HTTP/1.1 204 No Content\r\n\r\n";
const QByteArray upgradeHead = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n";
const QByteArray switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

void upgrade(TappedWire &tap)
{
    tap.open();
    tap.bytes(Direction::Up, upgradeHead);
    tap.bytes(Direction::Down, switching);
}

/// Status code and reason of a Close frame's payload.
QByteArray closing(quint16 code, const QByteArray &reason)
{
    QByteArray payload;
    payload.append(static_cast<char>(code >> 8)).append(static_cast<char>(code & 0xff));
    return payload + reason;
}

/// Without times, which depend on how the bytes were split.
std::vector<TraceRecord> timeless(std::vector<TraceRecord> records)
{
    for (TraceRecord &record : records)
        record.wire.firstIn = record.wire.lastOut = {};
    return records;
}

void feed(TappedWire &tap, const wire::Stream &stream, const std::vector<qsizetype> &sizes)
{
    std::size_t feeds = 0;
    for (const wire::Piece &piece : stream)
        for (qsizetype at = 0; at < piece.bytes.size();) {
            const qsizetype size = std::min(sizes[feeds++ % sizes.size()], piece.bytes.size() - at);
            tap.bytes(piece.direction, piece.bytes.mid(at, size));
            at += size;
        }
}

/// All bytes of one direction, each record at its place; empty if a record's ranges do not tile its bytes or
/// two records overlap.
std::optional<QByteArray> together(const std::vector<TraceRecord> &records, Direction direction)
{
    std::map<qint64, QByteArray> pieces;
    for (const TraceRecord &record : records) {
        if (record.wire.direction != direction || record.bytes.isEmpty())
            continue;
        qint64 at = record.wire.begin;
        for (const ByteRange &range : record.wire.ranges) {
            if (range.begin != at || range.size <= 0)
                return std::nullopt;
            at += range.size;
        }
        if (at != record.wire.end || record.bytes.size() != record.wire.end - record.wire.begin
            || !pieces.emplace(record.wire.begin, record.bytes).second)
            return std::nullopt;
    }
    QByteArray all;
    for (const auto &[begin, bytes] : pieces) {
        if (begin != all.size())
            return std::nullopt;
        all += bytes;
    }
    return all;
}

QByteArray sent(const wire::Stream &stream, Direction direction)
{
    QByteArray all;
    for (const wire::Piece &piece : stream)
        all += piece.direction == direction ? piece.bytes : QByteArray();
    return all;
}

} // namespace

class TestTraceRecorder : public QObject
{
    Q_OBJECT

private slots:
    void joinsEachRecordWithItsBytesAndTimes();
    void numbersRecordsInTheOrderOfCompletion();
    void keepsConnectionsApart();
    void givesAControlFrameBetweenFragmentsItsOwnBytes();
    void everyByteIsInExactlyOneRecordHoweverSplit();
    void bytesLeftAtTheCloseAreUnfinished();
    void bytesLeftAtTheEndOfTheRunAreUnfinishedAndNothingFollows();
    void bytesAfterTheCloseAreUnfinished();
    void tellsHowAWebSocketClosed_data();
    void tellsHowAWebSocketClosed();
    void aPollConnectionHasNoCloseCode();
    void aWebSocketCutInTheLinkIs1006AndSaysSo();
};

void TestTraceRecorder::joinsEachRecordWithItsBytesAndTimes()
{
    TappedWire tap;
    tap.open({}, 1ms);
    tap.bytes(Direction::Up, pollHead.first(10), {}, 2ms, 22ms);
    tap.bytes(Direction::Up, pollHead.sliced(10), {}, 3ms, 23ms);
    tap.bytes(Direction::Down, noContent, {}, 24ms, 44ms);
    tap.close(Direction::Down, {}, 50ms);
    QCOMPARE(tap.records().size(), std::size_t{4});
    QCOMPARE(tap.records()[0].kind, TraceKind::Opened);
    QCOMPARE(tap.records()[0].wire.lastOut, TappedWire::moment(1ms));
    const TraceRecord &request = tap.records()[1];
    QCOMPARE(request.kind, TraceKind::Wire);
    QCOMPARE(request.wire.kind, WireRecordKind::Request);
    QCOMPARE(request.bytes, pollHead);
    QCOMPARE(request.wire.firstIn, TappedWire::moment(2ms));
    QCOMPARE(request.wire.lastOut, TappedWire::moment(23ms));
    QCOMPARE(tap.records()[2].bytes, noContent);
    QVERIFY(tap.records()[2].wire.emptyPoll);
    QCOMPARE(tap.records()[3].kind, TraceKind::Closed);
    QCOMPARE(tap.records()[3].wire.direction, Direction::Down);
    QCOMPARE(tap.records()[3].wire.firstIn, TappedWire::moment(50ms));
}

void TestTraceRecorder::numbersRecordsInTheOrderOfCompletion()
{
    TappedWire tap;
    tap.open();
    tap.bytes(Direction::Up, pollHead + pollHead);
    tap.bytes(Direction::Down, noContent + noContent);
    for (quint64 i = 0; i < tap.records().size(); ++i)
        QCOMPARE(tap.records()[i].number, i + 1);
    QCOMPARE(tap.records().size(), std::size_t{5});
}

void TestTraceRecorder::keepsConnectionsApart()
{
    TappedWire tap;
    tap.open({0, 0});
    tap.open({1, 0});
    tap.bytes(Direction::Up, pollHead.first(12), {0, 0});
    tap.bytes(Direction::Up, pollHead, {1, 0});
    tap.bytes(Direction::Up, pollHead.sliced(12), {0, 0});
    QCOMPARE(tap.records().size(), std::size_t{4});
    QCOMPARE(tap.records()[2].source, (TapSource{1, 0}));
    QCOMPARE(tap.records()[3].source, (TapSource{0, 0}));
    QCOMPARE(tap.records()[3].bytes, pollHead);
}

void TestTraceRecorder::givesAControlFrameBetweenFragmentsItsOwnBytes()
{
    TappedWire tap;
    upgrade(tap);
    QByteArray first = webSocketFrame(1, "{\"id\":1,");
    first[0] = static_cast<char>(first[0] & 0x7f);
    const QByteArray ping = webSocketFrame(9, "ping");
    const QByteArray second = webSocketFrame(0, "\"t\":2,\"data\":\"x\"}");
    tap.bytes(Direction::Down, first + ping);
    tap.bytes(Direction::Down, second);
    QCOMPARE(tap.records().size(), std::size_t{6});
    QCOMPARE(tap.records()[3].bytes, ping);
    QCOMPARE(tap.records()[4].bytes, first);
    QCOMPARE(tap.records()[5].bytes, second);
}

void TestTraceRecorder::everyByteIsInExactlyOneRecordHoweverSplit()
{
    QVERIFY(rc::check("random sessions, cut anywhere, some cut off", [] {
        wire::Session session = anySession();
        if (!session.stream.empty() && *rc::gen::arbitrary<bool>())
            session.stream.back().bytes.chop(*rc::gen::inRange<qsizetype>(0, 5));
        TappedWire whole;
        whole.open();
        feed(whole, session.stream, {1 << 30});
        whole.close(Direction::Up);
        for (const Direction direction : {Direction::Up, Direction::Down})
            RC_ASSERT(together(whole.records(), direction) == sent(session.stream, direction));
        TappedWire split;
        split.open();
        feed(split, session.stream, anySizes());
        split.close(Direction::Up);
        RC_ASSERT(timeless(split.records()) == timeless(whole.records()));
    }));
}

void TestTraceRecorder::bytesLeftAtTheCloseAreUnfinished()
{
    TappedWire tap;
    tap.open();
    tap.bytes(Direction::Up, pollHead + "GET /po", {}, 1ms, 2ms);
    tap.close(Direction::Up, {}, 9ms);
    QCOMPARE(tap.records().size(), std::size_t{4});
    const TraceRecord &rest = tap.records()[2];
    QCOMPARE(rest.kind, TraceKind::Unfinished);
    QCOMPARE(rest.bytes, QByteArray("GET /po"));
    QCOMPARE(rest.wire.begin, pollHead.size());
    QCOMPARE(rest.wire.lastOut, TappedWire::moment(2ms));
}

void TestTraceRecorder::bytesLeftAtTheEndOfTheRunAreUnfinishedAndNothingFollows()
{
    TappedWire tap;
    tap.open();
    tap.bytes(Direction::Up, "GET /po");
    tap.finish();
    tap.bytes(Direction::Up, "ll HTTP/1.1\r\nHost: a\r\n\r\n");
    tap.close(Direction::Up);
    QCOMPARE(tap.records().size(), std::size_t{2});
    QCOMPARE(tap.records()[1].kind, TraceKind::Unfinished);
    QCOMPARE(tap.records()[1].bytes, QByteArray("GET /po"));
}

void TestTraceRecorder::bytesAfterTheCloseAreUnfinished()
{
    TappedWire tap;
    tap.open();
    tap.close(Direction::Up);
    tap.bytes(Direction::Down, "late");
    QCOMPARE(tap.records().back().kind, TraceKind::Unfinished);
    QCOMPARE(tap.records().back().bytes, QByteArray("late"));
}

void TestTraceRecorder::tellsHowAWebSocketClosed_data()
{
    QTest::addColumn<QByteArray>("fromClient");
    QTest::addColumn<QByteArray>("fromServer");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("reason");

    constexpr std::array<quint8, 4> mask{7, 8, 9, 250};
    const QByteArray none;
    QTest::newRow("no Close frame: 1006") << none << none << 1006 << none;
    QTest::newRow("by the server, with a reason")
        << none << webSocketFrame(8, closing(1001, "going away")) << 1001 << QByteArray("going away");
    QTest::newRow("by the client, masked")
        << maskedWebSocketFrame(8, closing(1000, "bye"), mask) << none << 1000 << QByteArray("bye");
    QTest::newRow("the first of two counts") << maskedWebSocketFrame(8, closing(4000, {}), mask)
                                             << webSocketFrame(8, closing(1000, {})) << 4000 << none;
    QTest::newRow("without a status: 1005") << none << webSocketFrame(8, {}) << 1005 << none;
    QTest::newRow("half a Close frame is none")
        << none << webSocketFrame(8, closing(1001, {})).first(3) << 1006 << none;
}

void TestTraceRecorder::tellsHowAWebSocketClosed()
{
    QFETCH(QByteArray, fromClient);
    QFETCH(QByteArray, fromServer);
    QFETCH(int, code);
    QFETCH(QByteArray, reason);

    TappedWire tap;
    upgrade(tap);
    tap.bytes(Direction::Up, fromClient);
    tap.bytes(Direction::Down, fromServer);
    tap.close(Direction::Down);
    const TraceRecord &closed = tap.records().back();
    QCOMPARE(closed.kind, TraceKind::Closed);
    QCOMPARE(closed.closeCode, code);
    QCOMPARE(closed.closeReason, reason);
}

void TestTraceRecorder::aPollConnectionHasNoCloseCode()
{
    TappedWire tap;
    tap.open();
    tap.bytes(Direction::Up, pollHead);
    tap.bytes(Direction::Down, noContent);
    tap.close(Direction::Up);
    QCOMPARE(tap.records().back().closeCode, 0);
}

void TestTraceRecorder::aWebSocketCutInTheLinkIs1006AndSaysSo()
{
    TappedWire tap;
    upgrade(tap);
    tap.close(Direction::Down, {}, {}, CloseCause::Cut);
    QCOMPARE(tap.records().back().closeCode, 1006);
    QCOMPARE(tap.records().back().closeCause, CloseCause::Cut);
}

QTEST_GUILESS_MAIN(TestTraceRecorder)
#include "tst_trace_recorder.moc"
