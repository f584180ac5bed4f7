#include "core/link/link_clock.h"

#include <QTest>

#include <vector>

using namespace std::chrono_literals;

class LinkClockTest : public QObject
{
    Q_OBJECT

private slots:
    void ringsInOrderOfTimeAndThenOfSetting()
    {
        LinkClock clock;
        std::vector<int> order;
        LinkClock::Timer a(clock, [&] { order.push_back(1); });
        LinkClock::Timer b(clock, [&] { order.push_back(2); });
        LinkClock::Timer c(clock, [&] { order.push_back(3); });
        const TimePoint now = steadyNow();
        c.setFor(now + 2ms);
        b.setFor(now + 1ms);
        a.setFor(now + 2ms);
        QVERIFY(a.isSet() && b.isSet() && c.isSet());
        QTRY_VERIFY(order.size() == 3);
        QVERIFY((order == std::vector<int>{2, 3, 1}));
        QVERIFY(!a.isSet() && !b.isSet() && !c.isSet());
    }

    void theLastTimeSetCounts()
    {
        LinkClock clock;
        std::vector<TimePoint> rang;
        LinkClock::Timer timer(clock, [&] { rang.push_back(steadyNow()); });
        const TimePoint now = steadyNow();
        timer.setFor(now + 1h);
        timer.setFor(now + 1ms);
        timer.setFor(now + 10ms);
        QTRY_VERIFY(!rang.empty());
        QVERIFY(rang.front() >= now + 10ms);
    }

    void aClearedOrDeletedTimerIsSilent()
    {
        LinkClock clock;
        int wrong = 0;
        bool done = false;
        LinkClock::Timer cleared(clock, [&] { ++wrong; });
        LinkClock::Timer last(clock, [&] { done = true; });
        cleared.setFor(steadyNow());
        {
            LinkClock::Timer deleted(clock, [&] { ++wrong; });
            deleted.setFor(steadyNow());
        }
        cleared.clear();
        last.setFor(steadyNow() + 2ms);
        QTRY_VERIFY(done);
        QCOMPARE(wrong, 0);
    }

    void aTimerMaySetItselfAnewAndOthers()
    {
        LinkClock clock;
        int rings = 0;
        bool other = false;
        LinkClock::Timer second(clock, [&] { other = true; });
        LinkClock::Timer again(clock, [&] {
            if (++rings < 5)
                again.setFor(steadyNow() + 100us);
            else
                second.setFor(steadyNow() - 1s);
        });
        again.setFor(steadyNow());
        QTRY_VERIFY(other);
        QCOMPARE(rings, 5);
    }
};

QTEST_GUILESS_MAIN(LinkClockTest)
#include "tst_link_clock.moc"
