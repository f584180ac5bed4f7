#include "core/base/precise_alarm.h"

#include <QSocketNotifier>

#include <algorithm>

#include <sys/timerfd.h>
#include <unistd.h>

PreciseAlarm::PreciseAlarm(QObject *parent)
    : QObject(parent)
    , m_fallback(this)
{
    m_fallback.setSingleShot(true);
    m_fallback.setTimerType(Qt::PreciseTimer);
    connect(&m_fallback, &QTimer::timeout, this, &PreciseAlarm::onFallbackTimeout);
}

PreciseAlarm::~PreciseAlarm()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void PreciseAlarm::setFor(TimePoint time)
{
    if (!m_opened)
        openKernelTimer();
    m_time = time;
    // An expiry of zero would switch the kernel's timer off.
    if (m_descriptor >= 0)
        armKernelTimer(std::max(Duration{1}, time.time_since_epoch()));
    else
        armFallback();
}

void PreciseAlarm::clear()
{
    if (m_descriptor >= 0)
        armKernelTimer(Duration{0});
    m_fallback.stop();
}

void PreciseAlarm::openKernelTimer()
{
    m_opened = true;
    m_descriptor = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (m_descriptor < 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        quint64 expirations = 0;
        // Nothing to read: the alarm was set anew after it had run out.
        if (::read(m_descriptor, &expirations, sizeof expirations) > 0)
            emit rang();
    });
}

void PreciseAlarm::armKernelTimer(Duration sinceEpoch) const
{
    // std::chrono::steady_clock is CLOCK_MONOTONIC.
    const auto seconds = std::chrono::floor<std::chrono::seconds>(sinceEpoch);
    itimerspec spec{};
    spec.it_value.tv_sec = seconds.count();
    spec.it_value.tv_nsec = (sinceEpoch - seconds).count();
    ::timerfd_settime(m_descriptor, TFD_TIMER_ABSTIME, &spec, nullptr);
}

void PreciseAlarm::armFallback()
{
    const Duration left = std::max(Duration{0}, m_time - steadyNow());
    m_fallback.start(std::chrono::ceil<std::chrono::milliseconds>(left));
}

void PreciseAlarm::onFallbackTimeout()
{
    if (m_time > steadyNow())
        armFallback();
    else
        emit rang();
}
