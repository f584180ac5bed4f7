#include "core/transport/alarm.h"

#include <algorithm>

Alarm::Alarm(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_when)
            return;
        if (steadyNow() < *m_when) {
            arm();
            return;
        }
        m_when.reset();
        emit rang();
    });
}

void Alarm::aimAt(TimePoint when)
{
    m_when = when;
    arm();
}

void Alarm::stop()
{
    m_when.reset();
    m_timer.stop();
}

void Alarm::arm()
{
    using namespace std::chrono;
    const auto left = ceil<milliseconds>(*m_when - steadyNow());
    m_timer.start(std::clamp(left, milliseconds(0), duration_cast<milliseconds>(hours(24))));
}
