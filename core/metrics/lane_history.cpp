#include "core/metrics/lane_history.h"

#include <algorithm>

namespace {

bool isEmpty(const HistoryBucket &bucket)
{
    return bucket.deliveries == 0 && bucket.requests == 0 && bucket.wireUp == 0 && bucket.wireDown == 0
        && bucket.connects == 0 && bucket.echoes == 0;
}

/// `later` is the bucket after `bucket`.
void join(HistoryBucket &bucket, const HistoryBucket &later, int unchanged)
{
    if (later.deliveries > 0) {
        const bool first = bucket.deliveries == 0;
        bucket.latencyMinMs = first ? later.latencyMinMs : std::min(bucket.latencyMinMs, later.latencyMinMs);
        bucket.latencyMaxMs = first ? later.latencyMaxMs : std::max(bucket.latencyMaxMs, later.latencyMaxMs);
    }
    bucket.deliveries += later.deliveries;
    bucket.latencySumMs += later.latencySumMs;
    bucket.wireUp += later.wireUp;
    bucket.wireDown += later.wireDown;
    bucket.requests += later.requests;
    bucket.connects += later.connects;
    bucket.protocolOverhead += later.protocolOverhead;
    bucket.echoes += later.echoes;
    if (later.openConnections != unchanged)
        bucket.openConnections = later.openConnections;
}

} // namespace

void LaneHistory::reset(TimePoint origin)
{
    m_buckets.clear();
    m_origin = origin;
    m_width = firstWidth;
    m_openAtOrigin = m_open;
}

void LaneHistory::addDelivery(TimePoint due, double latencyMs)
{
    HistoryBucket one;
    one.deliveries = 1;
    one.latencyMinMs = one.latencyMaxMs = one.latencySumMs = latencyMs;
    one.openConnections = unchanged;
    if (HistoryBucket *bucket = bucketAt(due))
        join(*bucket, one, unchanged);
}

void LaneHistory::addEcho(TimePoint due)
{
    if (HistoryBucket *bucket = bucketAt(due))
        ++bucket->echoes;
}

void LaneHistory::addRequest(TimePoint at)
{
    if (HistoryBucket *bucket = bucketAt(at))
        ++bucket->requests;
}

void LaneHistory::addConnect(TimePoint at)
{
    if (HistoryBucket *bucket = bucketAt(at))
        ++bucket->connects;
}

void LaneHistory::addBytes(TimePoint at, Direction direction, qint64 bytes, qint64 protocolOverhead)
{
    HistoryBucket *bucket = bucketAt(at);
    if (!bucket)
        return;
    (direction == Direction::Up ? bucket->wireUp : bucket->wireDown) += bytes;
    bucket->protocolOverhead += protocolOverhead;
}

void LaneHistory::addOpenConnections(TimePoint at, int open)
{
    m_open = open;
    if (HistoryBucket *bucket = bucketAt(at))
        bucket->openConnections = open;
    else
        m_openAtOrigin = open;
}

QList<HistoryBucket> LaneHistory::buckets() const
{
    QList<HistoryBucket> result;
    result.reserve(static_cast<qsizetype>(m_buckets.size()));
    int open = m_openAtOrigin;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        const HistoryBucket &bucket = m_buckets[i];
        const bool changed = bucket.openConnections != unchanged;
        if (changed)
            open = bucket.openConnections;
        if (isEmpty(bucket) && !changed)
            continue;
        result.append(bucket);
        result.back().openConnections = open;
        result.back().widthS = toSeconds(m_width);
        result.back().startS = toSeconds(m_width) * static_cast<double>(i);
    }
    return result;
}

HistoryBucket *LaneHistory::bucketAt(TimePoint at)
{
    if (at < m_origin)
        return nullptr;
    while ((at - m_origin) / m_width >= static_cast<Duration::rep>(maxBuckets))
        widen();
    const auto index = static_cast<std::size_t>((at - m_origin) / m_width);
    while (m_buckets.size() <= index) {
        m_buckets.emplace_back();
        m_buckets.back().openConnections = unchanged;
    }
    return &m_buckets[index];
}

void LaneHistory::widen()
{
    const std::size_t half = (m_buckets.size() + 1) / 2;
    for (std::size_t i = 0; i < half; ++i) {
        const HistoryBucket first = m_buckets[2 * i];
        m_buckets[i] = first;
        if (2 * i + 1 < m_buckets.size())
            join(m_buckets[i], m_buckets[2 * i + 1], unchanged);
    }
    m_buckets.resize(half);
    m_width *= 2;
}
