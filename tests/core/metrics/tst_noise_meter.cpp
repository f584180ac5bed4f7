#include "core/metrics/noise_meter.h"

#include <QtTest>

using namespace std::chrono_literals;

class TestNoiseMeter : public QObject
{
    Q_OBJECT

private slots:
    void theWholeRunIsKept()
    {
        NoiseMeter meter;
        for (int s = 0; s < 100; ++s) {
            meter.addLoopLag(std::chrono::milliseconds(s), TimePoint(std::chrono::seconds(s)));
            meter.addPublisherLate(1ms, TimePoint(std::chrono::seconds(s)));
        }
        const NoiseFloor floor = meter.floor(TimePoint(100s));
        QCOMPARE(floor.loopLag.count, 100);
        QCOMPARE(*floor.loopLag.maxMs, 99.0);
        QCOMPARE(floor.publisherLate.count, 100);
        QCOMPARE(*floor.publisherLate.maxMs, 1.0);
    }

    void theRecentValueIsTheWorseOfBothAndAgesOut()
    {
        NoiseMeter meter;
        QCOMPARE(meter.floor(TimePoint(7s)).recentMs, 0.0);
        meter.addLoopLag(2ms, TimePoint(7s));
        meter.addPublisherLate(9ms, TimePoint(7500ms));
        meter.addLoopLag(3ms, TimePoint(10s));
        QCOMPARE(meter.floor(TimePoint(10s)).recentMs, 9.0);
        QCOMPARE(meter.floor(TimePoint(11900ms)).recentMs, 9.0);
        QCOMPARE(meter.floor(TimePoint(12s)).recentMs, 3.0);
        QCOMPARE(meter.floor(TimePoint(15s)).recentMs, 0.0);
    }

    void aSlotIsUsedAgainForALaterSecond()
    {
        NoiseMeter meter;
        meter.addLoopLag(9ms, TimePoint(1s));
        meter.addLoopLag(1ms, TimePoint(6s));
        QCOMPARE(meter.floor(TimePoint(6s)).recentMs, 1.0);
    }

    void oneOutlierInAHundredIsNotTheFloor()
    {
        NoiseMeter meter;
        for (int i = 0; i < 199; ++i)
            meter.addLoopLag(1ms, TimePoint(1s));
        meter.addLoopLag(50ms, TimePoint(1s));
        QVERIFY(meter.floor(TimePoint(1s)).recentMs < 1.01);
        meter.addLoopLag(50ms, TimePoint(1s));
        meter.addLoopLag(50ms, TimePoint(1s));
        QVERIFY(meter.floor(TimePoint(1s)).recentMs > 49);
    }

    void whatWasHeardBeforeTheBeginningDoesNotCount()
    {
        NoiseMeter meter;
        meter.addLoopLag(80ms, TimePoint(9s));
        meter.begin(TimePoint(10s));
        meter.addLoopLag(70ms, TimePoint(9900ms));
        meter.addPublisherLate(60ms, TimePoint(9900ms));
        meter.addLoopLag(1ms, TimePoint(10s));
        const NoiseFloor floor = meter.floor(TimePoint(10s));
        QCOMPARE(floor.recentMs, 1.0);
        QCOMPARE(floor.loopLag.count, 1);
        QCOMPARE(floor.publisherLate.count, 0);
    }

    void oneStallIsNotSustainedAndLateSecondsAre()
    {
        NoiseMeter meter;
        meter.addLoopLag(80ms, TimePoint(10s));
        meter.addPublisherLate(80ms, TimePoint(10100ms));
        QVERIFY(!meter.floor(TimePoint(10500ms)).sustained);
        QCOMPARE(meter.floor(TimePoint(10500ms)).recentMs, 80.0);
        meter.addPublisherLate(9ms, TimePoint(12s));
        QVERIFY(meter.floor(TimePoint(12s)).sustained);
        QVERIFY(!meter.floor(TimePoint(15s)).sustained);
    }
};

QTEST_APPLESS_MAIN(TestNoiseMeter)
#include "tst_noise_meter.moc"
