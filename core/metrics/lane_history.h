#pragma once

#include "core/base/steady_time.h"
#include "core/metrics/run_snapshot.h"
#include "core/protocol/wire_record.h"

#include <vector>

/// What happened in one lane, by time from an origin, in at most maxBuckets buckets: when a time beyond the
/// last one comes, neighbours are merged and the width doubles. What lies before the origin is not kept, but
/// for the number of open connections.
class LaneHistory
{
public:
    static constexpr std::size_t maxBuckets = 3000;
    static constexpr Duration firstWidth = std::chrono::milliseconds(100);

    /// Forgets all but the number of open connections.
    void reset(TimePoint origin);

    void addDelivery(TimePoint due, double latencyMs);
    void addEcho(TimePoint due);
    void addRequest(TimePoint at);
    void addConnect(TimePoint at);
    void addBytes(TimePoint at, Direction direction, qint64 bytes, qint64 protocolOverhead);
    /// From `at` on `open` connections are open.
    void addOpenConnections(TimePoint at, int open);

    /// In order of time, without those in which nothing happened.
    [[nodiscard]] QList<HistoryBucket> buckets() const;

private:
    static constexpr int unchanged = -1;

    [[nodiscard]] HistoryBucket *bucketAt(TimePoint at);
    void widen();

    std::vector<HistoryBucket> m_buckets; ///< index = time / m_width; openConnections may be `unchanged`
    TimePoint m_origin{};
    Duration m_width = firstWidth;
    int m_openAtOrigin = 0;
    int m_open = 0;
};
