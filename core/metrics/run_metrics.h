#pragma once

#include "core/link/tap.h"
#include "core/metrics/run_snapshot.h"
#include "core/protocol/message.h"

#include <array>
#include <functional>
#include <memory>

/// What is known of a published message before anybody received it.
struct MessageNotice
{
    MessageId id{};
    TimePoint due{};
    qint64 payloadBytes = 0;

    bool operator==(const MessageNotice &) const = default;
};
using MessageNotices = std::vector<MessageNotice>;
Q_DECLARE_METATYPE(MessageNotices)

/// A delivery as metrics needs it.
struct MeasuredDelivery
{
    MessageId id{};
    TimePoint due{};
    TimePoint at{};
    qint64 payloadBytes = 0;
    QString text; ///< only looked at for client 0: newest message

    bool operator==(const MeasuredDelivery &) const = default;
};

/// One row of the CSV, design section 4.3.
struct DeliveryRow
{
    double tS = 0; ///< when it was due, seconds since the run's start
    TransportKind transport{};
    int client = 0;
    quint64 id = 0;
    double latencyMs = 0;
    qint64 payloadBytes = 0;
    bool duplicate = false;

    bool operator==(const DeliveryRow &) const = default;
};

/// Turns deliveries and tapped bytes into counters and histograms: every row of design section 3.
///
/// Single-threaded, no clock of its own: `now` is an argument. Accounting is by message id and client, so a
/// delivery may come before the notice of its message. Memory is bounded (each limit a named constant).
class RunMetrics
{
public:
    RunMetrics();
    ~RunMetrics();

    /// The origin of all times in snapshots; may be moved until the schedule starts.
    void setRunStart(TimePoint start);
    /// A lane gets `clients` clients that have seen everything up to `cursor`. Restarts that lane's
    /// statistics.
    void startLane(TransportKind lane, int clients, MessageId cursor, TimePoint now);
    /// Clients were added to a running lane (numbers firstClient ...), or removed from its end.
    void resizeLane(TransportKind lane, int clients, MessageId cursor, TimePoint now);
    void stopLane(TransportKind lane, TimePoint now);

    void published(const MessageNotices &notices);
    /// Returns the row for the CSV (nullopt: not counted, as due before the regime).
    std::optional<DeliveryRow> delivered(TransportKind lane, int client, const MeasuredDelivery &delivery);
    /// A client sends a message; its number (never the same again in that lane) says which in what follows.
    quint64 sent(TransportKind lane, int client, TimePoint due);
    void accepted(TransportKind lane, quint64 number);
    void refused(TransportKind lane, quint64 number);
    /// It was delivered to the client that had sent it.
    void returned(TransportKind lane, quint64 number, TimePoint at);
    /// It was returned to the client that had sent it, and to nobody else.
    void echoed(TransportKind lane, quint64 number, TimePoint at);
    void missed(TransportKind lane, int client, quint64 count);
    void serverRestarted(TransportKind lane, int client);
    /// A fault broke the connections of a lane.
    void struck(TransportKind lane, TimePoint now);
    void reconnecting(TransportKind lane, int client, TimePoint now);
    /// The connection on which a client sends was lost, and another attempt follows: no outage of its
    /// messages.
    void senderReconnecting(TransportKind lane);
    /// The client stays away for good: what it is still owed is lost.
    void gaveUp(TransportKind lane, int client, TimePoint now);
    void ready(TransportKind lane, int client, TimePoint now);
    void tapped(TransportKind lane, const TapEvents &events);
    void tapped(TransportKind lane, const TapEvent &event);
    /// Called with each complete record of a lane's bytes, right after it was booked; empty: nobody listens.
    using RecordListener
        = std::function<void(TransportKind lane, const TapSource &source, WireRecord &&record)>;
    void setRecordListener(const RecordListener &listener);

    void loopLag(Duration lag, TimePoint now);
    void publisherLate(Duration late, TimePoint now);

    /// The statistics of every lane begin anew: messages due and records complete from `now` on.
    /// `label` empty: no mark on the charts (end of the warm-up, "Clear").
    void restartStatistics(TimePoint now, const QString &label);
    /// Something was broken, or mended: a mark on the charts; the statistics go on.
    void markFault(TimePoint now, const QString &label);
    /// The run is over: what is pending is lost.
    void finish(TimePoint now);

    /// The newest id that metrics has heard of: where a client that starts now begins.
    [[nodiscard]] MessageId lastId() const;
    /// True when no client has a message pending, nor one under way that it sent.
    [[nodiscard]] bool caughtUp() const;

    /// `sinceDelivery`: per lane, LaneSnapshot::nextDelivery of the snapshot before (0: all that is kept).
    [[nodiscard]] RunSnapshot snapshot(TimePoint now,
                                       const std::array<qint64, transportCount> &sinceDelivery) const;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};
