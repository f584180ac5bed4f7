#pragma once

#include "core/metrics/histogram.h"

#include <array>

/// How late loops and publisher were, since begin() and in the last recentSeconds seconds.
class NoiseMeter
{
public:
    static constexpr int recentSeconds = 5;

    /// Forgets everything, and what is heard of before `from`: threads that start and clients that connect
    /// are late without spoiling a measurement.
    void begin(TimePoint from);
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

    TimePoint m_from = TimePoint::min();
    Histogram m_loopLag, m_publisherLate;
    std::array<Slot, recentSeconds> m_slots;
};
