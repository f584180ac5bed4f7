#pragma once

#include "core/base/precise_alarm.h"
#include "core/experiment/echo_rounds.h"
#include "core/experiment/upstream.h"
#include "core/experiment/upstream_payload.h"
#include "core/hub/schedule.h"
#include "core/metrics/run_metrics.h"
#include "core/transport/message_poster.h"

#include <QObject>

#include <memory>
#include <optional>

/// What one client sends: at the times of a seeded schedule of its own, or, ping-pong, the next when the one
/// before has come back. It goes up over the client's connection where that carries messages, else by POST;
/// an echo over one of its own, and where the transport has none nothing is sent.
///
/// Knows its own messages again and tells `metrics` of each; `transport` and `metrics` outlive it.
class UpstreamClient : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        Upstream upstream;
        qint64 payloadBytes = 64;
        PayloadKind payloadKind = PayloadKind::Text;
        /// Ping-pong: after that a message is taken for lost, and the next one sent.
        Duration patience = std::chrono::seconds(10);
        ClientSettings client{}; ///< for the POSTs, and the seed

        bool operator==(const Settings &) const = default;
    };

    UpstreamClient(const UpstreamSender &sender, const Settings &settings, ClientTransport &transport,
                   RunMetrics &metrics, QObject *parent = nullptr);

    /// Opens the connection that an echo needs, so that it is there when messages are due.
    void prepare();
    /// Nothing is missing for sending: a connection for echoes is open where they are wanted.
    [[nodiscard]] bool isReady() const { return !m_echo || m_echo->isOpen(); }
    /// Messages are due from `start` on and, with `end`, before it.
    void begin(TimePoint start, std::optional<TimePoint> end);
    void apply(const Settings &settings);
    /// Held, nothing is due.
    void setHeld(bool held);
    void receive(const Delivery &delivery);
    /// What comes back from now on is not counted any more.
    void closeBooks() { m_closed = true; }

signals:
    void readyChanged();

private:
    /// Before the next one after a loss, so that a server that refuses is not asked without pause.
    static constexpr std::chrono::milliseconds pauseAfterLoss{100};

    [[nodiscard]] bool isPingPong() const { return m_settings.upstream.kind == Upstream::Kind::PingPong; }
    [[nodiscard]] bool isEcho() const { return m_settings.upstream.kind == Upstream::Kind::Echo; }
    [[nodiscard]] bool isOver(TimePoint now) const { return m_end && now >= *m_end; }
    void openEcho();
    void plan(TimePoint from);
    void arm();
    void sendDue(TimePoint now);
    void lookAgain();
    void serve(TimePoint due);
    void send(TimePoint due);
    void lose(quint64 number);

    UpstreamSender m_sender;
    Settings m_settings;
    ClientTransport &m_transport;
    RunMetrics &m_metrics;
    MessagePoster m_poster;
    std::unique_ptr<EchoRounds> m_echo; ///< while echoes are wanted and the transport has them
    // Of the schedule: it has a descriptor of its own, so that it is there only while there is a schedule.
    std::unique_ptr<PreciseAlarm> m_dueAlarm;
    std::optional<Schedule> m_schedule;
    std::optional<TimePoint> m_start;
    std::optional<TimePoint> m_end;
    std::optional<quint64> m_awaited; ///< ping-pong: under way
    Alarm m_pingPongAlarm; ///< until patience is over, or it is worth a try again
    bool m_held = false;
    bool m_closed = false;
};
