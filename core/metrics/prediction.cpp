#include "core/metrics/prediction.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace verdict_rules;

namespace {

using Arrivals = PredictionInputs::Arrivals;

/// Steady messages further apart than this share of R find the next long poll parked.
constexpr double parkedAfterRoundTrips = 1.5;
/// Timeouts rarer than this change neither the formula nor its value.
constexpr double timeoutsNoticeable = 0.01;
/// Of each client: the poll that made it ready before the schedule began, and the one under way at the end.
constexpr double requestsAtEdges = 2;
/// R is much smaller than T: M3 holds to about this share.
constexpr double muchSmaller = 0.25;

/// From a response of the server to the next request there: a round trip, and one more to connect.
Duration turnaround(const PredictionInputs &in)
{
    return (in.newConnections ? 4 : 2) * in.delay;
}

/// A client whose polls overlap skips ticks: one poll is outstanding at a time.
int ticksAPoll(const PredictionInputs &in)
{
    return in.pollInterval.count() == 0 ? 1 : static_cast<int>(turnaround(in) / in.pollInterval) + 1;
}

/// The share of polls that no message came before.
std::optional<EmptyPollPrediction> emptyPolls(const PredictionInputs &in, double periodS)
{
    const double messages = in.messagesPerSecond * periodS;
    // Without a schedule, all there is comes by hand.
    if (messages <= 0 || in.interrupted || in.arrivals == Arrivals::Burst)
        return std::nullopt;
    const int ticks = ticksAPoll(in);
    const QString lambdaT = ticks == 1 ? u"λT"_s : u"%1λT"_s.arg(ticks);
    if (in.arrivals == Arrivals::Steady)
        return EmptyPollPrediction{std::max(0.0, 1 - messages), periodS, false,
                                   u"max(0, 1 − %1)"_s.arg(lambdaT)};
    return EmptyPollPrediction{std::exp(-messages), periodS, true, u"e^−"_s + lambdaT};
}

Prediction predictShortPoll(const PredictionInputs &in)
{
    const double d = toMilliseconds(in.delay);
    const int ticks = ticksAPoll(in);
    const double period = ticks * toMilliseconds(in.pollInterval);
    Prediction p;
    if (period <= 0)
        return p;
    p.formula = ticks == 1 ? u"T/2 + d"_s : u"%1 T/2 + d"_s.arg(ticks);
    p.latencyMeanMs = period / 2 + d;
    p.requestsPerSecond = in.clients * 1000 / period;
    p.emptyPolls = emptyPolls(in, period / 1000);
    if (in.arrivals == Arrivals::Poisson)
        p.uniform = UniformLatency{d, period, ticks};
    if (in.arrivals == Arrivals::Steady && in.messagesPerSecond > 0) {
        // The messages of a poll are P apart, the first of them up to P late for the poll before: the mean
        // depends on that phase alone, and stays if T is a whole number of P.
        const double apart = std::min(1000 / in.messagesPerSecond, period);
        p.latencyLowMs = d + (period - apart) / 2;
        p.latencyHighMs = d + (period + apart) / 2;
    }
    return p;
}

Prediction predictLongPoll(const PredictionInputs &in)
{
    const double d = toMilliseconds(in.delay);
    const double r = toSeconds(turnaround(in));
    const double lambda = in.messagesPerSecond;
    const double timeout = toSeconds(in.longPollTimeout);
    Prediction p;
    if (in.arrivals == Arrivals::Burst)
        return p;
    if (lambda <= 0) {
        p.formula = u"d"_s;
        p.latencyMeanMs = d;
        p.requestsPerSecond = in.clients / (r + timeout);
        return p;
    }
    if (in.arrivals == Arrivals::Steady && 1 / lambda > parkedAfterRoundTrips * r) {
        p.formula = u"d"_s;
        p.latencyMeanMs = d;
        if (1 / lambda < timeout)
            p.requestsPerSecond = in.clients * lambda;
    }
    if (in.arrivals != Arrivals::Poisson)
        return p;
    // One cycle: R in which messages gather; then, if none did, a wait that a message or the timeout ends.
    const double noTimeout = 1 - std::exp(-lambda * timeout);
    const bool timeouts = timeout > 0 && 1 - noTimeout > timeoutsNoticeable;
    const double messages = lambda * r + std::exp(-lambda * r) * (timeouts ? noTimeout : 1);
    p.formula = timeouts ? u"d + (λR²/2)/(λR + e^−λR (1 − e^−λτ)), R = %1d"_s
                         : u"d + (λR²/2)/(λR + e^−λR), R = %1d"_s;
    p.formula = p.formula.arg(in.newConnections ? 4 : 2);
    p.latencyMeanMs = d + 1000 * (lambda * r * r / 2) / messages;
    p.requestsPerSecond = in.clients * lambda / messages;
    return p;
}

Prediction predictStream(const PredictionInputs &in)
{
    Prediction p;
    p.formula = u"d"_s;
    p.latencyMeanMs = toMilliseconds(in.delay);
    p.requestsPerSecond = 0;
    return p;
}

} // namespace

static Prediction predictDown(TransportKind kind, const PredictionInputs &inputs)
{
    switch (kind) {
    case TransportKind::ShortPoll:
        return predictShortPoll(inputs);
    case TransportKind::LongPoll:
        return predictLongPoll(inputs);
    case TransportKind::Sse:
    case TransportKind::WebSocket:
        return predictStream(inputs);
    }
    return {};
}

Prediction predict(TransportKind kind, const PredictionInputs &inputs)
{
    if (inputs.disturbed)
        return {};
    Prediction p = predictDown(kind, inputs);
    if (inputs.interrupted && kind == TransportKind::LongPoll)
        p.requestsPerSecond.reset();
    if (p.requestsPerSecond && kind != TransportKind::WebSocket)
        *p.requestsPerSecond += inputs.clients * inputs.sentPerSecond;
    return p;
}

Comparison compare(const Prediction &prediction, const LatencySummary &measured, double noiseMs,
                   double seconds)
{
    if (!prediction.latencyMeanMs || !measured.meanMs)
        return {};
    const double low = prediction.latencyLowMs.value_or(*prediction.latencyMeanMs);
    const double high = prediction.latencyHighMs.value_or(*prediction.latencyMeanMs);
    const double periodMs = prediction.uniform && seconds > 0 ? prediction.uniform->periodMs : 0;
    const double firstInterval = periodMs > 0 ? periodMs * periodMs / (8000 * seconds) : 0;
    const double slack = firstInterval + std::max(leastNoiseMs, noiseMs);
    Comparison c;
    c.differsByMs = *measured.meanMs - std::clamp(*measured.meanMs, low, high);
    if (measured.count < enoughSamples)
        c.verdict = Verdict::NotEnough;
    else if (std::abs(c.differsByMs) <= measured.meanCi95Ms.value_or(0) + slack)
        c.verdict = Verdict::Agrees;
    else
        c.verdict = Verdict::Differs;
    return c;
}

RequestComparison compareRequests(const LaneSnapshot &lane, double seconds)
{
    RequestComparison c;
    if (!lane.predicted.requestsPerSecond || *lane.predicted.requestsPerSecond <= 0 || seconds <= 0)
        return c;
    const auto n = static_cast<double>(lane.traffic.requests);
    c.measuredPerSecond = n / seconds;
    const double edges = requestsAtEdges * std::max(1, lane.clients) + 0.5; // n is a whole number
    const double spread = lane.kind == TransportKind::ShortPoll ? edges : interval95 * std::sqrt(n) + edges;
    c.ci95PerSecond = spread / seconds;
    c.differsBy = c.measuredPerSecond - *lane.predicted.requestsPerSecond;
    // An interval that holds anything agrees with nothing.
    if (lane.traffic.requests < enoughSamples || c.ci95PerSecond > *lane.predicted.requestsPerSecond / 2)
        c.verdict = Verdict::NotEnough;
    else
        c.verdict = std::abs(c.differsBy) <= c.ci95PerSecond ? Verdict::Agrees : Verdict::Differs;
    return c;
}

std::optional<double> requestCrossover(const PredictionInputs &in)
{
    const double interval = toSeconds(in.pollInterval);
    if (in.disturbed || in.arrivals != Arrivals::Poisson || interval <= 0
        || toSeconds(turnaround(in)) > muchSmaller * interval)
        return std::nullopt;
    return 1 / interval;
}
