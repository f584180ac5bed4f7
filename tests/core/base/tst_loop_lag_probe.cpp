#include "core/base/loop_lag_probe.h"

#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace std::chrono_literals;

class LoopLagProbeTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsTakingLags()
    {
        LoopLagProbe probe;
        probe.start();
        std::vector<Duration> lags;
        QTRY_VERIFY(append(lags, probe.takeLags()) >= 3);
        QVERIFY(std::all_of(lags.begin(), lags.end(), [](Duration lag) { return lag >= 0ns; }));
    }

    void showsAStallOnce()
    {
        LoopLagProbe probe;
        probe.start();
        std::vector<Duration> before;
        QTRY_VERIFY(append(before, probe.takeLags()) >= 1);

        QTimer::singleShot(0, &probe, [] {
            const TimePoint end = steadyNow() + 100ms;
            while (steadyNow() < end) { }
        });
        std::vector<Duration> lags;
        QTRY_VERIFY(append(lags, probe.takeLags()) >= 3);
        // The aim that the stall met lies at most one interval after its begin.
        const auto isStall = [](Duration lag) { return lag >= 100ms - LoopLagProbe::interval; };
        QCOMPARE(std::count_if(lags.begin(), lags.end(), isStall), 1);
    }

    void takesNoneOnceStopped()
    {
        LoopLagProbe probe;
        probe.start();
        std::vector<Duration> before;
        QTRY_VERIFY(append(before, probe.takeLags()) >= 1);
        probe.stop();
        LoopLagProbe other;
        other.start();
        std::vector<Duration> lags;
        QTRY_VERIFY(append(lags, other.takeLags()) >= 2);
        QVERIFY(probe.takeLags().empty());
    }

private:
    static std::size_t append(std::vector<Duration> &all, const std::vector<Duration> &more)
    {
        all.insert(all.end(), more.begin(), more.end());
        return all.size();
    }
};

QTEST_GUILESS_MAIN(LoopLagProbeTest)
#include "tst_loop_lag_probe.moc"
