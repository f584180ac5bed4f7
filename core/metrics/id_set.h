#pragma once

#include "core/protocol/message.h"

#include <vector>

/// Ids first ... last, both included.
struct IdInterval
{
    quint64 first = 0;
    quint64 last = 0;

    bool operator==(const IdInterval &) const = default;
};

/// Ascending intervals of ids that did not come. Bounded: beyond maxIntervals the lowest are forgotten.
class MissingIds
{
public:
    static constexpr std::size_t maxIntervals = 256;

    /// REQUIRES: first is above all that is in here.
    void append(IdInterval ids);
    /// True if `id` was in here; it is not any more.
    bool remove(MessageId id);
    [[nodiscard]] bool contains(MessageId id) const;
    void clear();
    [[nodiscard]] const std::vector<IdInterval> &intervals() const { return m_intervals; }
    /// Highest id of what was forgotten; 0 if nothing was.
    [[nodiscard]] MessageId forgottenUpTo() const { return MessageId{m_forgottenUpTo}; }

private:
    void bound();
    [[nodiscard]] std::vector<IdInterval>::const_iterator find(MessageId id) const;

    std::vector<IdInterval> m_intervals;
    quint64 m_forgottenUpTo = 0;
};

/// Which ids one client has had: a highest id and the gaps below it. What was forgotten counts as had.
class SeenIds
{
public:
    /// True if `id` is new.
    bool insert(MessageId id);

private:
    quint64 m_highest = 0;
    MissingIds m_gaps;
};
