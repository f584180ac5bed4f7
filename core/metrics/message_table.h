#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/message.h"

#include <deque>
#include <optional>

/// When each message was due, by id, and how many of them count in the regime that began at regimeStart().
///
/// Ids that were skipped are in here as unknown until learn() names them. Whoever owns it keeps it short with
/// prune(); it holds the ids above base() only.
class MessageTable
{
public:
    struct Entry
    {
        TimePoint due{};
        qint64 countedUpTo = 0; ///< this one included
        bool known = false;
        bool noticed = false; ///< the hub told of it (a delivery may come first)
    };

    void reset(MessageId base, TimePoint regimeStart);
    /// True if it was unknown, and is above base().
    bool learn(MessageId id, TimePoint due);
    /// Marks a known message as told by the hub; true the first time.
    bool notice(MessageId id);
    /// Another regime: messages due from `regimeStart` on count.
    void restart(TimePoint regimeStart);
    /// Forgets the ids up to `id`.
    void prune(MessageId id);

    [[nodiscard]] MessageId base() const { return MessageId{m_base}; }
    [[nodiscard]] MessageId last() const { return MessageId{m_base + m_entries.size()}; }
    [[nodiscard]] TimePoint regimeStart() const { return m_regimeStart; }
    /// nullptr: not above base(), or never heard of.
    [[nodiscard]] const Entry *find(MessageId id) const;
    [[nodiscard]] bool counts(TimePoint due) const { return due >= m_regimeStart; }
    /// How many of the ids up to `id` count.
    [[nodiscard]] qint64 countedUpTo(MessageId id) const;
    [[nodiscard]] qint64 counted() const { return countedUpTo(last()); }

private:
    [[nodiscard]] Entry &at(quint64 id) { return m_entries[id - m_base - 1]; }

    std::deque<Entry> m_entries;
    quint64 m_base = 0;
    qint64 m_countedAtBase = 0;
    TimePoint m_regimeStart{};
};
