#include "core/hub/schedule.h"

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace {
// Spreads neighbouring seeds, and is chosen so that seed 1 at one message a second gives its first within 0.3
// s.
constexpr quint32 seedFactor = 2654435761U;

Duration seconds(double s)
{
    return Duration(std::llround(s * 1e9));
}
}

Schedule::Schedule(Arrivals arrivals, double messagesPerSecond, quint32 seed, TimePoint start)
    : m_arrivals(arrivals)
    , m_rate(std::clamp(messagesPerSecond, 0.0, maxRate))
    , m_random(seed * seedFactor)
    , m_start(start)
{
    planFrom(start);
}

std::vector<TimePoint> Schedule::takeDue(TimePoint now)
{
    std::vector<TimePoint> due;
    while (next() <= now) {
        due.push_back(m_next);
        m_lastGiven = m_next;
        advance();
    }
    return due;
}

TimePoint Schedule::next() const
{
    return m_heldSince && m_next > *m_heldSince ? TimePoint::max() : m_next;
}

void Schedule::change(Arrivals arrivals, double messagesPerSecond, TimePoint now)
{
    const double rate = std::clamp(messagesPerSecond, 0.0, maxRate);
    if (arrivals == m_arrivals && rate == m_rate)
        return;
    m_arrivals = arrivals;
    m_rate = rate;
    planFrom(std::max(m_start, m_heldSince.value_or(now)));
}

void Schedule::hold(TimePoint now)
{
    if (!m_heldSince)
        m_heldSince = std::max(m_start, now);
}

void Schedule::resume(TimePoint now)
{
    if (!m_heldSince)
        return;
    const Duration held = std::max(Duration{0}, now - *m_heldSince);
    m_heldSince.reset();
    m_origin += held;
    if (m_lastGiven)
        *m_lastGiven += held;
    if (m_next != TimePoint::max())
        m_next += held;
}

void Schedule::planFrom(TimePoint t)
{
    m_origin = t;
    m_index = 0;
    m_next = TimePoint::max();
    if (m_arrivals.kind == Arrivals::Kind::Burst) {
        m_next = burstTime(0);
    } else if (m_rate <= 0) {
        return;
    } else if (m_arrivals.kind == Arrivals::Kind::Poisson) {
        m_next = t + poissonGap();
    } else {
        const Duration half = seconds(0.5 / m_rate);
        m_next = m_lastGiven ? std::max(t, *m_lastGiven + 2 * half) : std::max(t, m_start + half);
        m_origin = m_next - half;
    }
}

void Schedule::advance()
{
    ++m_index;
    switch (m_arrivals.kind) {
    case Arrivals::Kind::Steady:
        m_next = steadyTime(m_index);
        break;
    case Arrivals::Kind::Poisson:
        m_next += poissonGap();
        break;
    case Arrivals::Kind::Burst:
        m_next = burstTime(m_index);
        break;
    }
}

TimePoint Schedule::steadyTime(qint64 index) const
{
    return m_origin + seconds((static_cast<double>(index) + 0.5) / m_rate);
}

TimePoint Schedule::burstTime(qint64 index) const
{
    const Duration period = std::max<Duration>(m_arrivals.burstPeriod, 1ms);
    const qint64 size = std::clamp(m_arrivals.burstMessages, 1, Arrivals::maxBurstMessages);
    // A burst longer than its period is drawn together so that it ends before the next one.
    const Duration gap = std::min<Duration>(1ms, period / size);
    return m_origin + period / 10 + index / size * period + index % size * gap;
}

Duration Schedule::poissonGap()
{
    return seconds(-std::log1p(-m_random.generateDouble()) / m_rate);
}
