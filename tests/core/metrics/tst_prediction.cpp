#include "core/metrics/histogram.h"
#include "core/metrics/prediction.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace std::chrono_literals;
using Arrivals = PredictionInputs::Arrivals;

namespace {

constexpr std::size_t messageCount = 200'000;

/// What a simulated run gave.
struct Simulated
{
    double meanMs = 0;
    double requestsPerSecond = 0;
    double emptyShare = 0; ///< of the polls
    LatencySummary latency;
};

std::vector<double> arrivals(const PredictionInputs &in, quint32 seed)
{
    QRandomGenerator random(seed);
    std::vector<double> times;
    double t = 0;
    for (std::size_t i = 0; i < messageCount; ++i) {
        t += in.arrivals == Arrivals::Steady ? 1 / in.messagesPerSecond
                                             : -std::log(1 - random.generateDouble()) / in.messagesPerSecond;
        times.push_back(t);
    }
    return times;
}

/// The requests of a client reach the server at the multiples of T (plus a phase); each takes what is there.
Simulated simulateShortPoll(const PredictionInputs &in, double phase)
{
    const double period = toSeconds(in.pollInterval);
    Histogram latency;
    double server = phase;
    double found = -1; // the poll that found the last message
    qint64 polls = 0;
    qint64 full = 0;
    for (const double t : arrivals(in, 1)) {
        while (server < t) {
            server += period;
            ++polls;
        }
        full += std::exchange(found, server) != server;
        latency.add(Duration(std::llround((server + toSeconds(in.delay) - t) * 1e9)));
    }
    const auto all = static_cast<double>(polls);
    return {.meanMs = *latency.summary().meanMs,
            .requestsPerSecond = all / server,
            .emptyShare = 1 - static_cast<double>(full) / all,
            .latency = latency.summary()};
}

/// Event by event: a request waits at the server for a message or the timeout; its answer travels d, the next
/// request d.
Simulated simulateLongPoll(const PredictionInputs &in)
{
    const std::vector<double> times = arrivals(in, 2);
    const double d = toSeconds(in.delay);
    const double turnaround = (in.newConnections ? 4 : 2) * d;
    const double timeout = toSeconds(in.longPollTimeout);
    double sum = 0;
    double atServer = 0;
    qint64 requests = 0;
    for (std::size_t i = 0; i < times.size(); ++requests) {
        const double answered = std::min(std::max(atServer, times[i]), atServer + timeout);
        while (i < times.size() && times[i] <= answered)
            sum += answered + d - times[i++];
        atServer = answered + turnaround;
    }
    return {.meanMs = 1000 * sum / messageCount,
            .requestsPerSecond = static_cast<double>(requests) / times.back(),
            .latency = {}};
}

bool within(double value, double expected, double share)
{
    return std::abs(value - expected) <= share * std::abs(expected);
}

LatencySummary measured(double mean, double ci, qint64 count)
{
    LatencySummary s;
    s.count = count;
    s.meanMs = mean;
    s.meanCi95Ms = ci;
    return s;
}

} // namespace

Q_DECLARE_METATYPE(PredictionInputs)

class TestPrediction : public QObject
{
    Q_OBJECT

private slots:
    void shortPollAgreesWithASimulation_data()
    {
        QTest::addColumn<PredictionInputs>("in");
        QTest::newRow("T = 500 ms, d = 20 ms")
            << PredictionInputs{.pollInterval = 500ms, .delay = 20ms, .messagesPerSecond = 20};
        QTest::newRow("T = 2 s, d = 0") << PredictionInputs{.pollInterval = 2s, .messagesPerSecond = 1};
        QTest::newRow("rare messages")
            << PredictionInputs{.pollInterval = 100ms, .delay = 5ms, .messagesPerSecond = 0.1};
    }

    void shortPollAgreesWithASimulation()
    {
        QFETCH(PredictionInputs, in);
        const Prediction p = predict(TransportKind::ShortPoll, in);
        const Simulated s = simulateShortPoll(in, 0.3 * toSeconds(in.pollInterval));
        QVERIFY(within(s.meanMs, *p.latencyMeanMs, 0.02));
        QVERIFY(within(s.requestsPerSecond, *p.requestsPerSecond, 0.02));
        QCOMPARE(p.formula, QStringLiteral("T/2 + d"));
        QVERIFY(!p.latencyLowMs);
        QVERIFY2(std::abs(s.emptyShare - p.emptyPolls->share) < 0.003,
                 qPrintable(QString::number(s.emptyShare)));
        QVERIFY(within(*s.latency.p50Ms, p.uniform->quantileMs(0.5), 0.02));
        QVERIFY(within(*s.latency.p90Ms, p.uniform->quantileMs(0.9), 0.02));
        QVERIFY(within(*s.latency.p99Ms, p.uniform->quantileMs(0.99), 0.02));
        QVERIFY(within(*s.latency.p999Ms, p.uniform->quantileMs(0.999), 0.02));
    }

    void emptyPollsHaveTheirKnownShare()
    {
        PredictionInputs in{.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 1};
        const auto predicted = [&in] { return *predict(TransportKind::ShortPoll, in).emptyPolls; };
        QVERIFY(within(predicted().share, 0.1353, 1e-3));
        QCOMPARE(predicted().formula, QStringLiteral("e^\u2212\u03BBT"));
        QVERIFY(predicted().random);
        in.arrivals = Arrivals::Steady;
        QCOMPARE(predicted().share, 0.0);
        in.messagesPerSecond = 0.2;
        QVERIFY(within(predicted().share, 0.6, 1e-9));
        QVERIFY(!predicted().random);
        in.delay = 1s; // a poll is back after the next tick: every second one is skipped
        QVERIFY(within(predicted().share, 0.2, 1e-9));
        QCOMPARE(predicted().periodS, 4.0);
        QCOMPARE(predicted().formula, QStringLiteral("max(0, 1 \u2212 2\u03BBT)"));
    }

    void emptyPollsAreNotPredictedWithoutTheModelsArrivals()
    {
        const PredictionInputs in{.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 1};
        QVERIFY(predict(TransportKind::ShortPoll, in).emptyPolls);
        const auto without = [&in](auto &&edit) {
            PredictionInputs other = in;
            edit(other);
            return !predict(TransportKind::ShortPoll, other).emptyPolls;
        };
        QVERIFY(without([](PredictionInputs &other) { other.arrivals = Arrivals::Burst; }));
        QVERIFY(without([](PredictionInputs &other) { other.messagesPerSecond = 0; }));
        QVERIFY(without([](PredictionInputs &other) { other.interrupted = true; }));
        QVERIFY(without([](PredictionInputs &other) { other.disturbed = true; }));
        for (const TransportKind kind : allTransportKinds)
            QCOMPARE(predict(kind, in).emptyPolls.has_value(), kind == TransportKind::ShortPoll);
    }

    void latencyIsUniformUnderPoissonArrivalsOnly()
    {
        PredictionInputs in{.pollInterval = 50ms, .delay = 60ms, .messagesPerSecond = 1};
        const auto uniform = [&in] { return predict(TransportKind::ShortPoll, in).uniform; };
        QCOMPARE(*uniform(), (UniformLatency{60, 150, 3}));
        QCOMPARE(uniform()->quantileMs(0.5), *predict(TransportKind::ShortPoll, in).latencyMeanMs);
        in.interrupted = true; // what comes still comes at random
        QVERIFY(uniform());
        for (const Arrivals arrivals : {Arrivals::Steady, Arrivals::Burst}) {
            in.arrivals = arrivals;
            QVERIFY(!uniform());
        }
        for (const TransportKind kind :
             {TransportKind::LongPoll, TransportKind::Sse, TransportKind::WebSocket})
            QVERIFY(!predict(kind, {.pollInterval = 1s, .messagesPerSecond = 1}).uniform);
    }

    void aHeldPublisherLeavesLatenciesOnly()
    {
        const PredictionInputs in{.pollInterval = 2s,
                                  .delay = 20ms,
                                  .longPollTimeout = 30s,
                                  .messagesPerSecond = 1,
                                  .interrupted = true};
        QVERIFY(predict(TransportKind::LongPoll, in).latencyMeanMs);
        QVERIFY(!predict(TransportKind::LongPoll, in).requestsPerSecond);
        QCOMPARE(*predict(TransportKind::ShortPoll, in).requestsPerSecond, 0.5);
    }

    void steadyMessagesLockToAPhaseWithinTheBand_data()
    {
        QTest::addColumn<double>("rate");
        QTest::newRow("ten a poll") << 20.0;
        QTest::newRow("one a poll") << 2.0;
        QTest::newRow("every second poll") << 1.0;
        QTest::newRow("no whole number") << 7.3;
    }

    void steadyMessagesLockToAPhaseWithinTheBand()
    {
        QFETCH(double, rate);
        const PredictionInputs in{
            .pollInterval = 500ms, .delay = 20ms, .messagesPerSecond = rate, .arrivals = Arrivals::Steady};
        const Prediction p = predict(TransportKind::ShortPoll, in);
        QCOMPARE(*p.latencyMeanMs, 270.0);
        QVERIFY(*p.latencyLowMs >= 20);
        QVERIFY(*p.latencyHighMs <= 520);
        for (const double phase : {0.0001, 0.07, 0.21, 0.33, 0.4999}) {
            const Simulated s = simulateShortPoll(in, phase);
            const double mean = s.meanMs;
            QVERIFY(std::abs(s.emptyShare - p.emptyPolls->share) < 1e-4);
            QVERIFY2(mean >= *p.latencyLowMs - 0.1 && mean <= *p.latencyHighMs + 0.1,
                     qPrintable(QString::number(mean)));
        }
    }

    void theBandIsAsWideAsTheGapBetweenMessages()
    {
        const Prediction p = predict(
            TransportKind::ShortPoll,
            {.pollInterval = 500ms, .delay = 20ms, .messagesPerSecond = 20, .arrivals = Arrivals::Steady});
        QCOMPARE(*p.latencyLowMs, 245.0);
        QCOMPARE(*p.latencyHighMs, 295.0);
    }

    void pollsThatOverlapSkipTicks()
    {
        const Prediction p
            = predict(TransportKind::ShortPoll,
                      {.pollInterval = 50ms, .delay = 60ms, .messagesPerSecond = 1, .clients = 3});
        QCOMPARE(*p.latencyMeanMs, 75.0 + 60);
        QCOMPARE(*p.requestsPerSecond, 20.0);
        QCOMPARE(p.formula, QStringLiteral("3 T/2 + d"));
    }

    void longPollAgreesWithASimulation_data()
    {
        QTest::addColumn<PredictionInputs>("in");
        const auto in = [](double rate, Duration delay, Duration timeout, bool fresh = false) {
            return PredictionInputs{.delay = delay,
                                    .longPollTimeout = timeout,
                                    .messagesPerSecond = rate,
                                    .newConnections = fresh};
        };
        QTest::newRow("lambda R = 0.8") << in(20, 20ms, 30s);
        QTest::newRow("lambda R = 0.04") << in(1, 20ms, 30s);
        QTest::newRow("lambda R = 40") << in(1000, 20ms, 30s);
        QTest::newRow("seldom, with timeouts") << in(0.2, 200ms, 2s);
        QTest::newRow("a connection a request") << in(20, 20ms, 30s, true);
    }

    void longPollAgreesWithASimulation()
    {
        QFETCH(PredictionInputs, in);
        const Prediction p = predict(TransportKind::LongPoll, in);
        const Simulated s = simulateLongPoll(in);
        QVERIFY2(within(s.meanMs, *p.latencyMeanMs, 0.02), qPrintable(QString::number(s.meanMs)));
        QVERIFY(within(s.requestsPerSecond, *p.requestsPerSecond, 0.02));
    }

    void theModelOfLongPollHasItsKnownValue()
    {
        const Prediction p
            = predict(TransportKind::LongPoll,
                      {.delay = 20ms, .longPollTimeout = 30s, .messagesPerSecond = 20, .clients = 5});
        // Beyond d: (20 * 0.04^2 / 2) / (0.8 + e^-0.8) = 12.8 ms.
        QVERIFY(within(*p.latencyMeanMs, 32.808, 1e-3));
        QVERIFY(within(*p.requestsPerSecond, 5 * 20 / 1.24933, 1e-4));
        QVERIFY(p.formula.endsWith(QStringLiteral("R = 2d")));
    }

    void steadyLongPollIsStatedOnlyWhereItsMessagesMeetAParkedPoll()
    {
        const auto at = [](double rate) {
            return predict(TransportKind::LongPoll,
                           {.delay = 20ms,
                            .longPollTimeout = 30s,
                            .messagesPerSecond = rate,
                            .arrivals = Arrivals::Steady});
        };
        QCOMPARE(*at(10).latencyMeanMs, 20.0);
        QCOMPARE(*at(10).requestsPerSecond, 10.0);
        QVERIFY(!at(20).latencyMeanMs);
        QVERIFY(!at(20).requestsPerSecond);
        const Simulated s = simulateLongPoll(
            {.delay = 20ms, .longPollTimeout = 30s, .messagesPerSecond = 10, .arrivals = Arrivals::Steady});
        QVERIFY(within(s.meanMs, 20, 0.001));
        QVERIFY(within(s.requestsPerSecond, 10, 0.001));
    }

    void anIdleLongPollAsksOnceATimeout()
    {
        const Prediction p
            = predict(TransportKind::LongPoll, {.delay = 50ms, .longPollTimeout = 2400ms, .clients = 5});
        QCOMPARE(*p.requestsPerSecond, 2.0);
    }

    void streamsTakeTheDelay()
    {
        for (const TransportKind kind : {TransportKind::Sse, TransportKind::WebSocket})
            for (const Arrivals a : {Arrivals::Steady, Arrivals::Poisson, Arrivals::Burst}) {
                const Prediction p = predict(kind, {.delay = 20ms, .messagesPerSecond = 5, .arrivals = a});
                QCOMPARE(*p.latencyMeanMs, 20.0);
                QCOMPARE(*p.requestsPerSecond, 0.0);
                QCOMPARE(p.formula, QStringLiteral("d"));
            }
    }

    void whatAClientPostsIsARequestMore()
    {
        const PredictionInputs in{
            .pollInterval = 1s, .delay = 20ms, .messagesPerSecond = 1, .clients = 3, .sentPerSecond = 2};
        QCOMPARE(*predict(TransportKind::ShortPoll, in).requestsPerSecond, 3.0 + 6);
        QCOMPARE(*predict(TransportKind::Sse, in).requestsPerSecond, 6.0);
        QCOMPARE(*predict(TransportKind::WebSocket, in).requestsPerSecond, 0.0);
    }

    void burstsAreNotPredictedForLongPoll()
    {
        const PredictionInputs in{.pollInterval = 1s, .delay = 20ms, .arrivals = Arrivals::Burst};
        QCOMPARE(predict(TransportKind::LongPoll, in), Prediction());
        QCOMPARE(*predict(TransportKind::ShortPoll, in).latencyMeanMs, 520.0);
    }

    void nothingIsPredictedForADisturbedLink()
    {
        for (const TransportKind kind : allTransportKinds)
            QCOMPARE(predict(kind, {.pollInterval = 1s, .messagesPerSecond = 1, .disturbed = true}),
                     Prediction());
    }

    void aComparisonIsAVerdict_data()
    {
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("ci");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<double>("noise");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<double>("differsBy");
        QTest::newRow("in the interval") << 1024.0 << 60.0 << 58LL << 0.0 << Verdict::Agrees << 4.0;
        QTest::newRow("within the least noise") << 1021.9 << 0.0 << 58LL << 0.0 << Verdict::Agrees << 1.9;
        QTest::newRow("within the noise floor") << 1029.0 << 0.0 << 58LL << 10.0 << Verdict::Agrees << 9.0;
        QTest::newRow("too high") << 1100.0 << 60.0 << 58LL << 5.0 << Verdict::Differs << 80.0;
        QTest::newRow("too low") << 900.0 << 60.0 << 58LL << 5.0 << Verdict::Differs << -120.0;
        QTest::newRow("too few") << 900.0 << 60.0 << 9LL << 5.0 << Verdict::NotEnough << -120.0;
    }

    void aComparisonIsAVerdict()
    {
        QFETCH(double, mean);
        QFETCH(double, ci);
        QFETCH(qint64, count);
        QFETCH(double, noise);
        QFETCH(Verdict, verdict);
        QFETCH(double, differsBy);
        Prediction p;
        p.latencyMeanMs = 1020;
        const Comparison c = compare(p, measured(mean, ci, count), noise);
        QCOMPARE(c.verdict, verdict);
        QCOMPARE(c.differsByMs, differsBy);
    }

    void aMeanInTheBandAgrees()
    {
        Prediction p;
        p.latencyMeanMs = 270;
        p.latencyLowMs = 20;
        p.latencyHighMs = 520;
        QCOMPARE(compare(p, measured(60, 0, 100), 0), (Comparison{Verdict::Agrees, 0}));
        QCOMPARE(compare(p, measured(530, 1, 100), 0), (Comparison{Verdict::Differs, 10}));
    }

    void requestsAreComparedWithTheirSamplingError_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::addColumn<qint64>("requests");
        QTest::addColumn<Verdict>("verdict");
        // 2 clients, 1 a second predicted, 100 s: 100 requests.
        QTest::newRow("short polls come at a fixed rate")
            << TransportKind::ShortPoll << 104LL << Verdict::Agrees;
        QTest::newRow("a few polls too many") << TransportKind::ShortPoll << 105LL << Verdict::Differs;
        QTest::newRow("long polls come at random") << TransportKind::LongPoll << 120LL << Verdict::Agrees;
        QTest::newRow("too many") << TransportKind::LongPoll << 130LL << Verdict::Differs;
        QTest::newRow("half as many") << TransportKind::LongPoll << 50LL << Verdict::Differs;
        QTest::newRow("too few to say") << TransportKind::LongPoll << 9LL << Verdict::NotEnough;
    }
    void requestsAreComparedWithTheirSamplingError()
    {
        QFETCH(TransportKind, kind);
        QFETCH(qint64, requests);
        QFETCH(Verdict, verdict);
        LaneSnapshot lane;
        lane.kind = kind;
        lane.clients = 2;
        lane.predicted.requestsPerSecond = 1;
        lane.traffic.requests = requests;
        QCOMPARE(compareRequests(lane, 100).verdict, verdict);
        lane.predicted.requestsPerSecond.reset();
        QCOMPARE(compareRequests(lane, 100).verdict, Verdict::None);
        lane.predicted.requestsPerSecond = 0; // a stream makes none
        QCOMPARE(compareRequests(lane, 100).verdict, Verdict::None);
    }

    void longPollingOvertakesShortPollingAtOneMessageAnInterval()
    {
        PredictionInputs in{
            .pollInterval = 2s, .delay = 20ms, .longPollTimeout = 60s, .messagesPerSecond = 1};
        const double crossover = requestCrossover(in).value_or(0);
        QCOMPARE(crossover, 0.5);
        const auto requests = [&in](TransportKind kind, double rate) {
            in.messagesPerSecond = rate;
            return *predict(kind, in).requestsPerSecond;
        };
        QVERIFY(requests(TransportKind::LongPoll, 0.9 * crossover)
                < requests(TransportKind::ShortPoll, 0.9 * crossover));
        QVERIFY(requests(TransportKind::LongPoll, 1.1 * crossover)
                > requests(TransportKind::ShortPoll, 1.1 * crossover));
        in.delay = 1s; // R is as long as T
        QVERIFY(!requestCrossover(in));
        in.delay = 20ms;
        in.arrivals = Arrivals::Steady;
        QVERIFY(!requestCrossover(in));
    }

    void withoutAPredictionOrAMeasurementThereIsNoVerdict()
    {
        Prediction p;
        QCOMPARE(compare(p, measured(60, 0, 100), 0).verdict, Verdict::None);
        p.latencyMeanMs = 270;
        QCOMPARE(compare(p, LatencySummary(), 0).verdict, Verdict::None);
    }
};

QTEST_APPLESS_MAIN(TestPrediction)
#include "tst_prediction.moc"
