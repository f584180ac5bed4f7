#include "tests/ui/wire/any_trace.h"
#include "ui/wire/sequence_walk.h"

#include <QTest>

using enum TransportKind;

namespace {

const QList<TransportKind> allLanes{allTransportKinds.begin(), allTransportKinds.end()};

/// All records by walking from the one end to the other.
QList<RecordRef> walk(const Trace &trace, const QList<TransportKind> &lanes, bool forward, int client = 0)
{
    QList<RecordRef> all;
    Selection selection;
    selection.client = client;
    const std::pair range = forward ? std::pair(-1e3, 0.0) : std::pair(0.0, 1e6);
    while (const auto next = sequence_walk::next(trace, lanes, selection, forward, range)) {
        all.append(*next);
        selection.record = next;
    }
    return all;
}

/// Nanoseconds round.
bool near(double a, double b)
{
    return std::abs(a - b) < 1e-8;
}

TimePoint inOf(const Trace &trace, const RecordRef &record)
{
    return trace.lane(record.lane).find(record.number)->wire.firstIn;
}

} // namespace

class TestSequenceWalk : public QObject
{
    Q_OBJECT

private slots:
    void everyRecordIsVisitedOnceInTheOrderOfTime();
    void backwardsIsForwardsReversed();
    void oneLargeLaneIsWalkedAlone();
    void beginsAtTheViewWhenNothingIsSelected();
    void cursorsSnapToBothEndsOfARecord();
    void cursorsDoNotSnapFarOrToOtherClients();
    void selectingARecordSelectsItsFirstMessage();
};

void TestSequenceWalk::everyRecordIsVisitedOnceInTheOrderOfTime()
{
    const SampleTrace sample = sampleRush();
    const QList<RecordRef> all = walk(sample.trace, allLanes, true);
    std::size_t records = 0;
    for (const TraceLog &log : sample.trace.lanes)
        records += log.records().size();
    QCOMPARE(static_cast<std::size_t>(all.size()), records);
    for (qsizetype i = 1; i < all.size(); ++i) {
        QVERIFY(inOf(sample.trace, all[i]) >= inOf(sample.trace, all[i - 1]));
        QVERIFY(!all.first(i).contains(all[i]));
    }
}

void TestSequenceWalk::backwardsIsForwardsReversed()
{
    QVERIFY(rc::check("there and back", [] {
        const AnyTrace any = anyTrace();
        const int client = *rc::gen::inRange(0, 3);
        const QList<RecordRef> forwards = walk(any.sample.trace, allLanes, true, client);
        QList<RecordRef> backwards = walk(any.sample.trace, allLanes, false, client);
        std::ranges::reverse(backwards);
        RC_ASSERT(forwards == backwards);
        RC_ASSERT(forwards.size()
                  == std::ranges::count_if(any.log().records(), [&](const TraceRecord &record) {
                         return record.source.client == client;
                     }));
    }));
}

void TestSequenceWalk::oneLargeLaneIsWalkedAlone()
{
    const SampleTrace sample = sampleRush();
    const QList<RecordRef> all = walk(sample.trace, {LongPoll}, true);
    QCOMPARE(static_cast<std::size_t>(all.size()), sample.trace.lane(LongPoll).records().size());
    for (const RecordRef &record : all)
        QCOMPARE(record.lane, LongPoll);
}

void TestSequenceWalk::beginsAtTheViewWhenNothingIsSelected()
{
    const SampleTrace sample = sampleRush();
    const auto first = sequence_walk::next(sample.trace, allLanes, {}, true, {30.2, 31.0});
    QVERIFY(first);
    QVERIFY(near(sample.trace.seconds(inOf(sample.trace, *first)), 30.41));
    const auto last = sequence_walk::next(sample.trace, allLanes, {}, false, {30.2, 30.85});
    QVERIFY(last);
    QVERIFY(near(sample.trace.seconds(inOf(sample.trace, *last)), 30.451));
}

void TestSequenceWalk::cursorsSnapToBothEndsOfARecord()
{
    const SampleTrace sample = sampleRush();
    QVERIFY(near(sequence_walk::snapped(sample.trace, allLanes, 0, 30.897, 0.01), 30.9));
    QVERIFY(near(sequence_walk::snapped(sample.trace, {Sse}, 0, 30.943, 0.01), 30.94));
    QVERIFY(near(sequence_walk::snapped(sample.trace, {ShortPoll}, 0, 29.415, 0.01), 29.41));
}

void TestSequenceWalk::cursorsDoNotSnapFarOrToOtherClients()
{
    const SampleTrace sample = sampleRush();
    QVERIFY(near(sequence_walk::snapped(sample.trace, allLanes, 0, 29.7, 0.05), 29.7));
    QVERIFY(near(sequence_walk::snapped(sample.trace, allLanes, 1, 30.897, 0.01), 30.897));
    QVERIFY(near(sequence_walk::snapped(sample.trace, {LongPoll}, 0, 31.198, 0.01), 31.198));
}

void TestSequenceWalk::selectingARecordSelectsItsFirstMessage()
{
    const SampleTrace sample = sampleRush();
    Selection before;
    before.cursorA = 3;
    before.message = 99;
    const quint64 response = sample.trace.lane(ShortPoll).records()[3].number;
    Selection after = sequence_walk::select(before, {ShortPoll, response}, sample.trace);
    QCOMPARE(after.message, std::optional<quint64>(121));
    QCOMPARE(after.cursorA, before.cursorA);
    after = sequence_walk::select(after, {ShortPoll, 1}, sample.trace);
    QVERIFY(!after.message);
}

QTEST_MAIN(TestSequenceWalk)
#include "tst_sequence_walk.moc"
