#include "core/metrics/poll_verdicts.h"

#include "core/metrics/histogram.h"

#include <algorithm>
#include <cmath>

using namespace verdict_rules;

namespace {

constexpr double enoughPolls = 10;

/// Of each client: the one that reaches back to before the regime began, and the one after the schedule's
/// end. In the first regime, too, the one with which it got ready and those made while it waited for others.
double pollsAtEnds(const LaneSnapshot &lane, double periodS)
{
    const double first = lane.regimeStartS < 0 ? 1 + std::floor(-lane.regimeStartS / periodS) : 0;
    return 2 + first;
}

/// From where to where in a distribution, 0 to 1, the `rank`th of `count` samples lies in 95 % of all runs.
struct Places
{
    double low = 0;
    double high = 1;
};
Places placesOf(double rank, double count)
{
    const double middle = (rank - 0.5) / count;
    const double z2 = interval95 * interval95;
    const double centre = middle + z2 / (2 * count);
    const double half = interval95 * std::sqrt(middle * (1 - middle) / count + z2 / (4 * count * count));
    const double all = 1 + z2 / count;
    return {(centre - half) / all, (centre + half) / all};
}

struct Percentile
{
    int perMille = 500;
    std::optional<double> measuredMs;
};
QList<Percentile> statedPercentiles(const LatencySummary &latency)
{
    QList<Percentile> stated{{500, latency.p50Ms}};
    for (const Percentile &high :
         {Percentile{999, latency.p999Ms}, {990, latency.p99Ms}, {900, latency.p90Ms}})
        if (high.measuredMs && stated.size() == 1)
            stated.append(high);
    return stated;
}

} // namespace

EmptyPollComparison compareEmptyPolls(const LaneSnapshot &lane)
{
    EmptyPollComparison c;
    if (!lane.predicted.emptyPolls)
        return c;
    const EmptyPollPrediction &predicted = *lane.predicted.emptyPolls;
    c.polls = lane.traffic.emptyPolls + lane.traffic.fullPolls;
    c.verdict = Verdict::NotEnough;
    if (c.polls == 0)
        return c;
    const double independent = static_cast<double>(c.polls) / std::max(1, lane.clients);
    const double p = predicted.share;
    c.share = static_cast<double>(lane.traffic.emptyPolls) / static_cast<double>(c.polls);
    c.ci95 = pollsAtEnds(lane, predicted.periodS) / independent;
    if (predicted.random)
        c.ci95 += interval95 * std::sqrt(p * (1 - p) / independent);
    c.differsBy = c.share - p;
    if (independent >= enoughPolls)
        c.verdict = std::abs(c.differsBy) <= c.ci95 ? Verdict::Agrees : Verdict::Differs;
    return c;
}

QList<QuantileComparison> compareQuantiles(const LaneSnapshot &lane, double seconds, double noiseMs)
{
    if (!lane.predicted.uniform)
        return {};
    const UniformLatency &uniform = *lane.predicted.uniform;
    const auto count = static_cast<double>(lane.latency.count);
    QList<QuantileComparison> all;
    for (const Percentile &stated : statedPercentiles(lane.latency)) {
        const double q = stated.perMille / 1000.0;
        QuantileComparison c{.verdict = Verdict::NotEnough,
                             .perMille = stated.perMille,
                             .predictedMs = uniform.quantileMs(q),
                             .measuredMs = stated.measuredMs};
        if (stated.measuredMs && seconds > 0) {
            const Places places = placesOf(std::ceil(q * count), count);
            const double ends = q * (1 - q) * uniform.periodMs * uniform.periodMs / (1000 * seconds);
            const double certain = ends + Histogram::percentileError * c.predictedMs;
            c.ci95Ms = certain + (places.high - places.low) / 2 * uniform.periodMs;
            c.differsByMs = *stated.measuredMs - c.predictedMs;
            const double slack = certain + std::max(leastNoiseMs, noiseMs);
            const bool agrees = *stated.measuredMs >= uniform.quantileMs(places.low) - slack
                && *stated.measuredMs <= uniform.quantileMs(places.high) + slack;
            if (lane.latency.count >= enoughSamples)
                c.verdict = agrees ? Verdict::Agrees : Verdict::Differs;
        }
        all.append(c);
    }
    return all;
}
