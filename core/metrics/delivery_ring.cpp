#include "core/metrics/delivery_ring.h"

#include <algorithm>

DeliveryRing::DeliveryRing(qint64 capacity)
    : m_capacity(capacity)
{
}

void DeliveryRing::add(const Entry &entry)
{
    const auto slot = static_cast<std::size_t>(m_next % m_capacity);
    // Grows with what comes: a lane at 1 message a second needs no megabytes.
    if (m_entries.size() <= slot)
        m_entries.resize(slot + 1);
    m_entries[slot] = entry;
    ++m_next;
}

void DeliveryRing::clear()
{
    m_begin = m_next;
}

qint64 DeliveryRing::first() const
{
    return std::max(m_begin, m_next - m_capacity);
}

const DeliveryRing::Entry &DeliveryRing::at(qint64 number) const
{
    return m_entries[static_cast<std::size_t>(number % m_capacity)];
}

qint64 DeliveryRing::droppedSince(qint64 since) const
{
    return first() - std::clamp(since, m_begin, first());
}
