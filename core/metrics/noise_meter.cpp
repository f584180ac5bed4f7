#include "core/metrics/noise_meter.h"

#include <algorithm>

namespace {

qint64 secondOf(TimePoint t)
{
    return std::chrono::floor<std::chrono::seconds>(t.time_since_epoch()).count();
}

} // namespace

void NoiseMeter::addLoopLag(Duration lag, TimePoint now)
{
    m_loopLag.add(lag);
    slotAt(now).loopLag.add(lag);
}

void NoiseMeter::addPublisherLate(Duration late, TimePoint now)
{
    m_publisherLate.add(late);
    slotAt(now).publisherLate.add(late);
}

NoiseFloor NoiseMeter::floor(TimePoint now) const
{
    Histogram loopLag;
    Histogram publisherLate;
    for (const Slot &slot : m_slots) {
        if (slot.second <= secondOf(now) - recentSeconds)
            continue;
        loopLag.merge(slot.loopLag);
        publisherLate.merge(slot.publisherLate);
    }
    return {m_loopLag.summary(), m_publisherLate.summary(),
            std::max(loopLag.percentileMs(990).value_or(0), publisherLate.percentileMs(990).value_or(0))};
}

NoiseMeter::Slot &NoiseMeter::slotAt(TimePoint now)
{
    const qint64 second = secondOf(now);
    Slot &slot = m_slots[static_cast<std::size_t>((second % recentSeconds + recentSeconds) % recentSeconds)];
    if (slot.second != second) {
        slot.second = second;
        slot.loopLag.clear();
        slot.publisherLate.clear();
    }
    return slot;
}
