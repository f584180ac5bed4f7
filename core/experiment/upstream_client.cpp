#include "core/experiment/upstream_client.h"

#include <algorithm>
#include <utility>

UpstreamClient::UpstreamClient(const UpstreamSender &sender, const Settings &settings,
                               ClientTransport &transport, RunMetrics &metrics, QObject *parent)
    : QObject(parent)
    , m_sender(sender)
    , m_settings(settings)
    , m_transport(transport)
    , m_metrics(metrics)
{
    connect(&m_pingPongAlarm, &Alarm::rang, this, &UpstreamClient::lookAgain);
    connect(&m_poster, &MessagePoster::accepted, this,
            [this](quint64 number) { m_metrics.accepted(m_sender.lane, number); });
    connect(&m_poster, &MessagePoster::refused, this, &UpstreamClient::lose);
}

void UpstreamClient::prepare()
{
    if (isEcho() && !m_echo)
        openEcho();
}

void UpstreamClient::openEcho()
{
    std::unique_ptr<ClientTransport> transport = m_transport.createEcho(m_settings.client);
    if (!transport)
        return;
    m_echo = std::make_unique<EchoRounds>(m_sender, std::move(transport));
    connect(m_echo.get(), &EchoRounds::opened, this, [this] {
        // The first time: after a loss the schedule goes on, and what is due meanwhile is lost.
        if (m_start && !m_schedule)
            plan(std::max(*m_start, steadyNow()));
        emit readyChanged();
    });
    connect(m_echo.get(), &EchoRounds::returned, this, [this](quint64 number, TimePoint at) {
        if (!m_closed)
            m_metrics.echoed(m_sender.lane, number, at);
    });
    connect(m_echo.get(), &EchoRounds::lost, this, &UpstreamClient::lose);
    connect(m_echo.get(), &EchoRounds::reconnecting, this, [this] {
        m_metrics.senderReconnecting(m_sender.lane);
        emit readyChanged();
    });
    m_echo->start();
}

void UpstreamClient::begin(TimePoint start, std::optional<TimePoint> end)
{
    prepare();
    m_start = start;
    m_end = end;
    plan(std::max(start, steadyNow()));
}

void UpstreamClient::apply(const Settings &settings)
{
    const Settings before = std::exchange(m_settings, settings);
    if (!isEcho() && m_echo) {
        m_echo->stop();
        m_echo.reset();
        emit readyChanged();
    } else if (m_echo && settings.client != before.client) {
        m_echo->apply(settings.client);
    }
    prepare();
    if (m_start && settings.upstream != before.upstream)
        plan(std::max(*m_start, steadyNow()));
}

void UpstreamClient::setHeld(bool held)
{
    if (held == m_held)
        return;
    const TimePoint now = steadyNow();
    sendDue(now);
    m_held = held;
    if (m_schedule) {
        held ? m_schedule->hold(now) : m_schedule->resume(now);
        arm();
    } else if (m_start && isPingPong() && !held && !m_awaited) {
        m_pingPongAlarm.aimAt(std::max(*m_start, now));
    }
}

void UpstreamClient::receive(const Delivery &delivery)
{
    const std::optional<quint64> number = numberFrom(delivery.payload, m_sender);
    if (!number || m_closed)
        return;
    m_metrics.returned(m_sender.lane, *number, delivery.at);
    if (m_awaited != number)
        return;
    m_awaited.reset();
    m_pingPongAlarm.stop();
    serve(delivery.at);
}

/// What is sent from `from` on, as the settings have it now.
void UpstreamClient::plan(TimePoint from)
{
    m_pingPongAlarm.stop();
    m_awaited.reset();
    m_schedule.reset();
    m_dueAlarm.reset();
    if (isPingPong())
        m_pingPongAlarm.aimAt(from);
    // Without a connection for echoes nothing is due.
    if (!m_settings.upstream.hasRate() || (isEcho() && (!m_echo || !m_echo->isOpen())))
        return;
    // The client draws the phase of its polls from the seed as it is.
    m_schedule.emplace(Arrivals{.kind = Arrivals::Kind::Poisson}, m_settings.upstream.messagesPerSecond,
                       ~m_settings.client.seed, from);
    if (m_held)
        m_schedule->hold(from);
    m_dueAlarm = std::make_unique<PreciseAlarm>();
    connect(m_dueAlarm.get(), &PreciseAlarm::rang, this, [this] {
        sendDue(steadyNow());
        arm();
    });
    arm();
}

void UpstreamClient::arm()
{
    const TimePoint next = m_schedule->next();
    if (next == TimePoint::max() || isOver(next))
        m_dueAlarm->clear();
    else
        m_dueAlarm->setFor(next);
}

void UpstreamClient::sendDue(TimePoint now)
{
    if (!m_schedule)
        return;
    const TimePoint until = m_end ? std::min(now, *m_end - Duration{1}) : now;
    for (const TimePoint due : m_schedule->takeDue(until))
        send(due);
}

void UpstreamClient::lookAgain()
{
    if (m_awaited)
        m_metrics.refused(m_sender.lane, *std::exchange(m_awaited, std::nullopt));
    serve(steadyNow());
}

/// The next of a ping-pong.
void UpstreamClient::serve(TimePoint due)
{
    if (m_held || isOver(due))
        return;
    if (m_transport.carriesUp() && m_transport.state().phase != ClientState::Phase::Open) {
        m_pingPongAlarm.aimAt(due + pauseAfterLoss); // looks again: nothing is sent while nobody is there
        return;
    }
    send(due);
}

void UpstreamClient::send(TimePoint due)
{
    const quint64 number = m_metrics.sent(m_sender.lane, m_sender.client, due);
    if (isPingPong()) {
        m_awaited = number;
        m_pingPongAlarm.aimAt(due + m_settings.patience);
    }
    if (m_echo) {
        if (!m_echo->send(number, m_settings.payloadBytes, m_settings.payloadKind))
            lose(number);
        return;
    }
    const QByteArray payload
        = upstreamPayload(m_sender, number, m_settings.payloadBytes, m_settings.payloadKind);
    if (!m_transport.carriesUp())
        m_poster.post(m_settings.client, number, payload, m_settings.payloadKind);
    else if (!m_transport.send(payload, m_settings.payloadKind))
        lose(number);
}

void UpstreamClient::lose(quint64 number)
{
    m_metrics.refused(m_sender.lane, number);
    if (m_awaited != number)
        return;
    m_awaited.reset();
    m_pingPongAlarm.aimAt(steadyNow() + pauseAfterLoss);
}
