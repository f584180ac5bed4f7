#pragma once

#include "core/base/steady_time.h"

#include <QObject>
#include <QTimer>

#include <optional>

/// Rings once at an absolute time: never before it, so that errors of the timer do not add up. Up to 1 ms
/// late, but, unlike PreciseAlarm, without a descriptor of its own: there is one in each of many clients.
class Alarm : public QObject
{
    Q_OBJECT

public:
    explicit Alarm(QObject *parent = nullptr);

    /// Replaces the time set before. A time that has passed rings in the next turn of the event loop.
    void aimAt(TimePoint when);
    void stop();
    [[nodiscard]] std::optional<TimePoint> when() const { return m_when; }

signals:
    void rang();

private:
    void arm();

    QTimer m_timer;
    std::optional<TimePoint> m_when;
};
