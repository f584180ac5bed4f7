#pragma once

#include "core/protocol/message_source.h"
#include "core/transport/alarm.h"
#include "core/transport/client_transport.h"

#include <QRandomGenerator>

/// What the clients of all transports have in common: the cursor, the words about their state, and trying
/// again after a loss with ReconnectPolicy.
///
/// A subclass moves bytes. Each tell...() emits and returns whether to go on: a listener may have called
/// stop(), and after that nothing may be emitted.
class ResumingClient : public ClientTransport
{
    Q_OBJECT

public:
    explicit ResumingClient(const ClientSettings &settings, QObject *parent = nullptr);

    void start(MessageId cursor) final;
    void stop() final;
    void apply(const ClientSettings &settings) final;
    [[nodiscard]] ClientState state() const final { return m_state; }
    [[nodiscard]] MessageId cursor() const final { return m_cursor; }

protected:
    /// A connection that lasted this long was a working one: the next loss is a first attempt again.
    static constexpr std::chrono::seconds stableAfter{5};

    /// Connects, or asks. Called by start() and after each wait for another attempt.
    virtual void open() = 0;
    /// Drops what open() made, in order and silently.
    virtual void closeNow() = 0;
    /// The settings have changed while it runs. `moved`: to another host or port.
    virtual void settingsChanged(const ClientSettings &before, bool moved) = 0;
    /// Whether another attempt follows a loss; otherwise the client gives up.
    [[nodiscard]] virtual bool comesBack() const { return true; }
    /// When to try again after a loss; `backoff` is what the policy says.
    [[nodiscard]] virtual TimePoint nextAttempt(TimePoint now, Duration backoff) const
    {
        return now + backoff;
    }

    [[nodiscard]] const ClientSettings &settings() const { return m_settings; }
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isReady() const { return m_ready; }
    /// It was ready since start() or reopen(): what is opened now follows a loss.
    [[nodiscard]] bool wasReady() const { return m_wasReady; }
    /// "?after=42"
    [[nodiscard]] QByteArray afterQuery() const;
    void setState(ClientState::Phase phase, TimePoint until = {}, const QString &detail = {});

    /// Emits ready() unless it was said of this connection.
    bool tellReady();
    bool tellDelivered(const Message &message, TimePoint at);
    bool tellMissed(quint64 count);
    bool tellRestarted();
    /// All that a batch says, in its order; the cursor is then at its end.
    bool tellBatch(const MessageBatch &batch, TimePoint at);
    /// The other side answered properly: the next loss is a first attempt again.
    void answeredWell() { m_attempt = 0; }

    /// The connection is lost or useless: closes it, tells, and tries again later.
    void lose(const QString &reason);
    /// Something else makes the next attempt.
    void cancelAttempt() { m_retry.stop(); }
    /// With nothing heard for that long the connection is taken for dead; 0: it waits for ever.
    void expectWithin(Duration time);
    void expectNothing() { m_silence.stop(); }
    /// Closes for good, and tells.
    void giveUp(const QString &reason);
    /// Closes and opens at once, without backoff.
    void reopen();

private:
    ClientSettings m_settings;
    ClientState m_state;
    MessageId m_cursor{};
    Alarm m_retry;
    Alarm m_silence;
    QRandomGenerator m_random;
    int m_attempt = 0;
    TimePoint m_readySince{};
    quint64 m_session = 0; ///< changes with each start() and stop()
    bool m_running = false;
    bool m_ready = false;
    bool m_wasReady = false;
};
