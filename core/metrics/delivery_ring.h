#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/message.h"

#include <QtGlobal>

#include <vector>

/// The newest deliveries of a lane, numbered from 0 in the order in which they came. Bounded: at most
/// `capacity`; the numbers of what fell out stay used.
class DeliveryRing
{
public:
    static constexpr qint64 defaultCapacity = 50'000;

    struct Entry
    {
        TimePoint due{};
        Duration latency{0};
        MessageId id{};
        int client = 0;
        qint64 payloadBytes = 0;

        bool operator==(const Entry &) const = default;
    };

    explicit DeliveryRing(qint64 capacity = defaultCapacity);

    void add(const Entry &entry);
    /// Empties it; numbers go on.
    void clear();

    /// Number of the next delivery.
    [[nodiscard]] qint64 next() const { return m_next; }
    /// Number of the oldest that is kept; next() if there is none.
    [[nodiscard]] qint64 first() const;
    /// REQUIRES: first() <= number < next().
    [[nodiscard]] const Entry &at(qint64 number) const;
    /// How many from number `since` on fell out (not: were cleared).
    [[nodiscard]] qint64 droppedSince(qint64 since) const;

private:
    std::vector<Entry> m_entries;
    qint64 m_capacity;
    qint64 m_next = 0;
    qint64 m_begin = 0; ///< the first number after clear()
};
