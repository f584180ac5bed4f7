#include "core/link/link_schedule.h"

namespace {
Duration transmissionTime(qint64 size, qint64 bytesPerSecond)
{
    if (bytesPerSecond <= 0)
        return Duration{0};
    constexpr qint64 nanoseconds = 1'000'000'000;
    return Duration(size / bytesPerSecond * nanoseconds
                    + size % bytesPerSecond * nanoseconds / bytesPerSecond);
}
}

LinkSchedule::LinkSchedule(const LinkSettings &settings, quint32 seed)
    : m_settings(settings)
    , m_random(seed)
{
}

TimePoint LinkSchedule::departure(TimePoint arrival, qint64 size)
{
    m_busyUntil = std::max(arrival, freeAt()) + transmissionTime(size, m_settings.bytesPerSecond);
    Duration travel = m_settings.delay;
    if (m_settings.jitter > Duration{0}) {
        const double offset = 2 * m_random.generateDouble() - 1;
        travel += fromSeconds(offset * toSeconds(m_settings.jitter));
    }
    m_lastDeparture = std::max(m_lastDeparture, m_busyUntil + std::max(Duration{0}, travel));
    return m_lastDeparture;
}

qint64 LinkSchedule::maxChunk() const
{
    if (m_settings.bytesPerSecond <= 0)
        return m_mostAtOnce;
    return std::min(m_mostAtOnce, std::max<qint64>(1024, m_settings.bytesPerSecond / 100));
}

void LinkSchedule::apply(const LinkSettings &settings, qint64 mostAtOnce)
{
    m_settings = settings;
    m_mostAtOnce = mostAtOnce;
}
