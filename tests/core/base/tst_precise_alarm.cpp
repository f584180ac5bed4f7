#include "core/base/precise_alarm.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;

class PreciseAlarmTest : public QObject
{
    Q_OBJECT

private slots:
    void ringsOnceAndNeverEarly()
    {
        PreciseAlarm alarm;
        QSignalSpy rang(&alarm, &PreciseAlarm::rang);
        for (const Duration wait : {Duration(100us), Duration(3ms), Duration(20ms)}) {
            rang.clear();
            const TimePoint time = steadyNow() + wait;
            alarm.setFor(time);
            QVERIFY(rang.wait());
            QVERIFY(steadyNow() >= time);
            QCOMPARE(rang.size(), 1);
        }
    }

    void ringsForATimeThatHasPassed_data()
    {
        QTest::addColumn<TimePoint>("time");

        QTest::newRow("just now") << steadyNow() - 1ms;
        QTest::newRow("the beginning of the clock") << TimePoint{};
        QTest::newRow("before it") << TimePoint(-1s);
    }

    void ringsForATimeThatHasPassed()
    {
        QFETCH(TimePoint, time);

        PreciseAlarm alarm;
        QSignalSpy rang(&alarm, &PreciseAlarm::rang);
        alarm.setFor(time);
        QCOMPARE(rang.size(), 0);
        QVERIFY(rang.wait());
    }

    void theLastWishCounts()
    {
        PreciseAlarm alarm;
        PreciseAlarm other;
        QSignalSpy rang(&alarm, &PreciseAlarm::rang);
        QSignalSpy otherRang(&other, &PreciseAlarm::rang);
        alarm.setFor(steadyNow() + 1ms);
        alarm.setFor(steadyNow() + 1h);
        other.setFor(steadyNow() + 10ms);
        QVERIFY(otherRang.wait());
        QCOMPARE(rang.size(), 0);
    }

    void doesNotRingOnceCleared()
    {
        PreciseAlarm alarm;
        PreciseAlarm other;
        QSignalSpy rang(&alarm, &PreciseAlarm::rang);
        QSignalSpy otherRang(&other, &PreciseAlarm::rang);
        alarm.setFor(steadyNow());
        alarm.clear();
        other.setFor(steadyNow() + 5ms);
        QVERIFY(otherRang.wait());
        QCOMPARE(rang.size(), 0);
    }
};

QTEST_GUILESS_MAIN(PreciseAlarmTest)
#include "tst_precise_alarm.moc"
