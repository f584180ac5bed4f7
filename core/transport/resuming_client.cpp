#include "core/transport/resuming_client.h"

#include "core/protocol/reconnect_policy.h"

#include <algorithm>
#include <utility>

ResumingClient::ResumingClient(const ClientSettings &settings, QObject *parent)
    : ClientTransport(parent)
    , m_settings(settings)
    , m_random(settings.seed)
{
    connect(&m_retry, &Alarm::rang, this, [this] {
        setState(ClientState::Phase::Connecting);
        open();
    });
    connect(&m_silence, &Alarm::rang, this, [this] { lose(tr("Nothing was heard for too long")); });
}

void ResumingClient::start(MessageId cursor)
{
    Q_ASSERT(!m_running);
    ++m_session;
    m_running = true;
    m_ready = false;
    m_wasReady = false;
    m_attempt = 0;
    m_cursor = cursor;
    setState(ClientState::Phase::Connecting);
    open();
}

void ResumingClient::stop()
{
    ++m_session;
    m_running = false;
    m_ready = false;
    m_retry.stop();
    m_silence.stop();
    closeNow();
    setState(ClientState::Phase::Off);
}

void ResumingClient::apply(const ClientSettings &settings)
{
    const ClientSettings before = std::exchange(m_settings, settings);
    if (settings.seed != before.seed)
        m_random.seed(settings.seed);
    if (m_running)
        settingsChanged(before, settings.host != before.host || settings.port != before.port);
}

QByteArray ResumingClient::afterQuery() const
{
    return "?after=" + QByteArray::number(toNumber(m_cursor));
}

void ResumingClient::setState(ClientState::Phase phase, TimePoint until, const QString &detail)
{
    m_state = {phase, steadyNow(), until, detail};
}

bool ResumingClient::tellReady()
{
    if (m_ready)
        return true;
    m_ready = true;
    m_wasReady = true;
    m_readySince = steadyNow();
    const quint64 session = m_session;
    emit ready();
    return session == m_session;
}

bool ResumingClient::tellDelivered(const Message &message, TimePoint at)
{
    m_cursor = std::max(m_cursor, message.id);
    const quint64 session = m_session;
    emit delivered({message.id, message.unixMicroseconds, at, message.kind, message.payload});
    return session == m_session;
}

bool ResumingClient::tellMissed(quint64 count)
{
    const quint64 session = m_session;
    emit missed(count);
    return session == m_session;
}

bool ResumingClient::tellRestarted()
{
    m_cursor = MessageId{};
    const quint64 session = m_session;
    emit restarted();
    return session == m_session;
}

bool ResumingClient::tellBatch(const MessageBatch &batch, TimePoint at)
{
    if (batch.restarted && !tellRestarted())
        return false;
    if (batch.missed > 0 && !tellMissed(batch.missed))
        return false;
    for (const Message &message : batch.messages)
        if (!tellDelivered(message, at))
            return false;
    m_cursor = batch.last;
    return true;
}

void ResumingClient::lose(const QString &reason)
{
    if (!comesBack()) {
        giveUp(reason);
        return;
    }
    const TimePoint now = steadyNow();
    if (m_ready && now - m_readySince >= stableAfter)
        m_attempt = 0;
    m_ready = false;
    m_silence.stop();
    closeNow();
    const double random = m_settings.reconnectJitter ? m_random.generateDouble() : 1;
    const Duration backoff = ReconnectPolicy::delay(m_attempt++, random);
    const TimePoint next = nextAttempt(now, backoff);
    setState(ClientState::Phase::Retrying, next, reason);
    m_retry.aimAt(next);
    emit reconnecting();
}

void ResumingClient::giveUp(const QString &reason)
{
    m_ready = false;
    m_retry.stop();
    m_silence.stop();
    closeNow();
    setState(ClientState::Phase::Failed, {}, reason);
    emit gaveUp();
}

void ResumingClient::expectWithin(Duration time)
{
    if (time > Duration{0})
        m_silence.aimAt(steadyNow() + time);
    else
        m_silence.stop();
}

void ResumingClient::reopen()
{
    m_retry.stop();
    m_silence.stop();
    m_ready = false;
    m_wasReady = false; // not lost: it goes on after its cursor
    closeNow();
    setState(ClientState::Phase::Connecting);
    open();
}
