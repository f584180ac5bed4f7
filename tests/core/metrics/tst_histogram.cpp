#include "core/metrics/histogram.h"

#include <QtTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace std::chrono_literals;

namespace {

Histogram filled(const std::vector<Duration> &samples)
{
    Histogram h;
    for (const Duration d : samples)
        h.add(d);
    return h;
}

/// 1 us to 1,000 s, every order of magnitude as likely.
std::vector<Duration> someDurations()
{
    return *rc::gen::nonEmpty(rc::gen::container<std::vector<Duration>>(
        rc::gen::map(rc::gen::inRange(0, 900'000), [](int exponent) {
            return Duration(static_cast<qint64>(1e3 * std::pow(10.0, exponent / 1e5)));
        })));
}

bool within(double value, double expected, double share)
{
    return std::abs(value - expected) <= share * std::abs(expected);
}

} // namespace

class TestHistogram : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyOneClaimsNothing()
    {
        QCOMPARE(Histogram().summary(), LatencySummary());
        QVERIFY(Histogram().bins().isEmpty());
        QVERIFY(!Histogram().percentileMs(500));
    }

    void percentilesAreNearestRankAndAsExactAsTheySay()
    {
        QVERIFY(rc::check("percentiles", [] {
            std::vector<Duration> samples = someDurations();
            const Histogram h = filled(samples);
            std::sort(samples.begin(), samples.end());
            for (const int perMille : {1, 500, 900, 990, 999, 1000}) {
                const std::size_t rank = (samples.size() * static_cast<std::size_t>(perMille) + 999) / 1000;
                RC_ASSERT(within(*h.percentileMs(perMille), toMilliseconds(samples[rank - 1]),
                                 Histogram::percentileError));
            }
        }));
    }

    void countMeanVarianceMinAndMaxAreExact()
    {
        QVERIFY(rc::check("moments", [] {
            const std::vector<Duration> samples = someDurations();
            const Histogram h = filled(samples);
            double mean = 0;
            for (const Duration d : samples)
                mean += toMilliseconds(d) / static_cast<double>(samples.size());
            double squares = 0;
            for (const Duration d : samples)
                squares += std::pow(toMilliseconds(d) - mean, 2);
            const auto [min, max] = std::minmax_element(samples.begin(), samples.end());
            RC_ASSERT(h.count() == static_cast<qint64>(samples.size()));
            RC_ASSERT(*h.summary().minMs == toMilliseconds(*min));
            RC_ASSERT(*h.summary().maxMs == toMilliseconds(*max));
            RC_ASSERT(within(*h.summary().meanMs, mean, 1e-9));
            RC_ASSERT(h.variance().has_value() == (samples.size() > 1));
            if (samples.size() > 1)
                RC_ASSERT(std::abs(*h.variance() - squares / static_cast<double>(samples.size() - 1))
                          <= 1e-6 * squares + 1e-12);
        }));
    }

    void mergingIsTheSameAsAddingAll()
    {
        QVERIFY(rc::check("merge", [] {
            const std::vector<Duration> a = someDurations();
            std::vector<Duration> b = someDurations();
            Histogram merged = filled(a);
            merged.merge(filled(b));
            merged.merge(Histogram());
            b.insert(b.begin(), a.begin(), a.end());
            const Histogram whole = filled(b);
            RC_ASSERT(merged.bins() == whole.bins());
            RC_ASSERT(merged.count() == whole.count());
            RC_ASSERT(merged.summary().minMs == whole.summary().minMs);
            RC_ASSERT(merged.summary().maxMs == whole.summary().maxMs);
            RC_ASSERT(within(*merged.summary().meanMs, *whole.summary().meanMs, 1e-9));
            RC_ASSERT(std::abs(*merged.variance() - *whole.variance()) <= 1e-6 * *whole.variance() + 1e-12);
        }));
    }

    void percentilesAreStatedOnlyFromEnoughSamples_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("stated");
        QTest::newRow("1: p50") << 1 << 1;
        QTest::newRow("9: p50") << 9 << 1;
        QTest::newRow("10: p90") << 10 << 2;
        QTest::newRow("99: p90") << 99 << 2;
        QTest::newRow("100: p99") << 100 << 3;
        QTest::newRow("999: p99") << 999 << 3;
        QTest::newRow("1000: p99.9") << 1000 << 4;
    }

    void percentilesAreStatedOnlyFromEnoughSamples()
    {
        QFETCH(int, count);
        QFETCH(int, stated);
        const LatencySummary s
            = filled(std::vector<Duration>(static_cast<std::size_t>(count), 5ms)).summary();
        const std::array all{s.p50Ms.has_value(), s.p90Ms.has_value(), s.p99Ms.has_value(),
                             s.p999Ms.has_value()};
        QCOMPARE(static_cast<int>(std::count(all.begin(), all.end(), true)), stated);
        QCOMPARE(*s.p50Ms, 5.0);
    }

    void theMeanCarriesItsConfidenceInterval()
    {
        QVERIFY(!filled({1ms}).summary().meanCi95Ms);
        // s = 1 ms, n = 3: 4.303 / sqrt(3).
        QVERIFY(within(*filled({1ms, 2ms, 3ms}).summary().meanCi95Ms, 4.303 / std::sqrt(3.0), 1e-6));
    }

    void studentsTComesDownToTheNormalQuantile_data()
    {
        QTest::addColumn<int>("degrees");
        QTest::addColumn<double>("expected");
        QTest::newRow("1") << 1 << 12.706;
        QTest::newRow("20") << 20 << 2.086;
        QTest::newRow("30") << 30 << 2.042;
        QTest::newRow("60") << 60 << 2.000;
        QTest::newRow("120") << 120 << 1.980;
        QTest::newRow("many") << 1'000'000 << 1.960;
    }

    void studentsTComesDownToTheNormalQuantile()
    {
        QFETCH(int, degrees);
        QFETCH(double, expected);
        QVERIFY(std::abs(studentT95(degrees) - expected) < 0.002);
    }

    void samplesOutsideTheAxisAreCountedAndShownByTheirExtremes()
    {
        const Histogram h = filled({0ns, 500ns, 2000s});
        QCOMPARE(h.count(), 3);
        QCOMPARE(*h.summary().minMs, 0.0);
        QCOMPARE(*h.percentileMs(1000), 2e6);
        qint64 inBins = 0;
        for (const HistogramBin &bin : h.bins())
            inBins += bin.count;
        QCOMPARE(inBins, 3);
        QCOMPARE(h.bins().last().upperMs, 2e6);
    }

    void binsAscendHoldAllSamplesAndAreFew()
    {
        QVERIFY(rc::check("bins", [] {
            const std::vector<Duration> samples = someDurations();
            const int most = *rc::gen::inRange(1, 50);
            const QList<HistogramBin> bins = filled(samples).bins(most);
            RC_ASSERT(bins.size() <= most);
            qint64 seen = 0;
            for (const HistogramBin &bin : bins) {
                RC_ASSERT(bin.count > 0);
                seen += bin.count;
            }
            RC_ASSERT(seen == static_cast<qint64>(samples.size()));
            RC_ASSERT(
                std::is_sorted(bins.begin(), bins.end(), [](const HistogramBin &a, const HistogramBin &b) {
                    return a.upperMs < b.upperMs;
                }));
        }));
    }

    void clearForgetsEverything()
    {
        Histogram h = filled({1ms, 2ms});
        h.clear();
        QCOMPARE(h.summary(), LatencySummary());
        h.add(3ms);
        QCOMPARE(*h.summary().meanMs, 3.0);
        QCOMPARE(*h.summary().minMs, 3.0);
    }
};

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
