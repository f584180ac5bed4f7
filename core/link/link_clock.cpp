#include "core/link/link_clock.h"

#include <utility>

LinkClock::Timer::Timer(LinkClock &clock, std::function<void()> callback)
    : m_clock(clock)
    , m_callback(std::move(callback))
{
}

LinkClock::Timer::~Timer()
{
    clear();
}

void LinkClock::Timer::setFor(TimePoint time)
{
    clear();
    m_position = m_clock.m_due.emplace(time, this);
    m_clock.arm();
}

void LinkClock::Timer::clear()
{
    if (m_position)
        m_clock.m_due.erase(*std::exchange(m_position, std::nullopt));
}

LinkClock::LinkClock(QObject *parent)
    : QObject(parent)
    , m_alarm(this)
{
    connect(&m_alarm, &PreciseAlarm::rang, this, &LinkClock::ring);
}

void LinkClock::ring()
{
    // `now` is read once, so that timers that set themselves anew do not keep the loop here.
    const TimePoint now = steadyNow();
    while (!m_due.empty() && m_due.begin()->first <= now) {
        Timer &timer = *m_due.begin()->second;
        timer.clear();
        timer.m_callback();
    }
    m_armedFor = TimePoint::max();
    arm();
}

void LinkClock::arm()
{
    // A timer that was cleared may leave the alarm too early: ring() then just sets it anew.
    if (m_due.empty() || m_due.begin()->first >= m_armedFor)
        return;
    m_armedFor = m_due.begin()->first;
    m_alarm.setFor(m_armedFor);
}
