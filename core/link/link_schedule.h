#pragma once

#include "core/link/link_settings.h"

#include <QRandomGenerator>

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
    /// When the bandwidth limit lets the next chunk in. What is given to departure() only then is still open
    /// to a change of settings.
    [[nodiscard]] TimePoint freeAt() const { return m_busyUntil; }
    /// The largest chunk to give to departure(), so that bytes trickle under a limit: 10 ms worth, at least 1
    /// KiB.
    [[nodiscard]] qint64 maxChunk() const;
    /// New settings hold for chunks that arrive from now on; order is kept.
    void apply(const LinkSettings &settings);

private:
    LinkSettings m_settings;
    QRandomGenerator m_random;
    TimePoint m_busyUntil{};
    TimePoint m_lastDeparture{};
};
