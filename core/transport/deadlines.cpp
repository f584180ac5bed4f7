#include "core/transport/deadlines.h"

DeadlineQueue::DeadlineQueue(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DeadlineQueue::expire);
}

void DeadlineQueue::expire()
{
    m_armedFor = TimePoint::max();
    const TimePoint now = steadyNow();
    // What a callback sets to `now` again waits for the next turn: the loop stays alive.
    while (!m_entries.empty() && m_entries.begin()->first <= now) {
        Deadline *const deadline = m_entries.begin()->second;
        deadline->leave();
        if (deadline->m_at > now) {
            if (deadline->m_at != TimePoint::max())
                deadline->enter();
            continue;
        }
        deadline->m_at = TimePoint::max();
        // A copy: the callback may destroy the deadline that holds it.
        const std::function<void()> callback = deadline->m_callback;
        callback();
    }
    arm();
}

void DeadlineQueue::arm()
{
    if (m_entries.empty() || m_entries.begin()->first >= m_armedFor)
        return;
    m_armedFor = m_entries.begin()->first;
    const Duration wait = std::max(Duration{0}, m_armedFor - steadyNow());
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

Deadline::Deadline(DeadlineQueue &queue, std::function<void()> callback)
    : m_queue(queue)
    , m_callback(std::move(callback))
    , m_entry(queue.m_entries.end())
{
}

Deadline::~Deadline()
{
    leave();
}

void Deadline::set(TimePoint at)
{
    m_at = at;
    if (m_entry != m_queue.m_entries.end()) {
        if (m_entry->first <= at)
            return;
        leave();
    }
    enter();
    m_queue.arm();
}

void Deadline::enter()
{
    m_entry = m_queue.m_entries.emplace(m_at, this);
}

void Deadline::leave()
{
    if (m_entry == m_queue.m_entries.end())
        return;
    m_queue.m_entries.erase(m_entry);
    m_entry = m_queue.m_entries.end();
}
