#pragma once

#include "core/base/steady_time.h"
#include "core/metrics/run_snapshot.h"
#include "core/protocol/transport_kind.h"

/// The inputs of the models of facts 4.3. T, d and lambda of one client.
struct PredictionInputs
{
    enum class Arrivals { Steady, Poisson, Burst };

    Duration pollInterval{0}; ///< T
    Duration delay{0}; ///< d, one way
    Duration longPollTimeout{0};
    double messagesPerSecond = 0; ///< lambda
    Arrivals arrivals = Arrivals::Poisson;
    int clients = 1;
    double sentPerSecond = 0; ///< by each client: a request each, but over WebSocket
    /// A connection a request: connecting costs a round trip more, R = 4d.
    bool newConnections = false;
    /// Jitter, a bandwidth limit, a fault or ping-pong is on: nothing can be predicted honestly.
    bool disturbed = false;
    /// The publisher was held for a while: latencies are as they were, what depends on how many messages came
    /// in a time is not.
    bool interrupted = false;

    bool operator==(const PredictionInputs &) const = default;
};

/// M1 (short poll, fixed rate): mean T/2 + d; under Poisson arrivals latency is uniform on (d, d + T) and
/// e^(-lambda T) of the polls are empty, under steady ones max(0, 1 - lambda T), whatever the phase: a poll
/// brings at most one of messages further apart than T. Where polls overlap, T is the period in which one
/// comes after the other. M2 (long poll that batches, Poisson):
/// d + (lambda R^2 / 2) / (lambda R + e^(-lambda R)), R = 2d; requests per message 1 / (lambda R + e^(-lambda
/// R)). M4 (streams): d. A value the models do not cover is nullopt (bursts; long poll's M2 under steady
/// arrivals).
[[nodiscard]] Prediction predict(TransportKind kind, const PredictionInputs &inputs);

/// What all comparisons go by.
namespace verdict_rules {
inline constexpr double interval95 = 1.96; ///< standard errors in a 95 % interval
inline constexpr qint64 enoughSamples = 10;
inline constexpr double leastNoiseMs = 2;
}

/// The comparison of a measured mean with a predicted one.
enum class Verdict { Agrees, NotEnough, Differs, None };
struct Comparison
{
    Verdict verdict = Verdict::None;
    double differsByMs = 0;

    bool operator==(const Comparison &) const = default;
};
/// Agrees: the prediction (or its band) lies within the 95 % interval widened by the noise floor
/// (max of 2 ms and `noiseMs`). NotEnough: fewer than 10 samples. With `seconds`, since the regime began:
/// under Poisson arrivals, of the first poll's interval only a part counts, which moves the mean by at most T
/// / 8, divided by the number of intervals.
[[nodiscard]] Comparison compare(const Prediction &prediction, const LatencySummary &measured, double noiseMs,
                                 double seconds = 0);

/// The same for requests: `measured` of them in `seconds`. The half-width of the interval of the rate is
/// 1.96 sqrt(n) / t for long polls, whose cycles are at most as irregular as a Poisson process; short polls
/// come at a fixed rate. To both come the first and the last request of each client, which the rate does not
/// know of. NotEnough also as long as that interval is wider than half of the prediction.
struct RequestComparison
{
    Verdict verdict = Verdict::None;
    double measuredPerSecond = 0;
    double ci95PerSecond = 0;
    double differsBy = 0; ///< per second

    bool operator==(const RequestComparison &) const = default;
};
[[nodiscard]] RequestComparison compareRequests(const LaneSnapshot &lane, double seconds);
/// M3: from this rate on (messages per second) long polling makes more requests than short polling, as long
/// as R is much smaller than T; nullopt where the models do not apply.
[[nodiscard]] std::optional<double> requestCrossover(const PredictionInputs &inputs);
