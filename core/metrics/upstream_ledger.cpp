#include "core/metrics/upstream_ledger.h"

quint64 UpstreamLedger::sent(int client, TimePoint due)
{
    if (m_open.size() >= maxOpen) {
        if (m_open.begin()->second.state == State::Pending)
            lost(m_open.begin()->first);
        forget(m_open.begin());
    }
    const Entry entry{due, client, State::Pending};
    m_open.emplace_hint(m_open.end(), ++m_last, entry);
    ++m_underWay;
    if (counts(entry)) {
        ++m_counts.sent;
        ++m_counts.pending;
    }
    return m_last;
}

void UpstreamLedger::accepted(quint64 number)
{
    if (const auto found = m_open.find(number); found != m_open.end())
        move(found->second, State::Accepted);
}

void UpstreamLedger::lost(quint64 number)
{
    if (const auto found = m_open.find(number); found != m_open.end())
        move(found->second, State::Lost);
}

void UpstreamLedger::returned(quint64 number, TimePoint at)
{
    const auto found = m_open.find(number);
    if (found == m_open.end())
        return;
    move(found->second, State::Accepted);
    if (counts(found->second))
        m_roundTrip.add(at - found->second.due);
    forget(found);
}

std::optional<TimePoint> UpstreamLedger::echoed(quint64 number, TimePoint at)
{
    const auto found = m_open.find(number);
    if (found == m_open.end())
        return std::nullopt;
    const TimePoint due = found->second.due;
    m_counts.echoed += counts(found->second) ? 1 : 0;
    returned(number, at);
    return due;
}

void UpstreamLedger::restart(TimePoint regimeStart)
{
    m_regimeStart = regimeStart;
    m_counts = {};
    m_roundTrip.clear();
    for (const auto &[number, entry] : m_open)
        if (counts(entry)) {
            ++m_counts.sent;
            ++countOf(entry.state);
        }
}

void UpstreamLedger::forgetClientsFrom(int client)
{
    for (auto found = m_open.begin(); found != m_open.end();) {
        const Entry &entry = found->second;
        if (entry.client < client) {
            ++found;
            continue;
        }
        if (entry.state == State::Pending && counts(entry)) {
            --m_counts.sent;
            --m_counts.pending;
        }
        forget(found++);
    }
}

void UpstreamLedger::finish()
{
    for (auto &[number, entry] : m_open)
        if (entry.state == State::Pending)
            move(entry, State::Lost);
}

void UpstreamLedger::clear(TimePoint regimeStart)
{
    m_open.clear();
    m_underWay = 0;
    restart(regimeStart);
}

qint64 &UpstreamLedger::countOf(State state)
{
    switch (state) {
    case State::Pending:
        return m_counts.pending;
    case State::Accepted:
        return m_counts.accepted;
    case State::Lost:
        break;
    }
    return m_counts.lost;
}

void UpstreamLedger::move(Entry &entry, State to)
{
    if (counts(entry)) {
        --countOf(entry.state);
        ++countOf(to);
    }
    m_underWay += (to == State::Lost ? 0 : 1) - (entry.state == State::Lost ? 0 : 1);
    entry.state = to;
}

void UpstreamLedger::forget(Entries::iterator entry)
{
    m_underWay -= entry->second.state == State::Lost ? 0 : 1;
    m_open.erase(entry);
}
