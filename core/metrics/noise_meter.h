#pragma once

#include "core/metrics/histogram.h"

#include <array>

/// How late loops and publisher were, of the whole run and of the last recentSeconds seconds.
class NoiseMeter
{
public:
    static constexpr int recentSeconds = 5;

    void addLoopLag(Duration lag, TimePoint now);
    void addPublisherLate(Duration late, TimePoint now);
    [[nodiscard]] NoiseFloor floor(TimePoint now) const;

private:
    /// One second of both.
    struct Slot
    {
        qint64 second = -1;
        Histogram loopLag, publisherLate;
    };

    [[nodiscard]] Slot &slotAt(TimePoint now);

    Histogram m_loopLag, m_publisherLate;
    std::array<Slot, recentSeconds> m_slots;
};
