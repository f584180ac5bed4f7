#include "core/metrics/noise_meter.h"

#include <algorithm>

namespace {

qint64 secondOf(TimePoint t)
{
    return std::chrono::floor<std::chrono::seconds>(t.time_since_epoch()).count();
}

/// So many of the last seconds must have been late before the machine is called the limit.
constexpr int leastLateSeconds = 2;

double worstOf(const Histogram &loopLag, const Histogram &publisherLate)
{
    return std::max(loopLag.percentileMs(990).value_or(0), publisherLate.percentileMs(990).value_or(0));
}

} // namespace

void NoiseMeter::begin(TimePoint from)
{
    m_from = from;
    m_loopLag.clear();
    m_publisherLate.clear();
    for (Slot &slot : m_slots)
        slot.second = -1;
}

void NoiseMeter::addLoopLag(Duration lag, TimePoint now)
{
    if (now < m_from)
        return;
    m_loopLag.add(lag);
    slotAt(now).loopLag.add(lag);
}

void NoiseMeter::addPublisherLate(Duration late, TimePoint now)
{
    if (now < m_from)
        return;
    m_publisherLate.add(late);
    slotAt(now).publisherLate.add(late);
}

NoiseFloor NoiseMeter::floor(TimePoint now) const
{
    Histogram loopLag;
    Histogram publisherLate;
    int lateSeconds = 0;
    for (const Slot &slot : m_slots) {
        if (slot.second <= secondOf(now) - recentSeconds)
            continue;
        loopLag.merge(slot.loopLag);
        publisherLate.merge(slot.publisherLate);
        lateSeconds += worstOf(slot.loopLag, slot.publisherLate) > NoiseFloor::badgeAboveMs;
    }
    return {m_loopLag.summary(), m_publisherLate.summary(), worstOf(loopLag, publisherLate),
            lateSeconds >= leastLateSeconds};
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
