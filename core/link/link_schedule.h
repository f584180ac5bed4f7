#pragma once

#include "core/link/link_settings.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>

/// When each chunk of one direction leaves the link. Pure: same settings, seed and arrivals, same departures.
///
/// TCP below keeps order and delivers, so a chunk is delayed but never dropped and never overtakes. A chunk
/// first waits until the line is free, is sent at the limit's pace, then travels for the delay.
class LinkSchedule
{
public:
    LinkSchedule(const LinkSettings &settings, quint32 seed);

    /// When a chunk of `size` bytes that arrived at `arrival` has left the link whole. Never earlier than the
    /// one before it.
    [[nodiscard]] TimePoint departure(TimePoint arrival, qint64 size);
    /// When the bandwidth limit, or the end of a stall, lets the next chunk in. What is given to departure()
    /// only then is still open to a change of settings.
    [[nodiscard]] TimePoint freeAt() const { return std::max(m_busyUntil, m_stalledUntil); }
    /// The largest chunk to give to departure(), so that bytes trickle under a limit: 10 ms worth, at least 1
    /// KiB, and no more than apply() allowed.
    [[nodiscard]] qint64 maxChunk() const;
    /// New settings hold for chunks that arrive from now on; order is kept.
    void apply(const LinkSettings &settings, qint64 mostAtOnce = std::numeric_limits<qint64>::max());
    /// Nothing is let in before `until`; what is on its way still arrives. An earlier time ends a stall.
    void stall(TimePoint until) { m_stalledUntil = until; }

private:
    LinkSettings m_settings;
    QRandomGenerator m_random;
    qint64 m_mostAtOnce = std::numeric_limits<qint64>::max();
    TimePoint m_busyUntil{};
    TimePoint m_stalledUntil{};
    TimePoint m_lastDeparture{};
};
