#include "tests/support/sample_state.h"
#include "ui/charts/history_lines.h"
#include "ui/charts/overhead_bars.h"
#include "ui/charts/percentile_curve.h"
#include "ui/charts/theory_line.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

QList<HistoryBucket> everyTenthOfASecond(double seconds)
{
    QList<HistoryBucket> history;
    for (int i = 0; i < static_cast<int>(seconds * 10); ++i) {
        HistoryBucket bucket;
        bucket.startS = i * 0.1;
        bucket.widthS = 0.1;
        bucket.requests = i % 10 == 0 ? 3 : 0;
        bucket.deliveries = i % 10 == 0 ? 2 : 0;
        bucket.protocolOverhead = i % 10 == 5 ? 1000 : 0;
        bucket.openConnections = i < 20 ? 1 : 2;
        if (bucket.requests > 0 || bucket.protocolOverhead > 0)
            history.append(bucket);
    }
    return history;
}

LatencySummary measured(double mean, double ci, qint64 count)
{
    LatencySummary latency;
    latency.count = count;
    latency.meanMs = mean;
    latency.meanCi95Ms = ci;
    return latency;
}

Prediction halfAnInterval()
{
    Prediction predicted;
    predicted.latencyMeanMs = 1020;
    predicted.formula = u"T/2 + d"_s;
    return predicted;
}

TheoryLine theoryFor(const LatencySummary &latency, const Prediction &predicted,
                     const ExperimentSettings &settings = {})
{
    ChartFacts facts;
    facts.settings = settings;
    facts.snapshot.phase = RunSnapshot::Phase::Running;
    LaneSnapshot &lane = facts.snapshot.lanes[0];
    lane.enabled = true;
    lane.latency = latency;
    lane.predicted = predicted;
    return theoryLine(facts, TransportKind::ShortPoll);
}

} // namespace

/// The numbers behind the charts.
class TestChartFigures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void ratesArePerSecondOfWholeColumns();
    void theFigureOfNowIsOfWholeBucketsOnly();
    void linesHaveFewPointsHoweverLongTheRun();
    void connectionsStayAsTheyWereWhileNothingHappens();
    void overheadLeavesOutColumnsWithoutMessages();
    void barsAddUpToAllBytesButSetUp();
    void anEchoIsOneOfTheMessagesThatBytesAreSharedAmong();
    void barWithoutMessagesSaysWhatWasSpent();
    void onlySmallBarsAreMagnifiedAsFarAsTheyFit();
    void percentilesStandByTheirDecades();
    void curveEndsWhereSamplesEnd_data();
    void curveEndsWhereSamplesEnd();
    void shortfallIsToldInNumbers();
    void theoryLineGivesAVerdict_data();
    void theoryLineGivesAVerdict();
    void theoryLineHasTheFormulaWithItsNumbers();

    void requestsAreJudgedBesideTheirPrediction()
    {
        ChartFacts facts;
        facts.snapshot.elapsedS = 100;
        LaneSnapshot &lane = facts.snapshot.lanes[indexOf(TransportKind::ShortPoll)];
        lane.kind = TransportKind::ShortPoll;
        lane.enabled = true;
        lane.clients = 1;
        lane.predicted.requestsPerSecond = 0.5;
        lane.traffic.requests = 51;
        lane.requestsPerSecond = 0.51;
        TheoryLine line = requestsLine(facts, TransportKind::ShortPoll);
        QCOMPARE(line.verdict, Verdict::Agrees);
        QVERIFY2(line.plainText().contains(u"predicted 0.5 requests/s"_s), qPrintable(line.plainText()));
        lane.traffic.requests = 100;
        line = requestsLine(facts, TransportKind::ShortPoll);
        QCOMPARE(line.verdict, Verdict::Differs);
        QVERIFY2(line.verdictText.contains(u"0.5"_s), qPrintable(line.verdictText));
        lane.traffic.requests = 3;
        QCOMPARE(requestsLine(facts, TransportKind::ShortPoll).verdict, Verdict::NotEnough);
    }

    void anEarlyMeanOfPollsDecidesNothing()
    {
        ChartFacts facts;
        LaneSnapshot &lane = facts.snapshot.lanes[indexOf(TransportKind::ShortPoll)];
        lane.kind = TransportKind::ShortPoll;
        lane.enabled = true;
        lane.effectivePollIntervalMs = 2000;
        lane.predicted = halfAnInterval();
        lane.latency = measured(683, 200, 11);
        facts.snapshot.elapsedS = 9;
        QCOMPARE(theoryLine(facts, TransportKind::ShortPoll).verdict, Verdict::NotEnough);
        facts.snapshot.elapsedS = 11;
        QCOMPARE(theoryLine(facts, TransportKind::ShortPoll).verdict, Verdict::Differs);
    }

    void theCrossoverIsNamedOnlyWhereItApplies()
    {
        ChartFacts facts;
        for (LaneSnapshot &lane : facts.snapshot.lanes)
            lane.enabled = true;
        QVERIFY2(crossoverText(facts).contains(u"1/T = 0.5"_s), qPrintable(crossoverText(facts)));
        facts.settings.arrivals.kind = Arrivals::Kind::Steady;
        QVERIFY(crossoverText(facts).isEmpty());
        facts.settings.arrivals.kind = Arrivals::Kind::Poisson;
        facts.snapshot.lanes[indexOf(TransportKind::LongPoll)].enabled = false;
        QVERIFY(crossoverText(facts).isEmpty());
    }
};

void TestChartFigures::ratesArePerSecondOfWholeColumns()
{
    const auto line = historyLine(everyTenthOfASecond(10), HistoryQuantity::RequestsPerSecond, {0, 10}, 9.5);
    QCOMPARE(line.size(), 18);
    for (const QPointF &point : line)
        QCOMPARE(point.y(), 3.0);
    QCOMPARE(line.last().x(), 9.0);
}

void TestChartFigures::theFigureOfNowIsOfWholeBucketsOnly()
{
    // Three requests in the first tenth of each second: what has just begun does not change the mean.
    const auto history = everyTenthOfASecond(10);
    for (const double endS : {4.0, 4.05, 9.5, 9.99})
        QCOMPARE(recentRate(history, HistoryQuantity::RequestsPerSecond, endS, 2), 3.0);
    QCOMPARE(recentRate(history, HistoryQuantity::RequestsPerSecond, 0.5, 2), 6.0);
    QVERIFY(!recentRate(history, HistoryQuantity::RequestsPerSecond, 0.05, 2));
    QVERIFY(!recentRate({}, HistoryQuantity::RequestsPerSecond, 5, 2));
}

void TestChartFigures::linesHaveFewPointsHoweverLongTheRun()
{
    const auto line
        = historyLine(everyTenthOfASecond(300), HistoryQuantity::RequestsPerSecond, {0, 300}, 300);
    QVERIFY(line.size() > 100);
    QVERIFY(line.size() <= PlotSeries::maxPoints);
    QVERIFY(std::ranges::is_sorted(line, {}, &QPointF::x));
}

void TestChartFigures::connectionsStayAsTheyWereWhileNothingHappens()
{
    QList<HistoryBucket> history(1);
    history[0].widthS = 0.1;
    history[0].openConnections = 4;
    const auto line = historyLine(history, HistoryQuantity::OpenConnections, {20, 30}, 30);
    QVERIFY(!line.isEmpty());
    for (const QPointF &point : line)
        QCOMPARE(point.y(), 4.0);
}

void TestChartFigures::overheadLeavesOutColumnsWithoutMessages()
{
    QList<HistoryBucket> history = everyTenthOfASecond(10);
    history.removeIf(
        [](const HistoryBucket &b) { return b.deliveries > 0 && b.startS > 3.5 && b.startS < 6.5; });
    const auto line = historyLine(history, HistoryQuantity::OverheadPerMessage, {0, 10}, 10);
    QCOMPARE(line.size(), 14);
    QCOMPARE(line.first().y(), 500.0);
}

void TestChartFigures::barsAddUpToAllBytesButSetUp()
{
    LaneSnapshot lane;
    lane.kind = TransportKind::Sse;
    lane.enabled = true;
    lane.messages.delivered = 10;
    for (std::size_t i = 0; i < bytePartCount; ++i)
        lane.traffic.parts[i] = 100 * static_cast<qint64>(i + 1);
    const OverheadBar bar = overheadBar(lane);
    const qint64 all = 100 * 13 * 14 / 2;
    const qint64 setup = lane.traffic.part(BytePart::Handshake);
    QCOMPARE(bar.total * 10, double(all - setup));
    QCOMPARE(bar.parts.first().part, BytePart::Payload);
    QCOMPARE(bar.parts.last().part, BytePart::Envelope);
}

void TestChartFigures::anEchoIsOneOfTheMessagesThatBytesAreSharedAmong()
{
    LaneSnapshot lane;
    lane.kind = TransportKind::WebSocket;
    lane.enabled = true;
    lane.messages.delivered = 10;
    lane.upstream = {.sent = 30, .accepted = 30, .echoed = 30};
    lane.traffic.parts[static_cast<std::size_t>(BytePart::Framing)] = 10 * 2 + 30 * 8;
    const OverheadBar bar = overheadBar(lane);
    QCOMPARE(bar.delivered, 40);
    QCOMPARE(bar.total, 6.5);
    QCOMPARE(*bar.networkEstimate, (10 + 2 * 30) * 40 / 40.0); // an echo is two segments
    QList<HistoryBucket> history = everyTenthOfASecond(10);
    const auto without = historyLine(history, HistoryQuantity::OverheadPerMessage, {0, 10}, 10);
    for (HistoryBucket &bucket : history)
        bucket.echoes = bucket.deliveries;
    const auto with = historyLine(history, HistoryQuantity::OverheadPerMessage, {0, 10}, 10);
    QCOMPARE(with.first().y(), without.first().y() / 2);
}

void TestChartFigures::barWithoutMessagesSaysWhatWasSpent()
{
    LaneSnapshot lane;
    lane.traffic.parts[static_cast<std::size_t>(BytePart::EmptyPoll)] = 5000;
    const OverheadBar bar = overheadBar(lane);
    QVERIFY(bar.parts.isEmpty());
    QVERIFY(!bar.overhead);
    QCOMPARE(bar.spentBytes, 5000.0);
}

void TestChartFigures::onlySmallBarsAreMagnifiedAsFarAsTheyFit()
{
    QList<OverheadBar> bars(4);
    bars[0].total = 3267;
    bars[1].total = 794;
    bars[2].total = 125;
    bars[3].total = 106;
    const Magnifier magnifier = magnifierFor(bars, 3300);
    QCOMPARE(magnifier.bars, (QList<qsizetype>{2, 3}));
    QCOMPARE(magnifier.factor, 25);
    QVERIFY(magnifierFor({bars[0], bars[1]}, 3300).bars.isEmpty());
}

void TestChartFigures::percentilesStandByTheirDecades()
{
    QCOMPARE(percentile_curve::place(0), 0.0);
    QVERIFY(std::abs(percentile_curve::place(90) - 1) < 1e-9);
    QVERIFY(std::abs(percentile_curve::place(99.9) - 3) < 1e-9);
}

void TestChartFigures::curveEndsWhereSamplesEnd_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<double>("percentile");
    QTest::newRow("9") << 9 << 50.0;
    QTest::newRow("10") << 10 << 90.0;
    QTest::newRow("99") << 99 << 90.0;
    QTest::newRow("100") << 100 << 99.0;
    QTest::newRow("999") << 999 << 99.0;
    QTest::newRow("1,000") << 1000 << 99.9;
    QTest::newRow("100,000") << 100'000 << 99.9;
}

void TestChartFigures::curveEndsWhereSamplesEnd()
{
    QFETCH(int, samples);
    QFETCH(double, percentile);
    QList<HistogramBin> bins;
    for (int i = 0; i < std::min(samples, 400); ++i)
        bins.append(
            {i + 1.0, samples / std::min(samples, 400) + (i < samples % std::min(samples, 400) ? 1 : 0)});
    const auto steps = percentile_curve::steps(bins);
    QVERIFY(steps.size() <= PlotSeries::maxPoints);
    QVERIFY(std::abs(steps.last().x() - percentile_curve::place(percentile)) < 1e-9);
    QVERIFY(std::ranges::is_sorted(steps, {}, &QPointF::x));
    QVERIFY(std::ranges::is_sorted(steps, {}, &QPointF::y));
    QVERIFY(percentile_curve::steps({}).isEmpty());
}

void TestChartFigures::shortfallIsToldInNumbers()
{
    const auto figures = percentile_curve::figures({});
    QCOMPARE(figures.at(2).name, u"p99"_s);
    QCOMPARE(percentile_curve::shortfall(figures.at(2), 63), u"needs 100, has 63"_s);
}

void TestChartFigures::theoryLineGivesAVerdict_data()
{
    QTest::addColumn<TheoryLine>("line");
    QTest::addColumn<QString>("verdict");
    const Prediction predicted = halfAnInterval();
    ExperimentSettings jitter;
    jitter.jitter = std::chrono::milliseconds(5);
    ExperimentSettings bursts;
    bursts.arrivals.kind = Arrivals::Kind::Burst;
    QTest::newRow("agrees") << theoryFor(measured(1060, 197, 29), predicted) << u"agrees"_s;
    QTest::newRow("few") << theoryFor(measured(1060, 197, 9), predicted) << u"not enough messages yet"_s;
    QTest::newRow("none yet") << theoryFor({}, predicted) << u"not enough messages yet"_s;
    QTest::newRow("differs") << theoryFor(measured(1061, 10, 200), predicted) << u"differs by 41\u00A0ms"_s;
    QTest::newRow("jitter") << theoryFor(measured(30, 1, 50), {}, jitter) << u"no prediction: jitter"_s;
    QTest::newRow("bursts") << theoryFor(measured(30, 1, 50), {}, bursts) << u"no prediction: bursts"_s;
}

void TestChartFigures::theoryLineGivesAVerdict()
{
    QFETCH(TheoryLine, line);
    QFETCH(QString, verdict);
    QCOMPARE(line.verdictText, verdict);
}

void TestChartFigures::theoryLineHasTheFormulaWithItsNumbers()
{
    const TheoryLine line = theoryFor(measured(1060, 197, 29), halfAnInterval());
    QCOMPARE(line.plainText(),
             u"Short polling: mean = T/2 + d = 1,020 ms \u00B7 measured 1,060 \u00B1 197 ms, "
             "n = 29: agrees"_s);
}

QTEST_GUILESS_MAIN(TestChartFigures)
#include "tst_chart_figures.moc"
