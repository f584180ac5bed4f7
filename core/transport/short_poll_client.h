#pragma once

#include "core/transport/poll_exchange.h"
#include "core/transport/resuming_client.h"

/// Asks at a fixed rate with a seeded random phase; one poll is outstanding, ticks that meet one are skipped.
///
/// The first poll leaves at start(), then at phase + k T from start() or from the last change of T. An answer
/// that was cut (`more`) is followed by another poll at once, which is no tick. After a loss the next tick is
/// the next attempt, unless the backoff is shorter.
class ShortPollClient : public ResumingClient
{
    Q_OBJECT

public:
    explicit ShortPollClient(const ClientSettings &settings, QObject *parent = nullptr);

    /// Between the polls that ticks started; 0 until there were two since the last apply() or start().
    [[nodiscard]] Duration effectiveInterval() const override;

protected:
    void open() override;
    void closeNow() override;
    void settingsChanged(const ClientSettings &before, bool moved) override;
    [[nodiscard]] TimePoint nextAttempt(TimePoint now, Duration backoff) const override;

private:
    void tick();
    void ask();
    void receive(const std::optional<MessageBatch> &batch, TimePoint at);
    void aimFrom(TimePoint origin);

    PollExchange m_exchange;
    Alarm m_ticks;
    double m_phase = 0; ///< in [0, 1) of an interval
    TimePoint m_nextTick{};
    TimePoint m_firstTickPoll{};
    TimePoint m_lastTickPoll{};
    qint64 m_tickPolls = 0;
};
