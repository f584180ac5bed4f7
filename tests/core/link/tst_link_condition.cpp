#include "core/link/link_condition.h"

#include <QTest>

using namespace std::chrono_literals;
using Kind = LinkFault::Kind;
using Welcome = LinkCondition::Welcome;

namespace {
constexpr TimePoint start{1000s};
constexpr LinkSettings settings{.delay = 20ms, .bytesPerSecond = 50'000};
constexpr qint64 unlimited = std::numeric_limits<qint64>::max();
}

class LinkConditionTest : public QObject
{
    Q_OBJECT

private slots:
    void aFaultHoldsForItsLengthAndNoLonger_data()
    {
        QTest::addColumn<LinkFault>("fault");
        QTest::addColumn<qint64>("up");
        QTest::addColumn<qint64>("down");
        QTest::addColumn<qint64>("mostAtOnce");
        QTest::addColumn<qint64>("buffer");

        QTest::newRow("drip") << LinkFault{Kind::Drip, 3s, 200} << qint64(200) << qint64(200) << qint64(1)
                              << unlimited;
        QTest::newRow("collapse") << LinkFault{Kind::Collapse, 3s, 2000} << qint64(2000) << qint64(2000)
                                  << qint64(100) << unlimited;
        QTest::newRow("slow reader") << LinkFault{Kind::SlowReader, 3s, 1024} << qint64(50'000)
                                     << qint64(1024) << qint64(51) << qint64(4096);
        QTest::newRow("never faster than the link") << LinkFault{Kind::Collapse, 3s, 90'000} << qint64(50'000)
                                                    << qint64(50'000) << qint64(2500) << unlimited;
        QTest::newRow("no bytes at all is one a second")
            << LinkFault{Kind::Collapse, 3s, 0} << qint64(1) << qint64(1) << qint64(1) << unlimited;
    }

    void aFaultHoldsForItsLengthAndNoLonger()
    {
        QFETCH(LinkFault, fault);

        LinkCondition condition;
        condition.apply(settings);
        condition.strike(fault, start);
        for (const TimePoint now : {start, start + 3s - 1ns}) {
            QTEST(condition.pace(Direction::Up, now).settings.bytesPerSecond, "up");
            const LinkCondition::Pace down = condition.pace(Direction::Down, now);
            QTEST(down.settings.bytesPerSecond, "down");
            QTEST(down.mostAtOnce, "mostAtOnce");
            QTEST(down.buffer, "buffer");
            QCOMPARE(down.settings.delay, settings.delay);
            QVERIFY(condition.paceEnds(now) == start + 3s);
        }
        for (const Direction direction : {Direction::Up, Direction::Down})
            QVERIFY(condition.pace(direction, start + 3s) == LinkCondition::Pace{.settings = settings});
        QVERIFY(!condition.paceEnds(start + 3s));
        QVERIFY(condition.welcome(start) == Welcome::Carry);
    }

    void settingsAppliedMeanwhileHoldAfterwards()
    {
        LinkCondition condition;
        condition.strike({Kind::Collapse, 2s, 1000}, start);
        condition.apply(settings);
        QCOMPARE(condition.pace(Direction::Up, start + 1s).settings.bytesPerSecond, 1000);
        QCOMPARE(condition.pace(Direction::Up, start + 1s).settings.delay, settings.delay);
        QVERIFY(condition.pace(Direction::Up, start + 2s).settings == settings);
    }

    void oneThatThrottlesOrStallsReplacesAnother()
    {
        LinkCondition condition;
        condition.strike({Kind::Stall, 10s, 0}, start);
        QCOMPARE(condition.pace(Direction::Down, start).stalledUntil, start + 10s);
        condition.strike({Kind::Drip, 1s, 10}, start + 1s);
        QCOMPARE(condition.pace(Direction::Down, start + 1s).stalledUntil, TimePoint{});
        QVERIFY(!condition.paceEnds(start + 2s));
    }

    void whoComesDuringACutOrASilenceIsNotCarried()
    {
        LinkCondition condition;
        condition.strike({Kind::Silent, 4s, 0}, start);
        QVERIFY(condition.welcome(start) == Welcome::Swallow);
        condition.strike({Kind::Cut, 1s, 0}, start + 1s);
        QVERIFY(condition.welcome(start + 1s) == Welcome::Reset);
        QVERIFY(condition.welcome(start + 2s) == Welcome::Swallow);
        QVERIFY(condition.welcome(start + 4s) == Welcome::Carry);
        QVERIFY(!condition.paceEnds(start));
    }

    void aShorterCutDoesNotEndALongerOne()
    {
        LinkCondition condition;
        condition.strike({Kind::Cut, 4s, 0}, start);
        condition.strike({Kind::Cut, 0s, 0}, start + 1s);
        QVERIFY(condition.welcome(start + 3s) == Welcome::Reset);
    }

    void halfOpenConcernsOnlyWhatIsThere()
    {
        LinkCondition condition;
        condition.strike({Kind::HalfOpen, 4s, 0}, start);
        QVERIFY(condition.welcome(start) == Welcome::Carry);
        QVERIFY(!condition.paceEnds(start));
    }
};

QTEST_GUILESS_MAIN(LinkConditionTest)
#include "tst_link_condition.moc"
