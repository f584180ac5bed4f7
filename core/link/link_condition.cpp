#include "core/link/link_condition.h"

#include <algorithm>

using Kind = LinkFault::Kind;

void LinkCondition::strike(const LinkFault &fault, TimePoint now)
{
    const TimePoint until = now + fault.length;
    switch (fault.kind) {
    case Kind::Cut:
        m_cutUntil = std::max(m_cutUntil, until);
        break;
    case Kind::Silent:
        m_silentUntil = std::max(m_silentUntil, until);
        break;
    case Kind::HalfOpen:
        break;
    case Kind::Stall:
    case Kind::Drip:
    case Kind::Collapse:
    case Kind::SlowReader:
        m_brake = fault;
        m_brakeUntil = until;
        break;
    }
}

LinkCondition::Welcome LinkCondition::welcome(TimePoint now) const
{
    return now < m_cutUntil ? Welcome::Reset : now < m_silentUntil ? Welcome::Swallow : Welcome::Carry;
}

LinkCondition::Pace LinkCondition::pace(Direction direction, TimePoint now) const
{
    Pace pace{.settings = m_settings};
    if (now >= m_brakeUntil)
        return pace;
    if (m_brake.kind == Kind::Stall) {
        pace.stalledUntil = m_brakeUntil;
        return pace;
    }
    const bool slowReader = m_brake.kind == Kind::SlowReader;
    if (slowReader && direction == Direction::Up)
        return pace;
    const qint64 limit = std::max<qint64>(1, m_brake.bytesPerSecond);
    qint64 &bytesPerSecond = pace.settings.bytesPerSecond;
    bytesPerSecond = bytesPerSecond > 0 ? std::min(bytesPerSecond, limit) : limit;
    // In larger pieces the last one would hold the line long after the fault is over.
    constexpr qint64 piecesPerSecond = 20;
    pace.mostAtOnce = m_brake.kind == Kind::Drip ? 1 : std::max<qint64>(1, bytesPerSecond / piecesPerSecond);
    if (slowReader)
        pace.buffer = slowReaderBuffer;
    return pace;
}

std::optional<TimePoint> LinkCondition::paceEnds(TimePoint now) const
{
    return now < m_brakeUntil ? std::optional(m_brakeUntil) : std::nullopt;
}
