#pragma once

#include "core/metrics/prediction.h"

#include <QList>

/// What M1 says of short polling beside its mean, compared with a run.

/// The share of empty polls. Polls of one client are independent of each other, as Poisson arrivals in
/// disjoint intervals are; those of different clients find the same messages and are not, so that there are
/// as many independent polls as one client made. Half-width of the interval: 1.96 sqrt(p (1 - p) / n) with p
/// predicted (0 under steady arrivals, which leave nothing to chance), and the polls at the ends, whose
/// intervals lie partly outside, or wholly: those that clients made before the schedule began.
struct EmptyPollComparison
{
    Verdict verdict = Verdict::None;
    qint64 polls = 0; ///< answered, of all clients; no POST
    double share = 0; ///< of these without a message, 0 to 1
    double ci95 = 0;
    double differsBy = 0;

    bool operator==(const EmptyPollComparison &) const = default;
};
/// NotEnough: fewer than 10 polls a client.
[[nodiscard]] EmptyPollComparison compareEmptyPolls(const LaneSnapshot &lane);

/// A quantile of latency. Samples are pairwise independent, those of different clients too, because their
/// phases are random; all of them count. The rth of n has its place in the distribution between the x with
/// |r - 1/2 - nx| = 1.96 sqrt(nx (1 - x)): q +- 1.96 sqrt(q (1 - q) / n) for many, and not symmetrical near
/// the end. To that come the messages of the first interval and the last, of which only a part counts: they
/// move a quantile by at most q (1 - q) T, divided by the number of intervals. And what the histogram rounds.
struct QuantileComparison
{
    Verdict verdict = Verdict::None;
    int perMille = 500;
    double predictedMs = 0;
    std::optional<double> measuredMs;
    double ci95Ms = 0; ///< half of the interval's width
    double differsByMs = 0;

    bool operator==(const QuantileComparison &) const = default;
};
/// The median, and the highest percentile that there are samples for; nothing without a prediction.
/// `seconds`: since the regime began. The noise floor widens the interval as in compare(). NotEnough: fewer
/// than 10 messages.
[[nodiscard]] QList<QuantileComparison> compareQuantiles(const LaneSnapshot &lane, double seconds,
                                                         double noiseMs);
