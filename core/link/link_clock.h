#pragma once

#include "core/base/precise_alarm.h"

#include <QObject>

#include <functional>
#include <map>
#include <optional>

/// One alarm for all links of a thread: thousands of timers for the price of one. Outlives every timer that
/// is set.
class LinkClock : public QObject
{
    Q_OBJECT

public:
    /// Calls back once at an absolute time. Timers for the same time ring in the order in which they were
    /// set.
    class Timer
    {
    public:
        Timer(LinkClock &clock, std::function<void()> callback);
        ~Timer();
        Timer(const Timer &) = delete;
        Timer &operator=(const Timer &) = delete;

        /// Replaces an earlier time.
        void setFor(TimePoint time);
        void clear();
        [[nodiscard]] bool isSet() const { return m_position.has_value(); }

    private:
        LinkClock &m_clock;
        std::function<void()> m_callback;
        std::optional<std::multimap<TimePoint, Timer *>::iterator> m_position;
        friend class LinkClock;
    };

    explicit LinkClock(QObject *parent = nullptr);

private:
    void ring();
    void arm();

    std::multimap<TimePoint, Timer *> m_due;
    TimePoint m_armedFor = TimePoint::max();
    PreciseAlarm m_alarm;
};
