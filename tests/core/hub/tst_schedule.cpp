#include "core/hub/schedule.h"

#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;

namespace {
using Kind = Arrivals::Kind;
constexpr TimePoint start{1000s};
constexpr Arrivals steady{.kind = Kind::Steady};
constexpr Arrivals poisson{.kind = Kind::Poisson};

Arrivals burst(int messages, Duration period)
{
    return {.kind = Kind::Burst, .burstMessages = messages, .burstPeriod = period};
}

/// Due times from the start in milliseconds.
std::vector<double> offsets(const std::vector<TimePoint> &due)
{
    std::vector<double> all;
    for (const TimePoint time : due)
        all.push_back(toMilliseconds(time - start));
    return all;
}
using Offsets = std::vector<double>;
}

class ScheduleTest : public QObject
{
    Q_OBJECT

private slots:
    void steadyMessagesLieInsideTheirTime_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<Duration>("duration");
        QTest::addColumn<std::size_t>("count");

        QTest::newRow("20/s for 10 s") << 20.0 << Duration(10s) << std::size_t(200);
        QTest::newRow("1/s for 1 s") << 1.0 << Duration(1s) << std::size_t(1);
        QTest::newRow("0.1/s for 10 s") << 0.1 << Duration(10s) << std::size_t(1);
        QTest::newRow("3/s for 7 s") << 3.0 << Duration(7s) << std::size_t(21);
        QTest::newRow("5,000/s for 2 s") << 5000.0 << Duration(2s) << std::size_t(10'000);
    }

    void steadyMessagesLieInsideTheirTime()
    {
        QFETCH(double, rate);
        QFETCH(Duration, duration);

        Schedule schedule(steady, rate, 1, start);
        const std::vector<TimePoint> due = schedule.takeDue(start + duration);
        QTEST(due.size(), "count");
        const Duration half = fromSeconds(0.5 / rate);
        QVERIFY(abs(due.front() - start - half) <= 1ns);
        QVERIFY(abs(start + duration - due.back() - half) <= 1ns);
    }

    void steadyStaysExactForAnHour()
    {
        Schedule schedule(steady, 5000, 1, start);
        qint64 k = 0;
        for (Duration t = 20ms; t <= 1h; t += 20ms) {
            for (const TimePoint due : schedule.takeDue(start + t)) {
                const Duration exact = k * 200us + 100us;
                if (due - start != exact)
                    QCOMPARE((due - start).count(), exact.count());
                ++k;
            }
        }
        QCOMPARE(k, 5000LL * 3600);
    }

    void givesOutTheSameHoweverOftenItIsAsked_data()
    {
        QTest::addColumn<Arrivals>("arrivals");

        QTest::newRow("steady") << steady;
        QTest::newRow("Poisson") << poisson;
        QTest::newRow("burst") << burst(30, 700ms);
    }

    void givesOutTheSameHoweverOftenItIsAsked()
    {
        QFETCH(Arrivals, arrivals);

        Schedule often(arrivals, 300, 7, start);
        Schedule once(arrivals, 300, 7, start);
        std::vector<TimePoint> all;
        for (Duration t = 0ns; t <= 20s; t += 1ms) {
            const TimePoint next = often.next();
            const std::vector<TimePoint> due = often.takeDue(start + t);
            QCOMPARE(due.empty(), next > start + t);
            all.insert(all.end(), due.begin(), due.end());
        }
        const std::vector<TimePoint> expected = once.takeDue(start + 20s);
        QVERIFY(!expected.empty());
        QVERIFY(all == expected);
        QVERIFY(std::is_sorted(all.begin(), all.end()));
        QVERIFY(all.front() > start);
    }

    void poissonGapsAreExponential()
    {
        constexpr double rate = 50;
        Schedule schedule(poisson, rate, 3, start);
        const std::vector<TimePoint> due = schedule.takeDue(start + 4000s);
        double sum = 0;
        double squares = 0;
        TimePoint last = start;
        for (const TimePoint time : due) {
            const double gap = toSeconds(time - last) * rate;
            sum += gap;
            squares += gap * gap;
            last = time;
        }
        const auto n = static_cast<double>(due.size());
        const double mean = sum / n;
        // 200,000 gaps: mean 1 +- 0.0022, variance 1 +- 0.0063 (one sigma each).
        QVERIFY2(std::abs(mean - 1) < 0.01, QByteArray::number(mean));
        const double variance = squares / n - mean * mean;
        QVERIFY2(std::abs(variance - 1) < 0.03, QByteArray::number(variance));
    }

    void poissonCountsVaryAsTheirMean()
    {
        Schedule schedule(poisson, 100, 5, start);
        double sum = 0;
        double squares = 0;
        constexpr int windows = 4000;
        for (int i = 1; i <= windows; ++i) {
            const auto count = static_cast<double>(schedule.takeDue(start + i * 100ms).size());
            sum += count;
            squares += count * count;
        }
        const double mean = sum / windows;
        const double variance = squares / windows - mean * mean;
        QVERIFY2(std::abs(mean - 10) < 0.25, QByteArray::number(mean));
        QVERIFY2(std::abs(variance - 10) < 1.2, QByteArray::number(variance));
    }

    void theFirstLookHasAMessageAtOnce() { QVERIFY(Schedule(poisson, 1, 1, start).next() < start + 300ms); }

    void theSeedDecidesThePoissonStream()
    {
        const auto stream
            = [](quint32 seed) { return Schedule(poisson, 10, seed, start).takeDue(start + 10s); };
        QVERIFY(stream(1) == stream(1));
        QVERIFY(stream(1) != stream(2));
    }

    void burstsComeEveryPeriod()
    {
        Schedule schedule(burst(3, 1s), 99, 1, start);
        QVERIFY((offsets(schedule.takeDue(start + 2s)) == Offsets{100, 101, 102, 1100, 1101, 1102}));
        QCOMPARE(schedule.next(), start + 2100ms);
    }

    void aBurstLongerThanItsPeriodKeepsOrder()
    {
        Schedule schedule(burst(10, 5ms), 1, 1, start);
        const std::vector<TimePoint> due = schedule.takeDue(start + 10500us);
        QCOMPARE(due.size(), std::size_t(21));
        QVERIFY(std::is_sorted(due.begin(), due.end()));
    }

    void nothingIsDueAtRateZero()
    {
        Schedule schedule(steady, 0, 1, start);
        QCOMPARE(schedule.next(), TimePoint::max());
        QVERIFY(schedule.takeDue(start + 24h).empty());
        schedule.change(steady, 10, start + 24h);
        QCOMPARE(schedule.next(), start + 24h);
    }

    void aSteadyChangeKeepsTheGapToTheLastMessage_data()
    {
        QTest::addColumn<double>("newRate");
        QTest::addColumn<Offsets>("expected");

        // The last one given out was due at 250 ms, the change comes at 300 ms.
        QTest::newRow("faster") << 20.0 << Offsets{300, 350, 400};
        QTest::newRow("much faster") << 1000.0 << Offsets{300, 301, 302};
        QTest::newRow("slower") << 4.0 << Offsets{500, 750, 1000};
        QTest::newRow("same") << 10.0 << Offsets{350, 450, 550};
    }

    void aSteadyChangeKeepsTheGapToTheLastMessage()
    {
        QFETCH(double, newRate);
        QFETCH(Offsets, expected);

        Schedule schedule(steady, 10, 1, start);
        QCOMPARE(schedule.takeDue(start + 300ms).size(), std::size_t(3));
        schedule.change(steady, newRate, start + 300ms);
        std::vector<TimePoint> due = schedule.takeDue(start + 2s);
        due.resize(3);
        QVERIFY(offsets(due) == expected);
    }

    void draggingTheRateDoesNotMultiplyMessages()
    {
        Schedule schedule(steady, 1, 1, start);
        std::size_t count = 0;
        for (int i = 1; i <= 1000; ++i) {
            const TimePoint now = start + i * 10ms;
            count += schedule.takeDue(now).size();
            schedule.change(steady, i % 2 ? 1.01 : 1.0, now);
        }
        QCOMPARE(count, std::size_t(10));
    }

    void aPoissonChangeDrawsAnewFromNow()
    {
        Schedule schedule(poisson, 0.001, 1, start);
        QVERIFY(schedule.takeDue(start + 1s).empty());
        schedule.change(poisson, 1000, start + 1s);
        const std::vector<TimePoint> due = schedule.takeDue(start + 11s);
        QVERIFY(due.front() > start + 1s);
        QVERIFY(due.size() > 9500 && due.size() < 10'500);
    }

    void changingNothingChangesNothing()
    {
        Schedule schedule(poisson, 1, 1, start);
        const TimePoint next = schedule.next();
        schedule.change(poisson, 1, start + 10ms);
        QCOMPARE(schedule.next(), next);
    }

    void aChangeToBurstsBeginsAPeriod()
    {
        Schedule schedule(steady, 10, 1, start);
        QCOMPARE(schedule.takeDue(start + 1s).size(), std::size_t(10));
        schedule.change(burst(2, 1s), 10, start + 1s);
        QVERIFY((offsets(schedule.takeDue(start + 2s)) == Offsets{1100, 1101}));
    }

    void nothingIsDueWhileHeld_data() { givesOutTheSameHoweverOftenItIsAsked_data(); }

    void nothingIsDueWhileHeld()
    {
        QFETCH(Arrivals, arrivals);

        Schedule held(arrivals, 100, 1, start);
        Schedule free(arrivals, 100, 1, start);
        held.hold(start + 1s);
        // What was due before the hold and not taken is still given out.
        QVERIFY(held.takeDue(start + 5s) == free.takeDue(start + 1s));
        QCOMPARE(held.next(), TimePoint::max());
        held.resume(start + 5s);
        QVERIFY(held.next() > start + 5s);
        std::vector<TimePoint> expected = free.takeDue(start + 10s);
        for (TimePoint &time : expected)
            time += 4s;
        QVERIFY(held.takeDue(start + 14s) == expected);
    }

    void aChangeWhileHeldActsOnResume()
    {
        Schedule schedule(steady, 10, 1, start);
        QCOMPARE(schedule.takeDue(start + 300ms).size(), std::size_t(3));
        schedule.hold(start + 300ms);
        schedule.change(steady, 4, start + 600ms);
        QCOMPARE(schedule.next(), TimePoint::max());
        schedule.resume(start + 1300ms);
        QVERIFY((offsets(schedule.takeDue(start + 2s)) == Offsets{1500, 1750, 2000}));
    }

    void holdingAtRateZeroIsHarmless()
    {
        Schedule schedule(steady, 0, 1, start);
        schedule.hold(start);
        schedule.resume(start + 1h);
        QCOMPARE(schedule.next(), TimePoint::max());
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "tst_schedule.moc"
