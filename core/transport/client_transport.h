#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/header_profile.h"
#include "core/protocol/message.h"
#include "core/protocol/transport_kind.h"
#include "core/transport/connection_mode.h"

#include <QHostAddress>
#include <QMetaType>
#include <QObject>
#include <QString>

#include <memory>

/// What a pane shows in words about one client.
struct ClientState
{
    enum class Phase {
        Off, ///< not started, or stopped
        Connecting, ///< since `since`
        Waiting, ///< short poll: idle, next request at `until`
        Requesting, ///< short poll: request sent at `since`, no answer yet
        Held, ///< long poll: request out since `since`
        Open, ///< stream or WebSocket: open since `since`
        Retrying, ///< connection lost at `since`, next attempt at `until`
        Failed ///< gave up; `detail` says why
    };
    Phase phase = Phase::Off;
    TimePoint since{};
    TimePoint until{};
    QString detail;

    bool operator==(const ClientState &) const = default;
};

/// What a WebSocket client does when its connection is lost.
enum class WebSocketRecovery {
    None, ///< nothing, as a browser does by itself (WHATWG WebSockets: closed for good)
    Reconnect, ///< opens a new one, from now on: what came meanwhile is lost
    Resume ///< opens a new one with `?after=`
};

/// Everything a client needs to know; a change acts at once (a new poll interval re-arms the timer).
struct ClientSettings
{
    QHostAddress host = QHostAddress::LocalHost;
    quint16 port = 0; ///< port of this client's link
    Duration pollInterval = std::chrono::seconds(2); ///< 50 ms to 30 s
    Duration longPollTimeout = std::chrono::seconds(30);
    HeaderProfile headers{};
    ConnectionMode connections = ConnectionMode::Keep;
    WebSocketRecovery recovery = WebSocketRecovery::Resume;
    bool reconnectJitter = true; ///< false: every client of a lost server comes back at the same moment
    /// With nothing heard for so long a client takes its connection for dead: a poll after its request (a
    /// held one after the hold), a stream only where heartbeats are events or messages. 0: never.
    Duration silenceTimeout = std::chrono::seconds(10);
    bool visibleHeartbeats = false; ///< heartbeats are events and messages that a script can see
    PayloadKind payloadKind = PayloadKind::Text; ///< Binary: a WebSocket asks for binary frames
    quint32 seed = 1; ///< phase of the polls, reconnect backoff

    bool operator==(const ClientSettings &) const = default;
};

/// A message that reached a client.
struct Delivery
{
    MessageId id{};
    qint64 unixMicroseconds = 0; ///< `t` of the message: when it was due
    TimePoint at{}; ///< when the client's callback ran
    PayloadKind kind = PayloadKind::Text;
    QByteArray payload;

    bool operator==(const Delivery &) const = default;
};

/// A client of one transport with a cursor of its own: connects, keeps reconnecting and resuming, and
/// reports each delivery in the order in which it came.
class ClientTransport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Connects and asks for the messages after `cursor`. REQUIRES: not started, or stopped.
    virtual void start(MessageId cursor) = 0;
    /// Closes in order; no signal comes after it returns.
    virtual void stop() = 0;
    virtual void apply(const ClientSettings &settings) = 0;
    /// Its connection carries messages up as well; from other transports they go by POST /messages.
    [[nodiscard]] virtual bool carriesUp() const { return false; }
    /// Sends a message to be published over its connection; false: that is not open, or carries none.
    [[nodiscard]] virtual bool send(const QByteArray &payload, PayloadKind kind)
    {
        Q_UNUSED(payload)
        Q_UNUSED(kind)
        return false;
    }
    /// A client on a connection of its own over which the server returns each message to its sender alone
    /// (`GET /echo`): send() gives one, delivered() is its return, without id and time. nullptr: this
    /// transport has no such thing.
    [[nodiscard]] virtual std::unique_ptr<ClientTransport> createEcho(const ClientSettings &settings) const
    {
        Q_UNUSED(settings)
        return nullptr;
    }
    [[nodiscard]] virtual ClientState state() const = 0;
    /// The last id it has seen.
    [[nodiscard]] virtual MessageId cursor() const = 0;
    /// Short poll: mean time between the starts of its polls since the last apply(); others 0.
    [[nodiscard]] virtual Duration effectiveInterval() const { return Duration{0}; }

signals:
    /// Ready for messages: stream or WebSocket open, long poll parked (its request was written to a connected
    /// socket), first short poll answered. Again after each reconnect.
    void ready();
    void delivered(const Delivery &delivery);
    /// The server told that `count` messages after the cursor are gone.
    void missed(quint64 count);
    /// The server told that its ids began anew: the cursor is 0 again.
    void restarted();
    /// The connection was lost and another attempt will follow.
    void reconnecting();
    /// It stays away for good: told not to come back, refused, or of a kind that does not come back by
    /// itself.
    void gaveUp();
};

Q_DECLARE_METATYPE(ClientState)
Q_DECLARE_METATYPE(Delivery)
