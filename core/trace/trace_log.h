#pragma once

#include "core/trace/trace_record.h"

#include <deque>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

/// The time a server took for one exchange: from the last byte of the request in, to the first byte of the
/// response out. A parked long poll is one that lasts.
struct Hold
{
    quint64 request = 0; ///< number of its record
    quint64 response = 0; ///< 0: still held
    TapSource source;
    TimePoint from{};
    std::optional<TimePoint> to; ///< nullopt: still held
    bool emptyPoll = false;

    bool operator==(const Hold &) const = default;
};

/// The newest records of one lane: a ring, by count and by memory. Numbers grow, with gaps only where records
/// were dropped before they came here.
class TraceLog
{
public:
    static constexpr std::size_t defaultMaxRecords = 16'384;
    static constexpr qint64 defaultMaxMemory = 8LL * 1024 * 1024;

    explicit TraceLog(std::size_t maxRecords = defaultMaxRecords, qint64 maxMemory = defaultMaxMemory);

    /// REQUIRES: a number above all before.
    void append(TraceRecord record);
    void noteDropped(qint64 beforeTheyCame) { m_droppedBefore = beforeTheyCame; }
    /// Appends the records of `later`, and what it dropped; it is empty afterwards.
    void takeOver(TraceLog &later);
    void clear();

    [[nodiscard]] const std::deque<TraceRecord> &records() const { return m_records; }
    /// nullptr: not kept (any more).
    [[nodiscard]] const TraceRecord *find(quint64 number) const;
    /// Exchanges of the kept records, oldest first by the end of the hold; those still open come last.
    [[nodiscard]] const std::deque<Hold> &holds() const { return m_holds; }
    [[nodiscard]] std::vector<Hold> openHolds() const;
    /// Indices [first, last) into records() that may touch the time from `from` to `to`: none is left out,
    /// some more may be in.
    [[nodiscard]] std::pair<std::size_t, std::size_t> around(TimePoint from, TimePoint to) const;
    /// Record that brought `message` to `client` first (down), of those kept; nullptr: none.
    [[nodiscard]] const TraceRecord *carrierOf(MessageId message, int client) const;
    /// For a capture: the kept records, before them the opening (Opened, first request, first response) of
    /// each connection that has records or is open, so that Wireshark can tell what the rest is.
    [[nodiscard]] std::vector<TraceRecord> forCapture() const;

    /// Of the whole run, in all ways.
    [[nodiscard]] qint64 dropped() const { return m_dropped + m_droppedBefore; }
    /// Bytes of memory that the kept records take, about.
    [[nodiscard]] qint64 memory() const { return m_memory; }

private:
    using ExchangeKey = std::tuple<int, int, int>; ///< client, connection, exchange
    using ConnectionKey = std::pair<int, int>;

    void pair(TraceRecord &record);
    void dropOldest();
    [[nodiscard]] TraceRecord *findMutable(quint64 number);

    std::size_t m_maxRecords;
    qint64 m_maxMemory;
    std::deque<TraceRecord> m_records;
    std::deque<Hold> m_holds;
    std::map<ExchangeKey, Hold> m_open;
    std::map<ConnectionKey, std::vector<TraceRecord>>
        m_openings; ///< of connections whose opening was dropped
    Duration m_longestInLink{}; ///< of all records so far
    TimePoint m_latestOut{};
    Duration m_mostLate{}; ///< how long after a later one any record so far left the link
    qint64 m_memory = 0;
    qint64 m_dropped = 0;
    qint64 m_droppedBefore = 0;
};

/// The logs of all lanes and the origin of their time axis.
struct Trace
{
    TimePoint runStart{};
    std::array<TraceLog, transportCount> lanes;

    void take(const TraceBatch &batch);
    /// Appends what `later` holds, which is empty afterwards.
    void takeOver(Trace &later);
    void clear();
    [[nodiscard]] const TraceLog &lane(TransportKind kind) const { return lanes[indexOf(kind)]; }
    /// Seconds on the snapshots' time axis.
    [[nodiscard]] double seconds(TimePoint t) const { return toSeconds(t - runStart); }
    [[nodiscard]] TimePoint at(double seconds) const { return runStart + fromSeconds(seconds); }
};
