#pragma once

#include "core/metrics/run_snapshot.h"

#include <memory>

/// Distribution of durations: count, min, max, mean and variance exact, percentiles by nearest rank from
/// log-spaced bins, at most 0.5 % off between 1 us and 1,000 s (below: at most 1 us off; above: the maximum).
/// Distributions are combined by merge(), never by averaging their percentiles (design section 3).
class Histogram
{
public:
    /// A percentile is at most this share of itself off.
    static constexpr double percentileError = 0.005;

    Histogram();
    ~Histogram();
    Histogram(Histogram &&) noexcept;
    Histogram &operator=(Histogram &&) noexcept;

    void add(Duration value);
    void merge(const Histogram &other);
    void clear();

    [[nodiscard]] qint64 count() const { return m_count; }
    /// Value at nearest rank ceil(count * perMille / 1000), in ms; nullopt when empty.
    [[nodiscard]] std::optional<double> percentileMs(int perMille) const;
    /// Sample variance in ms^2; nullopt below 2 samples.
    [[nodiscard]] std::optional<double> variance() const;
    /// All figures that the sample size supports honestly.
    [[nodiscard]] LatencySummary summary() const;
    /// The non-empty bins, neighbours merged until at most `maxBins` (at least 1) are left.
    [[nodiscard]] QList<HistogramBin> bins(int maxBins = 400) const;

private:
    class Bins;

    [[nodiscard]] QList<HistogramBin> grouped(int group) const;

    std::unique_ptr<Bins> m_bins;
    qint64 m_count = 0;
    double m_min = 0, m_max = 0, m_mean = 0, m_squares = 0; ///< ms; sum of squared deviations
};

/// 97.5 % quantile of Student's t: half-width of a 95 % interval in standard errors.
[[nodiscard]] double studentT95(qint64 degreesOfFreedom);
