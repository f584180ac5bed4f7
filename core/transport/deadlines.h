#pragma once

#include "core/base/steady_time.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>

/// Many deadlines on one timer, so that thousands of connections cost the event loop one.
///
/// Moving a deadline to a later time, as every request does, only stores the time. Outlives its Deadlines.
class DeadlineQueue : public QObject
{
    Q_OBJECT

public:
    class Deadline;

    explicit DeadlineQueue(QObject *parent = nullptr);

private:
    using Entries = std::multimap<TimePoint, Deadline *>;

    void expire();
    void arm();

    Entries m_entries;
    QTimer m_timer;
    TimePoint m_armedFor = TimePoint::max();
};

/// One deadline: calls back once, at or just after the time it was set to. The callback may set it again and
/// may destroy it.
class DeadlineQueue::Deadline
{
public:
    Deadline(DeadlineQueue &queue, std::function<void()> callback);
    ~Deadline();
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

    void set(TimePoint at);
    void clear() { m_at = TimePoint::max(); }

private:
    friend class DeadlineQueue;
    void enter();
    void leave();

    DeadlineQueue &m_queue;
    std::function<void()> m_callback;
    TimePoint m_at = TimePoint::max(); ///< max: none
    Entries::iterator m_entry; ///< at or before m_at; end(): not entered
};

using Deadline = DeadlineQueue::Deadline;
