#pragma once

#include "core/metrics/delivery_ring.h"
#include "core/metrics/histogram.h"
#include "core/metrics/lane_history.h"
#include "core/metrics/message_ledger.h"
#include "core/metrics/outage_book.h"
#include "core/metrics/run_metrics.h"
#include "core/metrics/traffic_counter.h"
#include "core/metrics/upstream_ledger.h"

#include <deque>

/// Everything measured in one lane. The books (counts, latency, traffic) are those of the regime; history,
/// ring and newest message go on over restarts and show late deliveries of an older regime, too.
class LaneMetrics
{
public:
    static constexpr int maxPendingPoints = 200;
    static constexpr qsizetype maxTextLength = 80;
    static constexpr qsizetype maxLostIntervals = 1024;
    static constexpr std::size_t maxDuplicatedIds = 1024;
    /// Before that, a number of requests per second says nothing.
    static constexpr Duration firstRateAfter = std::chrono::milliseconds(500);

    explicit LaneMetrics(TransportKind kind);
    Q_DISABLE_COPY_MOVE(LaneMetrics)

    void setRunStart(TimePoint start);
    void start(int clients, MessageId cursor, TimePoint now);
    void resize(int clients, MessageId cursor);
    void stop(TimePoint now);
    /// `keepBefore`: the regime that ends becomes the summary before the change (unless nothing was
    /// delivered).
    void restart(TimePoint now, bool keepBefore);
    /// The hub's ids begin anew at 1.
    void renumber();
    /// A client was told so; true: nobody had told before.
    bool serverRestarted(int client);
    void finish(TimePoint now);

    /// Its connections were broken.
    void struck(TimePoint now) { m_outages.struck(m_ledger.clients(), now); }
    void reconnecting(int client, TimePoint now);
    void gaveUp(int client, TimePoint now);
    /// `newest`: the last id that anybody has heard of.
    void ready(int client, MessageId newest, TimePoint now);

    std::optional<DeliveryRow> delivered(int client, const MeasuredDelivery &delivery);

    /// Message `number` is back at the client that had sent it, and nowhere else.
    void echoed(quint64 number, TimePoint at);

    [[nodiscard]] MessageLedger &ledger() { return m_ledger; }
    [[nodiscard]] const MessageLedger &ledger() const { return m_ledger; }
    [[nodiscard]] UpstreamLedger &upstream() { return m_upstream; }
    [[nodiscard]] const UpstreamLedger &upstream() const { return m_upstream; }
    [[nodiscard]] TrafficCounter &traffic() { return m_traffic; }
    [[nodiscard]] LaneSnapshot snapshot(TimePoint now, qint64 sinceDelivery) const;

private:
    [[nodiscard]] double sinceStartS(TimePoint t) const { return toSeconds(t - m_runStart); }
    [[nodiscard]] std::optional<double> requestsPerSecond(qint64 requests, TimePoint now) const;
    [[nodiscard]] RegimeSummary summary(TimePoint now) const;
    void recountDelivered(TimePoint from);
    void addDeliveries(LaneSnapshot &lane, qint64 since) const;
    void addPending(LaneSnapshot &lane, TimePoint now) const;
    void noteDuplicate(int client, MessageId id);
    void addExceptions(LaneSnapshot &lane) const;
    [[nodiscard]] bool isBehind(int client) const;
    void addOutages(LaneSnapshot &lane, TimePoint now) const;

    TransportKind m_kind;
    TimePoint m_runStart{};
    TimePoint m_regimeStart{};
    std::optional<TimePoint> m_end; ///< the lane was stopped, or the run is over
    MessageLedger m_ledger;
    UpstreamLedger m_upstream;
    Histogram m_latency;
    LaneHistory m_history;
    TrafficCounter m_traffic{m_history};
    DeliveryRing m_deliveries;
    OutageBook m_outages;
    std::deque<DuplicatedId> m_duplicated;
    NewestMessage m_newest;
    std::optional<RegimeSummary> m_before;
};
