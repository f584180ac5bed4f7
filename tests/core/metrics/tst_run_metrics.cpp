#include "core/metrics/lane_metrics.h"
#include "core/metrics/run_metrics.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

const TimePoint runStart{1000s};
constexpr std::array<qint64, transportCount> fromTheFirst{};

MessageNotice notice(quint64 id, TimePoint due)
{
    return {MessageId{id}, due, 64};
}

MeasuredDelivery delivery(quint64 id, TimePoint due, Duration latency, const QString &text = {})
{
    return {MessageId{id}, due, due + latency, 64, text};
}

TapEvent opened(TimePoint at)
{
    return {TapEvent::Kind::Opened, {0, 0}, Direction::Up, at, at, {}};
}

/// One SSE client that has seen nothing.
struct Fixture
{
    RunMetrics metrics;

    Fixture()
    {
        metrics.setRunStart(runStart);
        metrics.startLane(Sse, 1, MessageId{0}, runStart);
    }
    void publishAndDeliver(quint64 id, Duration due, Duration latency)
    {
        metrics.published({notice(id, runStart + due)});
        std::ignore = metrics.delivered(Sse, 0, delivery(id, runStart + due, latency));
    }
    [[nodiscard]] LaneSnapshot sse(Duration at, qint64 since = 0) const
    {
        std::array<qint64, transportCount> asked{};
        asked[indexOf(Sse)] = since;
        return metrics.snapshot(runStart + at, asked).lane(Sse);
    }
};

} // namespace

class TestRunMetrics : public QObject
{
    Q_OBJECT

private slots:
    void aDeliveryIsMeasuredFromItsDueTime()
    {
        Fixture f;
        f.metrics.published({notice(1, runStart + 1s)});
        const auto row = f.metrics.delivered(Sse, 0, delivery(1, runStart + 1s, 25ms, u"hello"_s));
        QCOMPARE(row, (DeliveryRow{1.0, Sse, 0, 1, 25.0, 64, false}));
        const LaneSnapshot lane = f.sse(2s);
        QCOMPARE(lane.messages, (MessageCounts{1, 1, 1, 0, 0, 0, 0}));
        QCOMPARE(lane.latency.count, 1);
        QCOMPARE(*lane.latency.meanMs, 25.0);
        QCOMPARE(lane.newest, (NewestMessage{1, u"hello"_s}));
        QCOMPARE(lane.newDeliveries, (QList<DeliveryPoint>{{1.0, 25.0, 1, 0, 64}}));
        QCOMPARE(lane.history.size(), 1);
        QCOMPARE(lane.history.first().startS, 1.0);
        QVERIFY(lane.pending.isEmpty());
        QCOMPARE(lane.behind, 0);
    }

    void aDuplicateIsARowButNoSample()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 25ms);
        const auto row = f.metrics.delivered(Sse, 0, delivery(1, runStart + 1s, 35ms));
        QVERIFY(row && row->duplicate);
        const LaneSnapshot lane = f.sse(2s);
        QCOMPARE(lane.messages.duplicated, 1);
        QCOMPARE(lane.latency.count, 1);
        QCOMPARE(lane.newDeliveries.size(), 1);
        QCOMPARE(lane.duplicated, (QList<DuplicatedId>{{0, 1, 1}}));
    }

    void lostAndDuplicatedIdsAreNamedUntilALateOneComes()
    {
        Fixture f;
        for (quint64 id = 1; id <= 6; ++id)
            f.metrics.published({notice(id, runStart + 1s)});
        const auto deliver = [&](quint64 id) {
            std::ignore = f.metrics.delivered(Sse, 0, delivery(id, runStart + 1s, 25ms));
        };
        for (const quint64 id : {1U, 5U, 5U, 5U, 1U})
            deliver(id);
        QCOMPARE(f.sse(2s).lost, (QList<LostIds>{{0, 2, 4}}));
        QCOMPARE(f.sse(2s).duplicated, (QList<DuplicatedId>{{0, 5, 2}, {0, 1, 1}}));
        deliver(3);
        QCOMPARE(f.sse(2s).lost, (QList<LostIds>{{0, 2, 2}, {0, 4, 4}}));
        f.metrics.finish(runStart + 3s);
        QCOMPARE(f.sse(3s).lost, (QList<LostIds>{{0, 2, 2}, {0, 4, 4}, {0, 6, 6}}));
    }

    void onlySoManyDuplicatesAreNamedTheNewestOnes()
    {
        Fixture f;
        const quint64 count = LaneMetrics::maxDuplicatedIds + 3;
        for (quint64 id = 1; id <= count; ++id) {
            f.publishAndDeliver(id, 1s, 25ms);
            std::ignore = f.metrics.delivered(Sse, 0, delivery(id, runStart + 1s, 30ms));
        }
        const LaneSnapshot lane = f.sse(2s);
        QCOMPARE(lane.duplicated.size(), static_cast<qsizetype>(LaneMetrics::maxDuplicatedIds));
        QCOMPARE(lane.duplicated.first().id, 4U);
        QCOMPARE(lane.duplicated.last().id, count);
    }

    void aMessageBelongsToTheRegimeInWhichItWasDue()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 25ms);
        f.metrics.published({notice(2, runStart + 2s)});
        f.metrics.restartStatistics(runStart + 3s, u"delay 0 -> 20 ms"_s);
        QVERIFY(!f.metrics.delivered(Sse, 0, delivery(2, runStart + 2s, 1500ms)));
        f.publishAndDeliver(3, 4s, 45ms);
        const LaneSnapshot lane = f.sse(5s);
        QCOMPARE(lane.messages, (MessageCounts{1, 1, 1, 0, 0, 0, 0}));
        QCOMPARE(*lane.latency.maxMs, 45.0);
        QCOMPARE(lane.before->latency.count, 1);
        QCOMPARE(*lane.before->latency.meanMs, 25.0);
        QCOMPARE(lane.regimeStartS, 3.0);
        // The chart goes on over the change and shows the late one, too.
        QCOMPARE(lane.newDeliveries.size(), 3);
        QCOMPARE(lane.history.size(), 3);
        const RunSnapshot run = f.metrics.snapshot(runStart + 5s, fromTheFirst);
        QCOMPARE(run.marks, (QList<ChangeMark>{{3.0, u"delay 0 -> 20 ms"_s}}));
        QCOMPARE(run.regime, 1);
        QCOMPARE(run.regimeStartS, 3.0);
        QCOMPARE(run.published, 3);
        QCOMPARE(run.lastId, 3U);
        QCOMPARE(run.elapsedS, 5.0);
    }

    void aRegimeThatBeganALittleAgoTakesWhatWasDueSince()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 5ms);
        f.publishAndDeliver(2, 1100ms, 7ms);
        f.metrics.published({notice(3, runStart + 1110ms)});
        f.metrics.restartStatistics(runStart + 1050ms, QString());
        const LaneSnapshot lane = f.sse(2s);
        QCOMPARE(lane.messages, (MessageCounts{2, 2, 1, 0, 1, 0, 0}));
        QCOMPARE(lane.latency.count, 1);
        QCOMPARE(*lane.latency.meanMs, 7.0);
    }

    void aRestartWithoutAChangeHasNoMarkAndNoBefore()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 5ms);
        f.metrics.restartStatistics(runStart + 2s, QString());
        QVERIFY(!f.sse(3s).before);
        QVERIFY(f.metrics.snapshot(runStart + 3s, fromTheFirst).marks.isEmpty());
    }

    void aRegimeWithoutDeliveriesDoesNotReplaceTheOneBefore()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 5ms);
        f.metrics.restartStatistics(runStart + 2s, u"a"_s);
        f.metrics.restartStatistics(runStart + 3s, u"b"_s);
        QCOMPARE(f.sse(4s).before->latency.count, 1);
    }

    void startingALaneRestartsThatLaneOnly()
    {
        Fixture f;
        f.metrics.startLane(LongPoll, 1, MessageId{0}, runStart);
        f.publishAndDeliver(1, 1s, 5ms);
        std::ignore = f.metrics.delivered(LongPoll, 0, delivery(1, runStart + 1s, 6ms));
        f.metrics.stopLane(Sse, runStart + 2s);
        QCOMPARE(f.sse(3s).clients, 0);
        QCOMPARE(f.sse(3s).latency.count, 1);
        f.metrics.startLane(Sse, 2, f.metrics.lastId(), runStart + 4s);
        const RunSnapshot run = f.metrics.snapshot(runStart + 5s, fromTheFirst);
        QCOMPARE(run.lane(Sse).clients, 2);
        QCOMPARE(run.lane(Sse).messages, MessageCounts());
        QVERIFY(run.lane(Sse).history.isEmpty());
        QVERIFY(run.lane(Sse).newDeliveries.isEmpty());
        QCOMPARE(run.lane(Sse).droppedDeliveries, 0);
        QCOMPARE(run.lane(Sse).nextDelivery, 1);
        QCOMPARE(run.lane(Sse).regimeStartS, 4.0);
        QCOMPARE(run.lane(LongPoll).latency.count, 1);
        QCOMPARE(run.lane(LongPoll).regimeStartS, 0.0);
    }

    void deliveriesAreHandedOutOnce()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 5ms);
        f.publishAndDeliver(2, 2s, 5ms);
        const qint64 next = f.sse(3s).nextDelivery;
        QCOMPARE(next, 2);
        QVERIFY(f.sse(3s, next).newDeliveries.isEmpty());
        f.publishAndDeliver(3, 3s, 6ms);
        QCOMPARE(f.sse(4s, next).newDeliveries, (QList<DeliveryPoint>{{3.0, 6.0, 3, 0, 64}}));
    }

    void whatIsUnderWayIsShownWithItsAge()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 5ms);
        f.metrics.published({notice(2, runStart + 2s), notice(3, runStart + 3s)});
        LaneSnapshot lane = f.sse(4s);
        QCOMPARE(lane.behind, 2);
        QCOMPARE(lane.pending, (QList<DeliveryPoint>{{2.0, 2000.0, 2, 0}, {3.0, 1000.0, 3, 0}}));
        QVERIFY(!f.metrics.caughtUp());
        for (quint64 id = 4; id <= 1000; ++id)
            f.metrics.published({notice(id, runStart + 3s)});
        lane = f.sse(4s);
        QCOMPARE(lane.behind, 999);
        QCOMPARE(lane.pending.size(), LaneMetrics::maxPendingPoints);
        QCOMPARE(lane.pending.last().id, 1000U);
    }

    void whatIsPendingAtTheEndIsLost()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 5ms);
        f.metrics.published({notice(2, runStart + 2s)});
        f.metrics.finish(runStart + 10s);
        QVERIFY(f.metrics.caughtUp());
        QCOMPARE(f.sse(60s).messages, (MessageCounts{2, 2, 1, 1, 0, 0, 0}));
        QCOMPARE(f.metrics.snapshot(runStart + 60s, fromTheFirst).elapsedS, 10.0);
    }

    void requestsPerSecondNeedsAMomentAndStopsWithTheRun()
    {
        Fixture f;
        QVERIFY(!f.sse(499ms).requestsPerSecond);
        QCOMPARE(*f.sse(500ms).requestsPerSecond, 0.0);
        f.metrics.tapped(Sse, {opened(runStart)});
        QCOMPARE(f.sse(1s).openConnections, 1);
        QCOMPARE(f.sse(1s).traffic.connections, 1);
        f.metrics.reconnecting(Sse, 0, runStart + 1s);
        QCOMPARE(f.sse(1s).traffic.reconnects, 1);
    }

    void nothingDeliveredMeansNothingPerMessage()
    {
        Fixture f;
        QVERIFY(!f.sse(1s).protocolOverheadPerMessage);
        QVERIFY(!f.sse(1s).envelopePerMessage);
        QVERIFY(!f.sse(1s).setupBytesPerConnection);
        f.publishAndDeliver(1, 1s, 5ms);
        QCOMPARE(*f.sse(1s).protocolOverheadPerMessage, 0.0);
        QVERIFY(!f.sse(1s).setupBytesPerConnection);
    }

    void aLongTextIsCutToEightyCharacters()
    {
        Fixture f;
        std::ignore = f.metrics.delivered(Sse, 0, delivery(1, runStart, 1ms, QString(500, u'x')));
        QCOMPARE(f.sse(1s).newest.text.size(), 80);
    }

    void aServerThatBeginsAnewBeginsAnewHere()
    {
        Fixture f;
        f.publishAndDeliver(1, 1s, 5ms);
        f.publishAndDeliver(2, 1s, 5ms);
        f.metrics.serverRestarted(Sse, 0);
        QCOMPARE(f.metrics.lastId(), MessageId{0});
        f.publishAndDeliver(1, 2s, 5ms);
        QCOMPARE(f.sse(3s).messages, (MessageCounts{3, 3, 3, 0, 0, 0, 0}));
        QCOMPARE(f.sse(3s).newest.id, 1U);
        QCOMPARE(f.metrics.lastId(), MessageId{1});
    }

    void theRunsNoiseIsMeasured()
    {
        Fixture f;
        f.metrics.loopLag(3ms, runStart);
        f.metrics.publisherLate(1ms, runStart);
        const NoiseFloor noise = f.metrics.snapshot(runStart + 1s, fromTheFirst).noise;
        QCOMPARE(noise.loopLag.count, 1);
        QCOMPARE(noise.publisherLate.count, 1);
        QCOMPARE(noise.recentMs, 3.0);
    }

    void movingTheStartMovesTheOriginOfAllTimes()
    {
        Fixture f;
        f.metrics.setRunStart(runStart + 10s);
        f.publishAndDeliver(1, 12s, 5ms);
        const LaneSnapshot lane = f.sse(20s);
        QCOMPARE(lane.regimeStartS, -10.0);
        QCOMPARE(lane.newDeliveries.first().dueS, 2.0);
        QCOMPARE(lane.history.first().startS, 2.0);
    }

    void theHistogramHoldsAsManySamplesAsWereDelivered()
    {
        QVERIFY(rc::check("restarts at any time", [] {
            Fixture f;
            quint64 id = 0;
            int now = 0;
            for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 10))) {
                ++now;
                if (step < 8) {
                    f.metrics.published({notice(++id, runStart + std::chrono::milliseconds(now))});
                    if (step < 6)
                        std::ignore = f.metrics.delivered(
                            Sse, 0,
                            delivery(id, runStart + std::chrono::milliseconds(now), 1us * (step + 1)));
                } else {
                    const int ago = *rc::gen::inRange(0, 4);
                    f.metrics.restartStatistics(runStart + std::chrono::milliseconds(now - ago), u"x"_s);
                }
                const LaneSnapshot lane = f.sse(std::chrono::milliseconds(now));
                RC_ASSERT(lane.latency.count == lane.messages.delivered);
                RC_ASSERT(lane.messages.due
                          == lane.messages.delivered + lane.messages.lost + lane.messages.pending);
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestRunMetrics)
#include "tst_run_metrics.moc"
