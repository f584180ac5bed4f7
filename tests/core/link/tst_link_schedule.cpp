#include "core/link/link_condition.h"
#include "core/link/link_schedule.h"

#include <QTest>

#include <algorithm>
#include <deque>
#include <rapidcheck.h>

using namespace std::chrono_literals;

namespace {
constexpr TimePoint start{1000s};

struct Arrival
{
    Duration at{0};
    qint64 size = 0;
};

std::vector<Duration> departures(const LinkSettings &settings, const std::vector<Arrival> &arrivals,
                                 quint32 seed = 1)
{
    LinkSchedule schedule(settings, seed);
    std::vector<Duration> all;
    for (const Arrival &arrival : arrivals)
        all.push_back(schedule.departure(start + arrival.at, arrival.size) - start);
    return all;
}

std::vector<Arrival> everyMillisecond(int count, qint64 size)
{
    std::vector<Arrival> all;
    for (int i = 0; i < count; ++i)
        all.push_back({i * 1ms, size});
    return all;
}
using Durations = std::vector<Duration>;
}

class LinkScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void sendsOnAtOnceWithoutSettings()
    {
        QVERIFY((departures({}, {{0ms, 100}, {1ms, 1'000'000}, {1ms, 1}}) == Durations{0ms, 1ms, 1ms}));
    }

    void delaysEachChunkByTheSame()
    {
        const LinkSettings settings{.delay = 20ms};
        QVERIFY((departures(settings, {{0ms, 100}, {5ms, 100}, {5ms, 9}}) == Durations{20ms, 25ms, 25ms}));
    }

    void sendsAtThePaceOfTheBandwidth()
    {
        const LinkSettings settings{.delay = 20ms, .bytesPerSecond = 10'000};
        // The second waits for the first, the third finds the line free.
        const std::vector<Arrival> arrivals{{0ms, 100}, {1ms, 50}, {100ms, 10}};
        QVERIFY((departures(settings, arrivals) == Durations{30ms, 35ms, 121ms}));
    }

    void meetsTheBandwidthOverManyChunks_data()
    {
        QTest::addColumn<qint64>("bytesPerSecond");
        QTest::addColumn<qint64>("size");

        QTest::newRow("slow, odd sizes") << qint64(999'983) << qint64(1021);
        QTest::newRow("fast, small chunks") << qint64(1'000'000'000) << qint64(1'000'003);
        QTest::newRow("seven bytes at a time") << qint64(6'999) << qint64(7);
    }

    void meetsTheBandwidthOverManyChunks()
    {
        QFETCH(qint64, bytesPerSecond);
        QFETCH(qint64, size);

        const int count = 20'000;
        const Durations all = departures({.bytesPerSecond = bytesPerSecond}, everyMillisecond(count, size));
        const double expected = double(size) * count / double(bytesPerSecond);
        QVERIFY2(std::abs(toSeconds(all.back()) / expected - 1) < 0.005,
                 QByteArray::number(toSeconds(all.back())));
    }

    void aHugeChunkDoesNotOverflow()
    {
        const Durations all = departures({.bytesPerSecond = 1000}, {{0ms, 1LL << 40}});
        QVERIFY(abs(all.back() - Duration((1LL << 40) * 1'000'000)) < 1us);
    }

    void jitterStaysInItsRangeAndIsEven()
    {
        // Far apart, so that order does not hold any chunk back.
        const LinkSettings settings{.delay = 30ms, .jitter = 10ms};
        LinkSchedule schedule(settings, 1);
        double sum = 0;
        Duration least = 1h;
        Duration most = 0ms;
        const int count = 20'000;
        for (int i = 0; i < count; ++i) {
            const TimePoint arrival = start + i * 100ms;
            const Duration taken = schedule.departure(arrival, 1) - arrival;
            least = std::min(least, taken);
            most = std::max(most, taken);
            sum += toMilliseconds(taken);
        }
        QVERIFY(least >= 20ms && least < 20050us);
        QVERIFY(most <= 40ms && most > 39950us);
        QVERIFY2(std::abs(sum / count - 30) < 0.2, QByteArray::number(sum / count));
    }

    void jitterNeverTakesLessThanNoTime()
    {
        LinkSchedule schedule({.delay = 1ms, .jitter = 50ms}, 1);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(schedule.departure(start + i * 100ms, 1) >= start + i * 100ms);
    }

    void theSameSeedGivesTheSameRun()
    {
        const LinkSettings settings{.delay = 20ms, .jitter = 20ms, .bytesPerSecond = 50'000};
        const std::vector<Arrival> arrivals = everyMillisecond(100, 40);
        QVERIFY(departures(settings, arrivals, 5) == departures(settings, arrivals, 5));
        QVERIFY(departures(settings, arrivals, 5) != departures(settings, arrivals, 6));
    }

    void aShorterDelayDoesNotOvertake()
    {
        LinkSchedule schedule({.delay = 100ms}, 1);
        QCOMPARE(schedule.departure(start, 1), start + 100ms);
        schedule.apply({.delay = 10ms});
        QCOMPARE(schedule.departure(start + 1ms, 1), start + 100ms);
        QCOMPARE(schedule.departure(start + 95ms, 1), start + 105ms);
    }

    void tellsWhenTheLineIsFree()
    {
        LinkSchedule schedule({.delay = 50ms, .bytesPerSecond = 1000}, 1);
        QCOMPARE(schedule.departure(start, 10), start + 60ms);
        QCOMPARE(schedule.freeAt(), start + 10ms);
    }

    void cutsChunksSoThatBytesTrickle_data()
    {
        QTest::addColumn<qint64>("bytesPerSecond");
        QTest::addColumn<qint64>("size");

        QTest::newRow("no limit") << qint64(0) << std::numeric_limits<qint64>::max();
        QTest::newRow("slow") << qint64(1000) << qint64(1024);
        QTest::newRow("fast") << qint64(1'000'000) << qint64(10'000);
    }

    void cutsChunksSoThatBytesTrickle()
    {
        QFETCH(qint64, bytesPerSecond);
        QTEST(LinkSchedule({.bytesPerSecond = bytesPerSecond}, 1).maxChunk(), "size");
    }

    void letsNothingInDuringAStallAndDeliversWhatIsOnItsWay()
    {
        LinkSchedule schedule({.delay = 20ms, .bytesPerSecond = 10'000}, 1);
        QCOMPARE(schedule.departure(start, 100), start + 30ms);
        schedule.stall(start + 1s);
        QCOMPARE(schedule.freeAt(), start + 1s);
        QCOMPARE(schedule.departure(start + 5ms, 100), start + 1030ms);
        schedule.stall({});
        QCOMPARE(schedule.freeAt(), start + 1010ms);
    }

    void anEndedStallLeavesNothingBehind()
    {
        LinkSchedule schedule({}, 1);
        schedule.stall(start + 1h);
        schedule.stall(start + 1s);
        QCOMPARE(schedule.departure(start + 2s, 100), start + 2s);
    }

    void cutsChunksAsSmallAsAFaultWants()
    {
        LinkSchedule schedule({}, 1);
        schedule.apply({.bytesPerSecond = 1000}, 1);
        QCOMPARE(schedule.maxChunk(), 1);
        schedule.apply({}, 100);
        QCOMPARE(schedule.maxChunk(), 100);
        schedule.apply({});
        QCOMPARE(schedule.maxChunk(), std::numeric_limits<qint64>::max());
    }

    void faultsLoseAndReorderNoByte()
    {
        const bool holds = rc::check("whatever throttles or stalls, bytes leave once and in order", [] {
            LinkSchedule schedule({}, *rc::gen::arbitrary<quint32>());
            LinkCondition condition;
            TimePoint now = start;
            TimePoint last = start;
            // As a pipe does: a backlog that is let in piece by piece when the line is free.
            std::deque<qint64> backlog;
            qint64 came = 0;
            qint64 left = 0;
            const auto letIn = [&] {
                while (!backlog.empty() && schedule.freeAt() <= now) {
                    const qint64 piece = std::min(backlog.front(), schedule.maxChunk());
                    const TimePoint out = schedule.departure(now, piece);
                    RC_ASSERT(out >= last && out >= now);
                    last = out;
                    left += piece;
                    if ((backlog.front() -= piece) == 0)
                        backlog.pop_front();
                }
            };
            for (int i = *rc::gen::inRange(1, 40); i > 0; --i) {
                if (*rc::gen::inRange(0, 3) == 0)
                    condition.strike(*anyBrake(), now);
                if (*rc::gen::inRange(0, 6) == 0)
                    condition.apply(*anySettings());
                const LinkCondition::Pace pace = condition.pace(Direction::Down, now);
                schedule.apply(pace.settings, pace.mostAtOnce);
                schedule.stall(pace.stalledUntil);
                backlog.push_back(*rc::gen::inRange<qint64>(1, 5000));
                came += backlog.back();
                letIn();
                now += Duration(*rc::gen::inRange(0, 500'000'000));
            }
            // All is over: what waits goes on.
            now += 1h;
            schedule.apply({});
            schedule.stall({});
            letIn();
            RC_ASSERT(left == came);
        });
        QVERIFY(holds);
    }

    void neverReordersAndNeverGoesBackInTime()
    {
        const bool holds = rc::check("departures are in order and after arrivals", [] {
            LinkSchedule schedule({}, *rc::gen::arbitrary<quint32>());
            TimePoint now = start;
            TimePoint last = start;
            for (int i = *rc::gen::inRange(1, 50); i > 0; --i) {
                if (*rc::gen::inRange(0, 4) == 0)
                    schedule.apply(*anySettings());
                now += Duration(*rc::gen::inRange(0, 50'000'000));
                const TimePoint out = schedule.departure(now, *rc::gen::inRange(0, 100'000));
                RC_ASSERT(out >= now);
                RC_ASSERT(out >= last);
                last = out;
            }
        });
        QVERIFY(holds);
    }

private:
    static rc::Gen<LinkFault> anyBrake()
    {
        using Kind = LinkFault::Kind;
        return rc::gen::apply(
            [](Kind kind, int length, qint64 bytesPerSecond) {
                return LinkFault{kind, Duration(length * 1ms), bytesPerSecond};
            },
            rc::gen::element(Kind::Stall, Kind::Drip, Kind::Collapse, Kind::SlowReader),
            rc::gen::inRange(0, 2000), rc::gen::inRange<qint64>(0, 10'000));
    }

    static rc::Gen<LinkSettings> anySettings()
    {
        return rc::gen::apply(
            [](int delay, int jitter, qint64 bandwidth) {
                return LinkSettings{Duration(delay * 1ms), Duration(jitter * 1ms), bandwidth};
            },
            rc::gen::inRange(0, 2001), rc::gen::inRange(0, 501),
            rc::gen::oneOf(rc::gen::just(qint64(0)), rc::gen::inRange<qint64>(1000, 10'000'000)));
    }
};

QTEST_GUILESS_MAIN(LinkScheduleTest)
#include "tst_link_schedule.moc"
