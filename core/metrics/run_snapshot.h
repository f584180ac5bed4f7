#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/transport_kind.h"
#include "core/protocol/wire_record.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <array>
#include <optional>

/// Counts by message id, summed over the clients of a lane: due = delivered + lost + pending, always.
struct MessageCounts
{
    qint64 due = 0;
    qint64 published = 0;
    qint64 delivered = 0;
    qint64 lost = 0;
    qint64 pending = 0;
    qint64 duplicated = 0;
    qint64 reordered = 0;

    bool operator==(const MessageCounts &) const = default;
};

/// Nearest-rank percentiles from a histogram with at most 1 % error; count, mean, min, max are exact.
/// A percentile without enough samples (p90: 10, p99: 100, p99.9: 1,000) is nullopt.
struct LatencySummary
{
    qint64 count = 0;
    std::optional<double> meanMs, minMs, p50Ms, p90Ms, p99Ms, p999Ms, maxMs;
    /// Half-width of the mean's 95 % confidence interval; nullopt below 2 samples.
    std::optional<double> meanCi95Ms;

    bool operator==(const LatencySummary &) const = default;
};

/// `count` samples at or below `upperMs` and above the bin before.
struct HistogramBin
{
    double upperMs = 0;
    qint64 count = 0;

    bool operator==(const HistogramBin &) const = default;
};

/// What the clients of a lane sent: sent = accepted + lost + pending, always. Over HTTP a message is accepted
/// when its POST is answered with 201, over WebSocket, which answers nothing, when it is back at its sender;
/// so is an echo.
struct UpstreamCounts
{
    qint64 sent = 0;
    qint64 accepted = 0;
    qint64 lost = 0;
    qint64 pending = 0;
    qint64 echoed = 0; ///< of the accepted: returned to their sender alone

    bool operator==(const UpstreamCounts &) const = default;
};

/// What the clients of a lane send, and how it comes back.
enum class Sending {
    Nothing,
    Published, ///< to all; it is back when it is delivered to its sender as one of the stream
    Echoed, ///< returned to its sender alone
    NoEcho ///< an echo is asked for, but this transport has none: nothing is sent
};

/// Bytes and requests of a lane. sum of `parts` (payload included) == wireUp + wireDown, always.
struct TrafficTotals
{
    qint64 wireUp = 0;
    qint64 wireDown = 0;
    std::array<qint64, bytePartCount> parts{}; ///< index: BytePart
    std::array<qint64, bytePartCount> partsUp{}; ///< of these, what went up: their sum == wireUp
    qint64 requests = 0; ///< every HTTP request, handshakes included
    qint64 emptyResponses = 0;
    qint64 fullPolls = 0; ///< polls that were answered with messages
    qint64 emptyPolls = 0; ///< polls that were answered without; no refused POST among them
    qint64 connections = 0; ///< opened in this regime
    qint64 reconnects = 0;
    qint64 messagesDown = 0; ///< in these bytes, sent again or not
    qint64 messagesUp
        = 0; ///< that the server took: POST exchanges with 201, messages in frames (echoes, too)
    qint64 overheadUp = 0; ///< bytes of these exchanges and frames, without payload

    [[nodiscard]] qint64 part(BytePart p) const { return parts[static_cast<std::size_t>(p)]; }
    [[nodiscard]] qint64 partUp(BytePart p) const { return partsUp[static_cast<std::size_t>(p)]; }
    bool operator==(const TrafficTotals &) const = default;
};

/// M1: the polls of one client, one a period, of which some find nothing.
struct EmptyPollPrediction
{
    double share = 0; ///< of all polls, 0 to 1
    double periodS = 0; ///< from one poll of a client to its next
    bool random = true; ///< Poisson arrivals: the share has a sampling error; steady ones: none
    QString formula; ///< "e^−λT"

    bool operator==(const EmptyPollPrediction &) const = default;
};

/// M1: latency is uniform on (delay, delay + period).
struct UniformLatency
{
    double delayMs = 0;
    double periodMs = 0;
    int intervals = 1; ///< of T in a period

    /// The latency that this share (0 to 1) of the messages does not exceed.
    [[nodiscard]] double quantileMs(double share) const { return delayMs + share * periodMs; }
    bool operator==(const UniformLatency &) const = default;
};

/// What the models of facts 4.3 say for these settings; nullopt under jitter, bandwidth limits or faults.
struct Prediction
{
    std::optional<double> latencyMeanMs;
    std::optional<double> requestsPerSecond; ///< per lane (all clients)
    /// With steady arrivals phases may lock: the mean then lies anywhere in this band.
    std::optional<double> latencyLowMs, latencyHighMs;
    /// "T/2 + d", for the sentence under the chart.
    QString formula;
    std::optional<EmptyPollPrediction> emptyPolls; ///< short poll
    std::optional<UniformLatency> uniform; ///< short poll under Poisson arrivals

    bool operator==(const Prediction &) const = default;
};

/// The regime before the last change, kept for "1,006 -> 112 ms".
struct RegimeSummary
{
    LatencySummary latency;
    std::optional<double> protocolOverheadPerMessage;
    std::optional<double> requestsPerSecond;

    bool operator==(const RegimeSummary &) const = default;
};

/// One time bucket of a lane's history, from the run's start; empty buckets are kept out.
/// Bucket width grows (doubles) so that the list stays bounded.
struct HistoryBucket
{
    double startS = 0;
    double widthS = 0;
    qint64 deliveries = 0; ///< by due time
    double latencyMinMs = 0, latencyMaxMs = 0, latencySumMs = 0;
    qint64 wireUp = 0, wireDown = 0; ///< by completion time of records
    qint64 requests = 0;
    qint64 protocolOverhead = 0; ///< bytes, as in protocolOverheadPerMessage
    qint64 connects = 0; ///< connections that clients opened, or tried to
    int openConnections = 0; ///< at the end of the bucket
    qint64 echoes = 0; ///< that came back, by the time when they were due to be sent

    bool operator==(const HistoryBucket &) const = default;
};

/// One delivery for the latency chart: x = dueS (seconds since the run's start), height = latencyMs.
struct DeliveryPoint
{
    double dueS = 0;
    double latencyMs = 0;
    quint64 id = 0;
    int client = 0;
    qint64 payloadBytes = 0;

    bool operator==(const DeliveryPoint &) const = default;
};

/// Ids, both included, that a client has not received though a later one came, or the run is over. One that
/// comes after all leaves the list.
struct LostIds
{
    int client = 0;
    quint64 first = 0;
    quint64 last = 0;

    bool operator==(const LostIds &) const = default;
};

/// A message that a client received again.
struct DuplicatedId
{
    int client = 0;
    quint64 id = 0;
    int again = 0; ///< how often, the first delivery not counted

    bool operator==(const DuplicatedId &) const = default;
};

/// A time in which a client had no working connection. It begins when the fault struck, or else when the
/// client noticed, and ends when the client had caught up with what was due until it was back.
struct Outage
{
    int client = 0;
    double startS = 0;
    std::optional<double> noticedS; ///< the client knew; nullopt: not yet
    std::optional<double> backS; ///< connected again; nullopt: not yet
    std::optional<double> endS; ///< caught up; nullopt: it goes on
    bool forGood = false; ///< the client does not come back

    bool operator==(const Outage &) const = default;
};

/// The outages of a lane, summed over its clients, whole run.
struct OutageTotals
{
    qint64 count = 0;
    double downtimeS = 0; ///< of ended outages, and of running ones up to now
    std::optional<double> longestNoticeS; ///< from the fault until the client knew
    std::optional<double> longestRecoveryS; ///< from the begin to the end of one that ended

    bool operator==(const OutageTotals &) const = default;
};

/// The books of one client: due = delivered + lost + pending, of this regime; its outages, of the whole run.
struct ClientBooks
{
    int client = 0;
    MessageCounts messages; ///< `published` is not told apart: 0
    OutageTotals outages;

    bool operator==(const ClientBooks &) const = default;
};

/// Newest thing a lane's first client received.
struct NewestMessage
{
    quint64 id = 0;
    QString text; ///< at most 80 characters; binary payloads as "24 bytes"

    bool operator==(const NewestMessage &) const = default;
};

/// A lane as the window sees it. Times in seconds are since the run's start.
struct LaneSnapshot
{
    /// The first client's state, as in ClientTransport; `Off` when the lane is switched off.
    enum class Phase { Off, Connecting, Waiting, Requesting, Held, Open, Retrying, Failed };

    TransportKind kind = TransportKind::ShortPoll;
    bool enabled = false;
    int clients = 0;
    int readyClients = 0;
    quint16 linkPort = 0; ///< connect here with curl: the same delay and bandwidth, not counted
    int openConnections = 0;

    Phase phase = Phase::Off;
    double phaseSinceS = 0, phaseUntilS = 0;
    QString phaseDetail;

    MessageCounts messages;
    LatencySummary latency;
    QList<HistogramBin> histogram;
    TrafficTotals traffic; ///< of this regime
    std::optional<double> protocolOverheadPerMessage;
    std::optional<double> envelopePerMessage;
    Sending sending = Sending::Nothing;
    UpstreamCounts upstream;
    LatencySummary roundTrip; ///< due to be sent -> back at the sender
    /// Wire bytes that took one message up, without its payload.
    std::optional<double> upstreamBytesPerMessage;
    std::optional<double> setupBytesPerConnection; ///< whole run
    std::optional<double> requestsPerSecond; ///< this regime
    std::optional<double> effectivePollIntervalMs; ///< short poll
    std::optional<RegimeSummary> before;
    Prediction predicted;

    NewestMessage newest;
    qint64 behind = 0; ///< of the first client: messages published but not yet received by it
    double regimeStartS = 0; ///< this lane's (a toggle restarts one lane only)

    QList<HistoryBucket> history;
    QList<DeliveryPoint> newDeliveries; ///< since the sequence number asked for
    qint64 nextDelivery = 0; ///< ask with this next time
    qint64 droppedDeliveries = 0; ///< fell out of the ring before they were asked for
    QList<DeliveryPoint> pending; ///< under way: latencyMs = age so far; at most 200
    QList<LostIds> lost; ///< client by client, ascending; whole run; the first 1,024
    QList<Outage> outages; ///< whole run; the newest 512 that ended, then those that go on
    OutageTotals outageTotals;
    QList<ClientBooks> books; ///< client by client
    QList<DuplicatedId> duplicated; ///< oldest first; whole run; the newest 1,024

    /// Messages that reached a client, echoes among them: what bytes per message are divided by.
    [[nodiscard]] qint64 received() const { return messages.delivered + upstream.echoed; }
    bool operator==(const LaneSnapshot &) const = default;
};

/// A change of a setting, marked on the charts.
struct ChangeMark
{
    double atS = 0;
    QString label; ///< "poll interval 2 s -> 200 ms"
    bool fault = false; ///< something was broken; no statistics began anew

    bool operator==(const ChangeMark &) const = default;
};

/// How well this machine keeps time.
struct NoiseFloor
{
    static constexpr double badgeAboveMs = 5;

    /// Loop lag of all threads together, and publisher lateness, whole run.
    LatencySummary loopLag, publisherLate;
    /// Worst loop lag or publisher lateness in the last 5 s (what the status line shows: p99).
    double recentMs = 0;
    /// In at least two of these seconds more than one lag in a hundred was above badgeAboveMs: not one stall.
    bool sustained = false;

    bool operator==(const NoiseFloor &) const = default;
};

/// Everything measured so far, as a value.
struct RunSnapshot
{
    enum class Phase { Idle, Starting, Running, Draining, Finished };

    Phase phase = Phase::Idle;
    bool held = false;
    double elapsedS = 0; ///< since the schedule started; negative or 0 before
    double regimeStartS = 0;
    int regime = 0; ///< 0, 1, 2 ... restarts of the statistics
    quint64 lastId = 0;
    qint64 published = 0; ///< messages the hub took, whole run
    std::array<LaneSnapshot, transportCount> lanes;
    QList<ChangeMark> marks;
    NoiseFloor noise;

    [[nodiscard]] const LaneSnapshot &lane(TransportKind kind) const { return lanes[indexOf(kind)]; }
    bool operator==(const RunSnapshot &) const = default;
};

Q_DECLARE_METATYPE(RunSnapshot)
