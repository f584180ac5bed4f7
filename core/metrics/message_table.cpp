#include "core/metrics/message_table.h"

void MessageTable::reset(MessageId base, TimePoint regimeStart)
{
    m_entries.clear();
    m_base = toNumber(base);
    m_countedAtBase = 0;
    m_regimeStart = regimeStart;
}

bool MessageTable::learn(MessageId id, TimePoint due)
{
    const quint64 n = toNumber(id);
    if (n <= m_base)
        return false;
    while (toNumber(last()) < n)
        m_entries.push_back({TimePoint{}, counted(), false, false});
    Entry &entry = at(n);
    if (entry.known)
        return false;
    entry.known = true;
    entry.due = due;
    if (counts(due))
        for (quint64 i = n; i <= toNumber(last()); ++i)
            ++at(i).countedUpTo;
    return true;
}

bool MessageTable::notice(MessageId id)
{
    const quint64 n = toNumber(id);
    if (n <= m_base || n > toNumber(last()) || at(n).noticed)
        return false;
    at(n).noticed = true;
    return true;
}

void MessageTable::restart(TimePoint regimeStart)
{
    m_regimeStart = regimeStart;
    m_countedAtBase = 0;
    qint64 sum = 0;
    for (Entry &entry : m_entries) {
        sum += entry.known && counts(entry.due) ? 1 : 0;
        entry.countedUpTo = sum;
    }
}

void MessageTable::prune(MessageId id)
{
    while (!m_entries.empty() && m_base < toNumber(id)) {
        m_countedAtBase = m_entries.front().countedUpTo;
        m_entries.pop_front();
        ++m_base;
    }
    m_base = std::max(m_base, toNumber(id));
}

const MessageTable::Entry *MessageTable::find(MessageId id) const
{
    const quint64 n = toNumber(id);
    if (n <= m_base || n > toNumber(last()))
        return nullptr;
    return &m_entries[n - m_base - 1];
}

qint64 MessageTable::countedUpTo(MessageId id) const
{
    const quint64 n = std::min(toNumber(id), toNumber(last()));
    return n <= m_base ? m_countedAtBase : m_entries[n - m_base - 1].countedUpTo;
}
