#pragma once

#include "core/link/link_settings.h"

#include <QRandomGenerator>

/// When each chunk of one direction leaves the link. Pure: same settings, seed and arrivals, same departures.
///
/// TCP below keeps order and delivers, so a chunk is delayed but never dropped and never overtakes.
class LinkSchedule
{
public:
    LinkSchedule(const LinkSettings &settings, quint32 seed);

    /// When a chunk of `size` bytes that arrived at `arrival` has left the link whole. Never earlier than the
    /// one before it.
    [[nodiscard]] TimePoint departure(TimePoint arrival, qint64 size);
    /// New settings hold for chunks that arrive from now on; order is kept.
    void apply(const LinkSettings &settings);

private:
    LinkSettings m_settings;
    QRandomGenerator m_random;
    TimePoint m_busyUntil{};       ///< the bandwidth limit is free again
    TimePoint m_lastDeparture{};
};
