#include "core/metrics/lane_history.h"

#include <QtTest>

using namespace std::chrono_literals;

namespace {

const TimePoint origin{1000s};

} // namespace

class TestLaneHistory : public QObject
{
    Q_OBJECT

private slots:
    void whatHappenedLandsInTheBucketOfItsTime()
    {
        LaneHistory history;
        history.reset(origin);
        history.addDelivery(origin + 250ms, 7);
        history.addDelivery(origin + 299ms, 3);
        history.addRequest(origin + 10ms);
        history.addBytes(origin + 99ms, Direction::Up, 100, 60);
        history.addBytes(origin + 100ms, Direction::Down, 50, 5);
        history.addEcho(origin + 260ms);
        const QList<HistoryBucket> buckets = history.buckets();
        QCOMPARE(buckets.size(), 3);
        QCOMPARE(buckets[0],
                 (HistoryBucket{
                     .startS = 0, .widthS = 0.1, .wireUp = 100, .requests = 1, .protocolOverhead = 60}));
        QCOMPARE(buckets[1],
                 (HistoryBucket{.startS = 0.1, .widthS = 0.1, .wireDown = 50, .protocolOverhead = 5}));
        QCOMPARE(buckets[2],
                 (HistoryBucket{.startS = 0.2,
                                .widthS = 0.1,
                                .deliveries = 2,
                                .latencyMinMs = 3,
                                .latencyMaxMs = 7,
                                .latencySumMs = 10,
                                .echoes = 1}));
    }

    void bucketsInWhichNothingHappenedAreLeftOut()
    {
        LaneHistory history;
        history.reset(origin);
        history.addRequest(origin + 50s);
        QCOMPARE(history.buckets().size(), 1);
        QCOMPARE(history.buckets().first().startS, 50.0);
    }

    void openConnectionsAreCarriedOn()
    {
        LaneHistory history;
        history.reset(origin);
        history.addOpenConnections(origin - 1s, 4);
        history.addRequest(origin);
        history.addOpenConnections(origin + 1s, 5);
        history.addOpenConnections(origin + 1001ms, 3);
        history.addRequest(origin + 2s);
        const QList<HistoryBucket> buckets = history.buckets();
        QCOMPARE(buckets.size(), 3);
        QCOMPARE(buckets[0].openConnections, 4);
        QCOMPARE(buckets[1].openConnections, 3);
        QCOMPARE(buckets[2].openConnections, 3);
        history.reset(origin + 3s);
        history.addRequest(origin + 4s);
        QCOMPARE(history.buckets().first().openConnections, 3);
    }

    void timesBeforeTheOriginAreNotKept()
    {
        LaneHistory history;
        history.reset(origin);
        history.addDelivery(origin - 1ns, 1);
        history.addBytes(origin - 1s, Direction::Up, 1, 1);
        QVERIFY(history.buckets().isEmpty());
    }

    void aLongRunDoublesTheWidthAndLosesNothing()
    {
        LaneHistory history;
        history.reset(origin);
        constexpr int seconds = 3 * 3600;
        for (int s = 0; s < seconds; ++s) {
            history.addDelivery(origin + std::chrono::seconds(s), s % 10);
            history.addBytes(origin + std::chrono::seconds(s), Direction::Down, 2, 1);
        }
        const QList<HistoryBucket> buckets = history.buckets();
        QVERIFY(buckets.size() <= static_cast<qsizetype>(LaneHistory::maxBuckets));
        QCOMPARE(buckets.first().widthS, 6.4);
        HistoryBucket sum;
        double last = -1;
        for (const HistoryBucket &bucket : buckets) {
            QVERIFY(bucket.startS > last);
            last = bucket.startS;
            sum.deliveries += bucket.deliveries;
            sum.latencySumMs += bucket.latencySumMs;
            sum.wireDown += bucket.wireDown;
            sum.protocolOverhead += bucket.protocolOverhead;
        }
        QCOMPARE(sum.deliveries, seconds);
        QCOMPARE(sum.latencySumMs, seconds * 4.5);
        QCOMPARE(sum.wireDown, 2 * seconds);
        QCOMPARE(sum.protocolOverhead, seconds);
        QCOMPARE(buckets.first().latencyMinMs, 0.0);
        QCOMPARE(buckets.first().latencyMaxMs, 6.0);
    }
};

QTEST_APPLESS_MAIN(TestLaneHistory)
#include "tst_lane_history.moc"
