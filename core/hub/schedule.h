#pragma once

#include "core/base/steady_time.h"

#include <QMetaType>
#include <QRandomGenerator>

#include <optional>
#include <vector>

/// How messages are spread over time.
struct Arrivals
{
    enum class Kind { Steady, Poisson, Burst };
    static constexpr int maxBurstMessages = 10'000;

    Kind kind = Kind::Poisson;
    /// Burst only: `burstMessages` messages 1 ms apart every `burstPeriod`; the rate is not used then.
    int burstMessages = 20;
    Duration burstPeriod = std::chrono::seconds(5);

    bool operator==(const Arrivals &) const = default;
};

/// Seeded open-loop schedule: when message k is due never depends on how fast anything else is.
///
/// Pure: time is an argument. A change of rate or pattern takes effect at `now`; times already given out
/// stay. Steady messages lie half a gap inside their time: `start` + (k + 0.5) / rate for k = 0, 1, 2 ...,
/// computed from k so that errors do not add up. The first burst comes after a tenth of its period.
class Schedule
{
public:
    static constexpr double maxRate = 20'000;

    /// Messages due before `now` are never given out.
    Schedule(Arrivals arrivals, double messagesPerSecond, quint32 seed, TimePoint start);

    /// The due times in (what was taken before, now], in order. Long gaps are caught up, none is skipped.
    [[nodiscard]] std::vector<TimePoint> takeDue(TimePoint now);
    /// When the next one is due; TimePoint::max() at rate 0 and while held.
    [[nodiscard]] TimePoint next() const;
    /// REQUIRES takeDue(now) before: what was due by then and not taken is forgotten. Steady keeps its gap
    /// to the last message given out, Poisson draws anew (it has no memory), bursts begin anew.
    void change(Arrivals arrivals, double messagesPerSecond, TimePoint now);
    /// The window of `hold`: nothing is due between now and resume(), which shifts the rest of the plan.
    void hold(TimePoint now);
    void resume(TimePoint now);

private:
    void planFrom(TimePoint t);
    void advance();
    [[nodiscard]] TimePoint steadyTime(qint64 index) const;
    [[nodiscard]] TimePoint burstTime(qint64 index) const;
    [[nodiscard]] Duration poissonGap();

    Arrivals m_arrivals;
    double m_rate = 0;
    QRandomGenerator m_random;
    TimePoint m_start{};
    TimePoint m_origin{}; ///< where the current plan began
    qint64 m_index = 0; ///< messages given out since m_origin
    TimePoint m_next{};
    std::optional<TimePoint> m_lastGiven;
    std::optional<TimePoint> m_heldSince;
};

Q_DECLARE_METATYPE(Arrivals)
