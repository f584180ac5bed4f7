#include "core/metrics/histogram.h"

#include <boost/histogram.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace bh = boost::histogram;

namespace {

constexpr double lowestMs = 1e-3;
constexpr double highestMs = 1e6;
/// 1 us to 1,000 s in steps of 1 %: the geometric middle of a bin is at most 0.5 % off.
constexpr unsigned binCount = 2083;

using Axis = bh::axis::regular<double, bh::axis::transform::log>;

} // namespace

class Histogram::Bins
{
public:
    bh::histogram<std::tuple<Axis>, bh::dense_storage<qint64>> h
        = bh::make_histogram_with(bh::dense_storage<qint64>(), Axis(binCount, lowestMs, highestMs));

    [[nodiscard]] const Axis &axis() const { return h.axis(); }
};

Histogram::Histogram()
    : m_bins(std::make_unique<Bins>())
{
}

Histogram::~Histogram() = default;
Histogram::Histogram(Histogram &&) noexcept = default;
Histogram &Histogram::operator=(Histogram &&) noexcept = default;

void Histogram::add(Duration value)
{
    const double ms = toMilliseconds(value);
    m_bins->h(ms);
    m_min = m_count == 0 ? ms : std::min(m_min, ms);
    m_max = m_count == 0 ? ms : std::max(m_max, ms);
    ++m_count;
    // Welford: stable for many samples that differ little.
    const double deviation = ms - m_mean;
    m_mean += deviation / static_cast<double>(m_count);
    m_squares += deviation * (ms - m_mean);
}

void Histogram::merge(const Histogram &other)
{
    if (other.m_count == 0)
        return;
    m_min = m_count == 0 ? other.m_min : std::min(m_min, other.m_min);
    m_max = m_count == 0 ? other.m_max : std::max(m_max, other.m_max);
    const auto mine = static_cast<double>(m_count);
    const auto theirs = static_cast<double>(other.m_count);
    const double apart = other.m_mean - m_mean;
    m_mean += apart * theirs / (mine + theirs);
    m_squares += other.m_squares + apart * apart * mine * theirs / (mine + theirs);
    m_count += other.m_count;
    m_bins->h += other.m_bins->h;
}

void Histogram::clear()
{
    if (m_count > 0)
        m_bins->h.reset();
    m_count = 0;
    m_min = m_max = m_mean = m_squares = 0;
}

std::optional<double> Histogram::percentileMs(int perMille) const
{
    if (m_count == 0)
        return std::nullopt;
    const qint64 rank = std::max<qint64>(1, (m_count * perMille + 999) / 1000);
    qint64 seen = m_bins->h.at(-1);
    if (seen >= rank)
        return m_min;
    for (int i = 0; i < static_cast<int>(binCount); ++i) {
        seen += m_bins->h.at(i);
        if (seen >= rank) {
            const auto bin = m_bins->axis().bin(i);
            return std::clamp(std::sqrt(bin.lower() * bin.upper()), m_min, m_max);
        }
    }
    return m_max;
}

std::optional<double> Histogram::variance() const
{
    if (m_count < 2)
        return std::nullopt;
    return m_squares / static_cast<double>(m_count - 1);
}

LatencySummary Histogram::summary() const
{
    LatencySummary s;
    s.count = m_count;
    if (m_count == 0)
        return s;
    s.meanMs = m_mean;
    s.minMs = m_min;
    s.maxMs = m_max;
    s.p50Ms = percentileMs(500);
    if (m_count >= 10)
        s.p90Ms = percentileMs(900);
    if (m_count >= 100)
        s.p99Ms = percentileMs(990);
    if (m_count >= 1000)
        s.p999Ms = percentileMs(999);
    // Treats samples as independent. Messages that one poll brings together are not quite: the interval of a
    // poll's mean is a little too narrow.
    if (const auto v = variance())
        s.meanCi95Ms = studentT95(m_count - 1) * std::sqrt(*v / static_cast<double>(m_count));
    return s;
}

QList<HistogramBin> Histogram::bins(int maxBins) const
{
    if (m_count == 0)
        return {};
    int group = 1;
    QList<HistogramBin> result = grouped(group);
    while (result.size() > maxBins)
        result = grouped(group *= 2);
    return result;
}

QList<HistogramBin> Histogram::grouped(int group) const
{
    QList<HistogramBin> result;
    int lastGroup = -1;
    // Index -1 and binCount are the samples below and above the axis.
    for (int i = -1; i <= static_cast<int>(binCount); ++i) {
        const qint64 n = m_bins->h.at(i);
        if (n == 0)
            continue;
        const double upper = i == static_cast<int>(binCount) ? m_max : m_bins->axis().bin(i).upper();
        if (const int g = (i + 1) / group; g == lastGroup) {
            result.back().count += n;
            result.back().upperMs = upper;
        } else {
            result.append({upper, n});
            lastGroup = g;
        }
    }
    return result;
}

double studentT95(qint64 degreesOfFreedom)
{
    constexpr std::array table{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                               2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086};
    const qint64 n = std::max<qint64>(1, degreesOfFreedom);
    if (n <= static_cast<qint64>(table.size()))
        return table[static_cast<std::size_t>(n - 1)];
    return 1.96 + 2.42 / static_cast<double>(n);
}
