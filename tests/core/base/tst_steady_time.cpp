#include "core/base/steady_time.h"

#include <QTest>

using namespace std::chrono_literals;

class SteadyTimeTest : public QObject
{
    Q_OBJECT

private slots:
    void neverRunsBackwards()
    {
        TimePoint last = steadyNow();
        for (int i = 0; i < 1000; ++i) {
            const TimePoint now = steadyNow();
            QVERIFY(now >= last);
            last = now;
        }
    }

    void convertsDurations()
    {
        QCOMPARE(toMilliseconds(1500us), 1.5);
        QCOMPARE(toSeconds(250ms), 0.25);
        QCOMPARE(fromSeconds(0.25), Duration(250ms));
    }

    void carriesUnixTimeOnWithTheSteadyClock_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<qint64>("unixMicroseconds");

        QTest::newRow("at the anchor") << qint64(0) << qint64(1'000'000);
        QTest::newRow("after it") << qint64(2'500'000) << qint64(1'002'500);
        QTest::newRow("a part of a microsecond after it") << qint64(999) << qint64(1'000'000);
        QTest::newRow("before it") << qint64(-1'000) << qint64(999'999);
        QTest::newRow("a part of a microsecond before it") << qint64(-1) << qint64(999'999);
    }

    void carriesUnixTimeOnWithTheSteadyClock()
    {
        QFETCH(qint64, nanoseconds);
        QFETCH(qint64, unixMicroseconds);

        const UnixAnchor anchor{TimePoint(5s), 1'000'000};
        QCOMPARE(anchor.toUnixMicroseconds(anchor.steady + Duration(nanoseconds)), unixMicroseconds);
    }

    void comesBackFromUnixTimeToAMicrosecond()
    {
        const UnixAnchor anchor = UnixAnchor::takeNow();
        for (qint64 i = 0; i < 1000; ++i) {
            const TimePoint time = anchor.steady + i * Duration(1'234'567);
            const Duration lost = time - anchor.toSteady(anchor.toUnixMicroseconds(time));
            QVERIFY(lost >= 0ns && lost < 1us);
        }
    }
};

QTEST_GUILESS_MAIN(SteadyTimeTest)
#include "tst_steady_time.moc"
