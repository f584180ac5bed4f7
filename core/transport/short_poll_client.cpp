#include "core/transport/short_poll_client.h"

#include <algorithm>

ShortPollClient::ShortPollClient(const ClientSettings &settings, QObject *parent)
    : ResumingClient(settings, parent)
{
    connect(&m_ticks, &Alarm::rang, this, &ShortPollClient::tick);
    connect(&m_exchange, &PollExchange::heard, this,
            [this] { expectWithin(this->settings().silenceTimeout); });
    connect(&m_exchange, &PollExchange::answered, this, &ShortPollClient::receive);
    connect(&m_exchange, &PollExchange::failed, this, &ShortPollClient::lose);
}

Duration ShortPollClient::effectiveInterval() const
{
    if (m_tickPolls < 2)
        return Duration{0};
    return (m_lastTickPoll - m_firstTickPoll) / (m_tickPolls - 1);
}

void ShortPollClient::open()
{
    if (!m_ticks.when()) {
        m_tickPolls = 0;
        m_phase = QRandomGenerator(settings().seed).generateDouble();
        aimFrom(steadyNow());
    }
    ask();
}

void ShortPollClient::closeNow()
{
    m_exchange.close();
    if (!isRunning())
        m_ticks.stop();
}

void ShortPollClient::settingsChanged(const ClientSettings &before, bool)
{
    m_tickPolls = 0;
    if (settings().pollInterval == before.pollInterval)
        return;
    aimFrom(steadyNow());
    if (state().phase == ClientState::Phase::Waiting)
        setState(ClientState::Phase::Waiting, m_nextTick);
}

TimePoint ShortPollClient::nextAttempt(TimePoint now, Duration backoff) const
{
    return std::min(now + backoff, m_nextTick);
}

void ShortPollClient::tick()
{
    // Ticks that a busy loop overslept are skipped like those that meet a poll.
    const TimePoint now = steadyNow();
    const Duration interval = std::max<Duration>(settings().pollInterval, std::chrono::milliseconds(1));
    m_nextTick += interval * ((now - m_nextTick) / interval + 1);
    m_ticks.aimAt(m_nextTick);
    if (m_exchange.isBusy())
        return;
    if (m_tickPolls++ == 0)
        m_firstTickPoll = now;
    m_lastTickPoll = now;
    ask();
}

void ShortPollClient::ask()
{
    cancelAttempt();
    setState(isReady() ? ClientState::Phase::Requesting : ClientState::Phase::Connecting);
    expectWithin(settings().silenceTimeout);
    m_exchange.ask(settings(), "/poll" + afterQuery());
}

void ShortPollClient::receive(const std::optional<MessageBatch> &batch, TimePoint at)
{
    expectNothing();
    answeredWell();
    setState(ClientState::Phase::Waiting, m_nextTick);
    if (!tellReady() || (batch && !tellBatch(*batch, at)))
        return;
    if (batch && batch->more && !m_exchange.isBusy())
        ask();
}

void ShortPollClient::aimFrom(TimePoint origin)
{
    const auto phase = Duration(
        static_cast<Duration::rep>(m_phase * static_cast<double>(settings().pollInterval.count())));
    m_nextTick = origin + phase;
    m_ticks.aimAt(m_nextTick);
}
