#include "core/trace/trace_log.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

TimePoint at(Duration d)
{
    return TimePoint{std::chrono::seconds(100)} + d;
}

struct Times
{
    Duration in{};
    Duration out{};
};

TraceRecord record(quint64 number, WireRecordKind kind, Direction direction, Times times, qsizetype size = 10)
{
    TraceRecord r;
    r.number = number;
    r.wire.kind = kind;
    r.wire.direction = direction;
    r.wire.firstIn = at(times.in);
    r.wire.lastOut = at(times.out);
    r.wire.end = size;
    r.bytes = QByteArray(size, 'x');
    return r;
}

TraceRecord frame(quint64 number, Duration moment = {}, qsizetype size = 10)
{
    return record(number, WireRecordKind::Frame, Direction::Down, {moment, moment}, size);
}

TraceRecord request(quint64 number, int exchange, Times times = {})
{
    TraceRecord r = record(number, WireRecordKind::Request, Direction::Up, times);
    r.wire.exchange = exchange;
    return r;
}

TraceRecord response(quint64 number, int exchange, Times times = {}, int code = 200)
{
    TraceRecord r = record(number, WireRecordKind::Response, Direction::Down, times);
    r.wire.exchange = exchange;
    r.wire.code = code;
    r.wire.emptyPoll = code == 204;
    return r;
}

TraceRecord bare(quint64 number, TraceKind kind, Duration moment = {})
{
    TraceRecord r;
    r.number = number;
    r.kind = kind;
    r.wire.firstIn = r.wire.lastOut = at(moment);
    return r;
}

std::vector<quint64> numbers(const std::vector<TraceRecord> &records)
{
    std::vector<quint64> all;
    for (const TraceRecord &r : records)
        all.push_back(r.number);
    return all;
}

} // namespace

class TestTraceLog : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheNewestByCountAndCountsTheDropped();
    void keepsTheNewestByMemory();
    void keepsOneRecordHoweverLarge();
    void pairsRequestAndResponse();
    void anInterimResponseDoesNotEndAnExchange();
    void aHoldLastsFromTheRequestsLastByteToTheResponsesFirst();
    void aCloseEndsWhatIsHeld();
    void aHoldIsForgottenWithItsRecords();
    void findsTheRecordsAroundATime();
    void whatIsRecordedLateHidesNothingAround();
    void findsWhoBroughtAMessageToAClient();
    void aCaptureBeginsWithTheOpeningOfEachConnection();
    void theOpeningGoesWithTheConnection();
    void takesOverWhatCameWhileFrozen();
    void aTraceTakesBatches();
};

void TestTraceLog::keepsTheNewestByCountAndCountsTheDropped()
{
    TraceLog log(3);
    for (quint64 i = 1; i <= 5; ++i)
        log.append(frame(i));
    QCOMPARE(log.records().size(), std::size_t{3});
    QCOMPARE(log.records().front().number, quint64{3});
    QCOMPARE(log.dropped(), qint64{2});
    QCOMPARE(log.memory(), 3 * memoryOf(frame(3)));
    log.noteDropped(4);
    QCOMPARE(log.dropped(), qint64{6});
    QVERIFY(!log.find(2));
    QCOMPARE(log.find(4)->number, quint64{4});
}

void TestTraceLog::keepsTheNewestByMemory()
{
    TraceLog log(100, memoryOf(frame(1)) * 5 / 2);
    for (quint64 i = 1; i <= 4; ++i)
        log.append(frame(i));
    QCOMPARE(log.records().size(), std::size_t{2});
    TraceRecord poll = frame(5);
    poll.wire.ranges.resize(1000);
    log.append(poll);
    QCOMPARE(log.records().size(), std::size_t{1});
}

void TestTraceLog::keepsOneRecordHoweverLarge()
{
    TraceLog log(100, 25);
    log.append(frame(1));
    log.append(frame(2, {}, 1000));
    QCOMPARE(log.records().size(), std::size_t{1});
    QCOMPARE(log.records().front().number, quint64{2});
}

void TestTraceLog::pairsRequestAndResponse()
{
    TraceLog log;
    log.append(request(1, 0));
    log.append(request(2, 1));
    log.append(response(3, 0, {}, 204));
    log.append(response(4, 1));
    QCOMPARE(log.find(1)->partner, quint64{3});
    QCOMPARE(log.find(3)->partner, quint64{1});
    QVERIFY(log.find(1)->wire.emptyPoll);
    QCOMPARE(log.find(2)->partner, quint64{4});
    QVERIFY(!log.find(2)->wire.emptyPoll);
    QVERIFY(log.openHolds().empty());
}

void TestTraceLog::anInterimResponseDoesNotEndAnExchange()
{
    TraceLog log;
    log.append(request(1, 0));
    log.append(response(2, 0, {}, 100));
    QCOMPARE(log.find(1)->partner, quint64{0});
    log.append(response(3, 0));
    QCOMPARE(log.find(1)->partner, quint64{3});
}

void TestTraceLog::aHoldLastsFromTheRequestsLastByteToTheResponsesFirst()
{
    TraceLog log;
    log.append(request(1, 0, {1ms, 21ms}));
    QCOMPARE(log.openHolds().size(), std::size_t{1});
    QCOMPARE(log.openHolds().front().from, at(21ms));
    QVERIFY(!log.openHolds().front().to);
    log.append(response(2, 0, {500ms, 520ms}));
    QCOMPARE(log.holds().size(), std::size_t{1});
    QCOMPARE(log.holds().front().from, at(21ms));
    QCOMPARE(log.holds().front().to, std::optional(at(500ms)));
}

void TestTraceLog::aCloseEndsWhatIsHeld()
{
    TraceLog log;
    log.append(request(1, 0, {0ms, 10ms}));
    log.append(bare(2, TraceKind::Closed, 70ms));
    QVERIFY(log.openHolds().empty());
    QCOMPARE(log.holds().back().to, std::optional(at(70ms)));
    QCOMPARE(log.holds().back().response, quint64{0});
}

void TestTraceLog::aHoldIsForgottenWithItsRecords()
{
    TraceLog log(2);
    log.append(request(1, 0));
    log.append(response(2, 0));
    log.append(frame(3));
    QCOMPARE(log.holds().size(), std::size_t{1}); // its response is still kept
    log.append(frame(4));
    QVERIFY(log.holds().empty());
}

void TestTraceLog::findsTheRecordsAroundATime()
{
    TraceLog log;
    for (quint64 i = 1; i <= 100; ++i) {
        const Duration in = 10ms * static_cast<int>(i);
        log.append(record(i, WireRecordKind::Frame, Direction::Down, {in, in + 15ms}));
    }
    const auto [first, last] = log.around(at(500ms), at(600ms));
    for (std::size_t i = 0; i < log.records().size(); ++i) {
        const WireRecord &wire = log.records()[i].wire;
        if (wire.lastOut >= at(500ms) && wire.firstIn <= at(600ms))
            QVERIFY(i >= first && i < last);
    }
    QVERIFY(last - first < 20);
    QCOMPARE(log.around(at(10s), at(11s)).first, std::size_t{100});
}

// What a connection left behind is recorded when it closes, long after its bytes crossed.
void TestTraceLog::whatIsRecordedLateHidesNothingAround()
{
    TraceLog log;
    for (quint64 i = 1; i <= 400; ++i)
        log.append(i % 7 == 0 ? bare(i, TraceKind::Unfinished, 1ms) : frame(i, i * 10ms));
    for (quint64 i = 1; i <= 400; ++i) {
        const Duration moment = i % 7 == 0 ? Duration(1ms) : Duration(i * 10ms);
        const auto [first, last] = log.around(at(moment), at(moment));
        QVERIFY2(first < i && i <= last, qPrintable(QString::number(i)));
    }
}

void TestTraceLog::findsWhoBroughtAMessageToAClient()
{
    TraceLog log;
    TraceRecord taken = response(0, 0, {}, 201); // answers the POST that sent it
    taken.wire.published = true;
    taken.wire.messages = {MessageId{7}};
    log.append(taken);
    for (quint64 i = 1; i <= 4; ++i) {
        TraceRecord r = frame(i);
        r.source.client = static_cast<int>(i % 2);
        r.wire.messages = {MessageId{7}};
        log.append(r);
    }
    QCOMPARE(log.carrierOf(MessageId{7}, 0)->number, quint64{2});
    QCOMPARE(log.carrierOf(MessageId{7}, 1)->number, quint64{1});
    QVERIFY(!log.carrierOf(MessageId{8}, 0));
}

void TestTraceLog::aCaptureBeginsWithTheOpeningOfEachConnection()
{
    TraceLog log(2);
    log.append(bare(1, TraceKind::Opened));
    log.append(request(2, 0));
    log.append(response(3, 0, {}, 101));
    for (quint64 i = 4; i <= 9; ++i)
        log.append(frame(i));
    QCOMPARE(numbers(log.forCapture()), (std::vector<quint64>{1, 2, 3, 8, 9}));
    QCOMPARE(log.dropped(), qint64{7});
}

void TestTraceLog::theOpeningGoesWithTheConnection()
{
    TraceLog log(2);
    log.append(bare(1, TraceKind::Opened));
    log.append(bare(2, TraceKind::Closed));
    TraceRecord other = frame(3);
    other.source.connection = 1;
    log.append(other);
    QCOMPARE(numbers(log.forCapture()), (std::vector<quint64>{1, 2, 3}));
    other.number = 4;
    log.append(other);
    QCOMPARE(numbers(log.forCapture()), (std::vector<quint64>{3, 4}));
}

void TestTraceLog::takesOverWhatCameWhileFrozen()
{
    TraceLog shown(3);
    TraceLog meanwhile(3);
    shown.append(request(1, 0, {0ms, 5ms}));
    for (quint64 i = 2; i <= 5; ++i)
        meanwhile.append(i == 5 ? response(5, 0, {80ms, 85ms}) : frame(i));
    shown.takeOver(meanwhile);
    QCOMPARE(shown.dropped(), qint64{2});
    QCOMPARE(shown.records().back().partner, quint64{1});
    QCOMPARE(shown.holds().back().to, std::optional(at(80ms)));
    QVERIFY(meanwhile.records().empty());
    QCOMPARE(meanwhile.dropped(), qint64{0});
}

void TestTraceLog::aTraceTakesBatches()
{
    Trace trace;
    TraceBatch batch;
    batch.runStart = at(0ms);
    batch.lanes[2] = {frame(4, 1500ms), frame(5, 1600ms)};
    batch.dropped[2] = 3;
    trace.take(batch);
    const TraceLog &log = trace.lanes[2];
    QCOMPARE(log.records().size(), std::size_t{2});
    QCOMPARE(log.dropped(), qint64{3});
    QCOMPARE(trace.seconds(log.records().front().wire.firstIn), 1.5);
    QCOMPARE(trace.at(1.5), at(1500ms));
}

QTEST_GUILESS_MAIN(TestTraceLog)
#include "tst_trace_log.moc"
