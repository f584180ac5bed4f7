#include "core/transport/alarm.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;

class AlarmTest : public QObject
{
    Q_OBJECT

private slots:
    void ringsOnceAndNeverEarly_data()
    {
        QTest::addColumn<int>("microseconds");
        QTest::newRow("in the past") << -5000;
        QTest::newRow("at once") << 0;
        QTest::newRow("half a millisecond") << 500;
        QTest::newRow("20.3 ms") << 20300;
    }
    void ringsOnceAndNeverEarly()
    {
        QFETCH(int, microseconds);
        Alarm alarm;
        TimePoint rang{};
        int count = 0;
        connect(&alarm, &Alarm::rang, this, [&] {
            rang = steadyNow();
            ++count;
        });
        const TimePoint when = steadyNow() + std::chrono::microseconds(microseconds);
        alarm.aimAt(when);
        QCOMPARE(count, 0);
        QCOMPARE(alarm.when(), when);
        QTRY_COMPARE(count, 1);
        QVERIFY(rang >= when);
        QVERIFY(!alarm.when());
    }

    void aNewTimeReplacesTheOld()
    {
        Alarm alarm;
        QSignalSpy rang(&alarm, &Alarm::rang);
        alarm.aimAt(steadyNow() + 1h);
        alarm.aimAt(steadyNow() + 1ms);
        QTRY_COMPARE(rang.size(), 1);
        alarm.aimAt(steadyNow() + 1ms);
        alarm.stop();
        Alarm other;
        QSignalSpy otherRang(&other, &Alarm::rang);
        other.aimAt(steadyNow() + 5ms);
        QTRY_COMPARE(otherRang.size(), 1);
        QCOMPARE(rang.size(), 1);
    }
};

QTEST_GUILESS_MAIN(AlarmTest)
#include "tst_alarm.moc"
