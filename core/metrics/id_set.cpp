#include "core/metrics/id_set.h"

#include <algorithm>

void MissingIds::append(IdInterval ids)
{
    if (ids.first > ids.last)
        return;
    if (!m_intervals.empty() && m_intervals.back().last + 1 == ids.first)
        m_intervals.back().last = ids.last;
    else
        m_intervals.push_back(ids);
    bound();
}

bool MissingIds::remove(MessageId id)
{
    const auto found = find(id);
    if (found == m_intervals.cend())
        return false;
    const IdInterval whole = *found;
    const quint64 n = toNumber(id);
    auto at = m_intervals.erase(found);
    if (n < whole.last)
        at = m_intervals.insert(at, {n + 1, whole.last});
    if (whole.first < n)
        m_intervals.insert(at, {whole.first, n - 1});
    bound();
    return true;
}

bool MissingIds::contains(MessageId id) const
{
    return find(id) != m_intervals.cend();
}

void MissingIds::clear()
{
    m_intervals.clear();
    m_forgottenUpTo = 0;
}

void MissingIds::bound()
{
    if (m_intervals.size() <= maxIntervals)
        return;
    m_forgottenUpTo = m_intervals.front().last;
    m_intervals.erase(m_intervals.begin());
}

std::vector<IdInterval>::const_iterator MissingIds::find(MessageId id) const
{
    const quint64 n = toNumber(id);
    const auto it = std::lower_bound(m_intervals.cbegin(), m_intervals.cend(), n,
                                     [](const IdInterval &i, quint64 value) { return i.last < value; });
    return it != m_intervals.cend() && it->first <= n ? it : m_intervals.cend();
}

bool SeenIds::insert(MessageId id)
{
    const quint64 n = toNumber(id);
    if (n <= m_highest)
        return m_gaps.remove(id);
    m_gaps.append({m_highest + 1, n - 1});
    m_highest = n;
    return true;
}
