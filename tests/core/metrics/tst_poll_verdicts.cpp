#include "core/metrics/poll_verdicts.h"
#include "tests/support/simulated_polls.h"

#include <QtTest>

using namespace std::chrono_literals;
using Arrivals = PredictionInputs::Arrivals;

namespace {

constexpr quint32 runs = 100;

/// Of many runs, how many have this verdict.
template<typename Judge>
int count(SimulatedPolls run, Verdict verdict, const Judge &judge)
{
    int found = 0;
    for (run.seed = 1; run.seed <= runs; ++run.seed)
        found += judge(run.lane()) == verdict;
    return found;
}

LaneSnapshot counted(qint64 empty, qint64 full, int clients = 1)
{
    LaneSnapshot lane;
    lane.kind = TransportKind::ShortPoll;
    lane.clients = clients;
    lane.traffic.emptyPolls = empty;
    lane.traffic.fullPolls = full;
    lane.predicted.emptyPolls = EmptyPollPrediction{.share = 0.2, .periodS = 2, .formula = {}};
    return lane;
}

} // namespace

Q_DECLARE_METATYPE(SimulatedPolls)

class TestPollVerdicts : public QObject
{
    Q_OBJECT

private slots:
    void theIntervalOfEmptyPollsContainsSimulatedRuns_data()
    {
        QTest::addColumn<SimulatedPolls>("run");
        QTest::newRow("two messages a poll, 30 polls")
            << SimulatedPolls{{.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 1}, 60};
        QTest::newRow("half a message a poll")
            << SimulatedPolls{{.pollInterval = 500ms, .delay = 20ms, .messagesPerSecond = 1}, 60};
        QTest::newRow("rare messages")
            << SimulatedPolls{{.pollInterval = 100ms, .delay = 5ms, .messagesPerSecond = 2}, 60};
        QTest::newRow("thirty clients, the same messages")
            << SimulatedPolls{{.pollInterval = 1s, .delay = 20ms, .messagesPerSecond = 1, .clients = 30}, 60};
        QTest::newRow("overlapping polls")
            << SimulatedPolls{{.pollInterval = 50ms, .delay = 60ms, .messagesPerSecond = 5}, 60};
    }

    void theIntervalOfEmptyPollsContainsSimulatedRuns()
    {
        QFETCH(SimulatedPolls, run);
        const auto judge = [](const LaneSnapshot &lane) { return compareEmptyPolls(lane).verdict; };
        const int agree = count(run, Verdict::Agrees, judge);
        QVERIFY2(agree >= 0.95 * runs, qPrintable(QString::number(agree)));
        const auto halved = [](LaneSnapshot lane) {
            lane.predicted.emptyPolls->share /= 2;
            return compareEmptyPolls(lane).verdict;
        };
        run.seconds *= 10; // long enough to tell
        const int differ = count(run, Verdict::Differs, halved);
        QVERIFY2(differ >= 0.95 * runs, qPrintable(QString::number(differ)));
    }

    void doublingOrHalvingAPredictionIsSeen()
    {
        LaneSnapshot lane
            = SimulatedPolls{{.pollInterval = 500ms, .delay = 20ms, .messagesPerSecond = 2}, 300, 5}.lane();
        QCOMPARE(compareEmptyPolls(lane).verdict, Verdict::Agrees);
        lane.predicted.emptyPolls->share *= 2;
        QCOMPARE(compareEmptyPolls(lane).verdict, Verdict::Differs);
        for (const QuantileComparison &c : compareQuantiles(lane, 300, 0))
            QCOMPARE(c.verdict, Verdict::Agrees);
        lane.predicted.uniform->periodMs *= 2;
        for (const QuantileComparison &c : compareQuantiles(lane, 300, 0))
            QCOMPARE(c.verdict, Verdict::Differs);
    }

    void steadyMessagesLeaveNoEmptyPollToChance_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("share");
        QTest::newRow("ten a poll") << 20.0 << 0.0;
        QTest::newRow("one a poll") << 2.0 << 0.0;
        QTest::newRow("a little less than one a poll") << 1.9 << 0.05;
        QTest::newRow("every second poll") << 1.0 << 0.5;
        QTest::newRow("no whole number") << 0.73 << 0.635;
    }

    void steadyMessagesLeaveNoEmptyPollToChance()
    {
        QFETCH(double, rate);
        QFETCH(double, share);
        SimulatedPolls run{
            {.pollInterval = 500ms, .delay = 20ms, .messagesPerSecond = rate, .arrivals = Arrivals::Steady},
            100};
        // Whatever the phase.
        for (run.seed = 1; run.seed <= runs; ++run.seed) {
            const EmptyPollComparison c = compareEmptyPolls(run.lane());
            QVERIFY(std::abs(run.lane().predicted.emptyPolls->share - share) < 1e-9);
            QCOMPARE(c.verdict, Verdict::Agrees);
            QVERIFY(c.ci95 <= 3.0 / 199);
        }
    }

    void emptyPollsAreJudged_data()
    {
        QTest::addColumn<LaneSnapshot>("lane");
        QTest::addColumn<Verdict>("verdict");
        // 20 % predicted; of 100 polls 1.96 * 0.04 and 2 polls more.
        QTest::newRow("as predicted") << counted(20, 80) << Verdict::Agrees;
        QTest::newRow("within") << counted(29, 71) << Verdict::Agrees;
        QTest::newRow("beyond") << counted(30, 70) << Verdict::Differs;
        QTest::newRow("below") << counted(10, 90) << Verdict::Differs;
        QTest::newRow("as many polls, but of ten clients") << counted(30, 70, 10) << Verdict::Agrees;
        QTest::newRow("nine polls") << counted(9, 0) << Verdict::NotEnough;
        QTest::newRow("nine polls of each client") << counted(18, 0, 2) << Verdict::NotEnough;
        QTest::newRow("none") << counted(0, 0) << Verdict::NotEnough;
        LaneSnapshot early = counted(30, 70);
        early.regimeStartS = -0.05; // got ready with a poll
        QTest::newRow("one poll before the schedule") << early << Verdict::Agrees;
        early = counted(35, 65);
        QTest::newRow("many polls too many") << early << Verdict::Differs;
        early.regimeStartS = -12; // waited for others
        QTest::newRow("as many, made before the schedule") << early << Verdict::Agrees;
        LaneSnapshot without = counted(30, 70);
        without.predicted.emptyPolls.reset();
        QTest::newRow("no prediction") << without << Verdict::None;
    }

    void emptyPollsAreJudged()
    {
        QFETCH(LaneSnapshot, lane);
        QFETCH(Verdict, verdict);
        QCOMPARE(compareEmptyPolls(lane).verdict, verdict);
    }

    void theIntervalOfAQuantileContainsSimulatedRuns_data()
    {
        QTest::addColumn<SimulatedPolls>("run");
        QTest::newRow("30 messages") << SimulatedPolls{
            {.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 1}, 30};
        QTest::newRow("110 messages, p99 is stated")
            << SimulatedPolls{{.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 2}, 55};
        QTest::newRow("1,100 messages")
            << SimulatedPolls{{.pollInterval = 500ms, .delay = 20ms, .messagesPerSecond = 20}, 55};
        QTest::newRow("many messages in few intervals")
            << SimulatedPolls{{.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 500}, 10};
        QTest::newRow("thirty clients, the same messages")
            << SimulatedPolls{{.pollInterval = 1s, .delay = 20ms, .messagesPerSecond = 1, .clients = 30}, 30};
        QTest::newRow("overlapping polls")
            << SimulatedPolls{{.pollInterval = 50ms, .delay = 60ms, .messagesPerSecond = 5}, 60};
    }

    void theIntervalOfAQuantileContainsSimulatedRuns()
    {
        QFETCH(SimulatedPolls, run);
        for (const qsizetype which : {0, 1}) {
            const auto judge = [&](const LaneSnapshot &lane) {
                return compareQuantiles(lane, run.seconds, 0).value(which).verdict;
            };
            const int agree = count(run, Verdict::Agrees, judge);
            QVERIFY2(agree >= 0.93 * runs, qPrintable(QString::number(agree)));
            SimulatedPolls longer = run; // long enough to tell
            longer.seconds *= 3;
            const auto doubled = [&](LaneSnapshot lane) {
                lane.predicted.uniform->periodMs *= 2;
                return compareQuantiles(lane, longer.seconds, 0).value(which).verdict;
            };
            const int differ = count(longer, Verdict::Differs, doubled);
            QVERIFY2(differ >= 0.93 * runs, qPrintable(QString::number(differ)));
        }
    }

    void theMeanOfManyMessagesInFewIntervalsAgrees()
    {
        const SimulatedPolls run{{.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 500}, 12};
        const auto mean = [&](const LaneSnapshot &lane) {
            return compare(lane.predicted, lane.latency, 0, run.seconds).verdict;
        };
        QVERIFY(count(run, Verdict::Agrees, mean) >= 0.95 * runs);
        const auto doubled = [&](LaneSnapshot lane) {
            *lane.predicted.latencyMeanMs *= 2;
            return mean(lane);
        };
        QCOMPARE(count(run, Verdict::Differs, doubled), int(runs));
    }

    void theHighestPercentileThatMayBeStatedIsCompared_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<int>("perMille");
        QTest::newRow("under a hundred messages") << 70.0 << 900;
        QTest::newRow("hundreds") << 300.0 << 990;
        QTest::newRow("thousands") << 3000.0 << 999;
    }

    void theHighestPercentileThatMayBeStatedIsCompared()
    {
        QFETCH(double, seconds);
        QFETCH(int, perMille);
        const LaneSnapshot lane
            = SimulatedPolls{{.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 1}, seconds}.lane();
        const QList<QuantileComparison> all = compareQuantiles(lane, seconds, 0);
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0].perMille, 500);
        QCOMPARE(all[0].predictedMs, 1020.0);
        QCOMPARE(all[1].perMille, perMille);
        QCOMPARE(all[1].predictedMs, 2 * perMille + 20.0);
    }

    void theIntervalOfAMedianOfManyHasItsKnownWidth()
    {
        LaneSnapshot lane;
        lane.latency.count = 10'000;
        lane.latency.p50Ms = 1001;
        lane.predicted.uniform = UniformLatency{0, 2000};
        // 1.96 * 2,000 * 0.5 / 100, what the histogram rounds and the ends of 500 intervals.
        const double ci = compareQuantiles(lane, 1000, 0).first().ci95Ms;
        QVERIFY2(std::abs(ci - (19.6 + 5 + 1)) < 0.01, qPrintable(QString::number(ci)));
    }

    void fewMessagesOrNoneDecideNothing()
    {
        LaneSnapshot lane;
        lane.predicted.uniform = UniformLatency{20, 2000};
        QCOMPARE(compareQuantiles(lane, 0, 0).size(), 1);
        QCOMPARE(compareQuantiles(lane, 0, 0).first().verdict, Verdict::NotEnough);
        lane.latency.count = 9;
        lane.latency.p50Ms = 20;
        QCOMPARE(compareQuantiles(lane, 30, 0).first().verdict, Verdict::NotEnough);
        lane.predicted.uniform.reset();
        QVERIFY(compareQuantiles(lane, 30, 0).isEmpty());
    }

    void theNoiseFloorWidensTheInterval()
    {
        LaneSnapshot lane;
        lane.latency.count = 100'000;
        lane.latency.p50Ms = 112;
        lane.predicted.uniform = UniformLatency{0, 200};
        QCOMPARE(compareQuantiles(lane, 1000, 0).first().verdict, Verdict::Differs);
        QCOMPARE(compareQuantiles(lane, 1000, 12).first().verdict, Verdict::Agrees);
    }
};

QTEST_APPLESS_MAIN(TestPollVerdicts)
#include "tst_poll_verdicts.moc"
