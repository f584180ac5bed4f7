#include "core/base/loop_lag_probe.h"

#include <utility>

LoopLagProbe::LoopLagProbe(QObject *parent)
    : QObject(parent)
    , m_alarm(this)
{
    connect(&m_alarm, &PreciseAlarm::rang, this, &LoopLagProbe::onRang);
}

void LoopLagProbe::start()
{
    m_aim = steadyNow() + interval;
    m_alarm.setFor(m_aim);
}

void LoopLagProbe::stop()
{
    m_alarm.clear();
}

std::vector<Duration> LoopLagProbe::takeLags()
{
    return std::exchange(m_lags, {});
}

void LoopLagProbe::onRang()
{
    const Duration lag = steadyNow() - m_aim;
    if (m_lags.size() < maxLags)
        m_lags.push_back(lag);
    // Aims that a stall passed over are left out: they would count the same stall again.
    m_aim += (lag / interval + 1) * interval;
    m_alarm.setFor(m_aim);
}
