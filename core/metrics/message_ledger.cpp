#include "core/metrics/message_ledger.h"

#include <algorithm>

namespace {

constexpr std::size_t pruneEvery = 1024;

} // namespace

void MessageLedger::start(int clients, MessageId cursor, TimePoint regimeStart)
{
    m_messages.reset(cursor, regimeStart);
    m_clients.assign(static_cast<std::size_t>(std::max(0, clients)), Client{cursor, cursor, {}, {}});
    m_counts = {};
    m_highest = cursor;
    m_pruneAt = 0;
    m_finished = false;
    m_anyAbandoned = false;
}

void MessageLedger::resize(int clients, MessageId cursor)
{
    while (this->clients() > clients) {
        const Client &gone = m_clients.back();
        m_counts.due -= pendingOf(gone);
        for (MessageId id = next(std::max(gone.cursor, m_messages.base())); id <= m_messages.last();
             id = next(id)) {
            const MessageTable::Entry &entry = *m_messages.find(id);
            m_counts.published -= entry.noticed && m_messages.counts(entry.due) ? 1 : 0;
        }
        m_clients.pop_back();
    }
    const MessageId from = std::max(cursor, m_messages.base());
    m_highest = std::max(m_highest, from);
    while (this->clients() < clients) {
        Client &joined = m_clients.emplace_back(Client{from, from, {}, {}});
        joined.counts.due = pendingOf(joined);
        m_counts.due += joined.counts.due;
        for (MessageId id = next(from); id <= m_messages.last(); id = next(id)) {
            const MessageTable::Entry &entry = *m_messages.find(id);
            m_counts.published += entry.noticed && m_messages.counts(entry.due) ? 1 : 0;
        }
    }
}

void MessageLedger::restart(TimePoint regimeStart)
{
    m_counts = {};
    m_messages.restart(regimeStart);
    for (Client &client : m_clients) {
        // What was forgotten cannot be told from what was delivered.
        client.start = std::max(client.start, client.missing.forgottenUpTo());
        client.counts = {};
        client.counts.lost = countedIn(client.missing);
        m_counts.lost += client.counts.lost;
    }
    for (MessageId id = next(m_messages.base()); id <= m_messages.last(); id = next(id)) {
        const MessageTable::Entry &entry = *m_messages.find(id);
        if (!entry.known || !m_messages.counts(entry.due))
            continue;
        const qint64 owed = owing(id);
        m_counts.due += owed;
        m_counts.published += entry.noticed ? owed : 0;
        for (Client &client : m_clients)
            client.counts.due += client.start < id ? 1 : 0;
    }
}

bool MessageLedger::recount(int client, MessageId id)
{
    const MessageTable::Entry *entry = m_messages.find(id);
    if (!has(client) || !entry || !entry->known || !m_messages.counts(entry->due))
        return false;
    Client &c = m_clients[static_cast<std::size_t>(client)];
    if (id <= c.start || id > c.cursor || c.missing.contains(id))
        return false;
    ++m_counts.delivered;
    ++c.counts.delivered;
    return true;
}

void MessageLedger::finish()
{
    m_finished = true;
    for (Client &client : m_clients)
        passOver(client, m_messages.last());
}

void MessageLedger::noticed(MessageId id, TimePoint due)
{
    learn(id, due);
    if (!m_messages.notice(id))
        return;
    if (m_messages.counts(m_messages.find(id)->due))
        m_counts.published += owing(id);
    pruneIfLong();
}

Reception MessageLedger::delivered(int client, MessageId id, TimePoint due)
{
    if (!has(client) || id <= m_clients[static_cast<std::size_t>(client)].start)
        return {};
    learn(id, due);
    Client &c = m_clients[static_cast<std::size_t>(client)];
    Reception r;
    // The notice's time is exact, the one that crossed the wire is rounded to microseconds.
    const MessageTable::Entry *entry = m_messages.find(id);
    r.due = entry && entry->known ? entry->due : due;
    r.counted = m_messages.counts(r.due);
    const qint64 one = r.counted ? 1 : 0;
    if (id > c.cursor) {
        passOver(c, MessageId{toNumber(id) - 1});
        c.cursor = id;
        m_highest = std::max(m_highest, id);
        m_counts.delivered += one;
        c.counts.delivered += one;
        r.kind = Reception::Kind::First;
    } else if (c.missing.remove(id)) {
        m_counts.lost -= one;
        m_counts.delivered += one;
        m_counts.reordered += one;
        c.counts.lost -= one;
        c.counts.delivered += one;
        c.counts.reordered += one;
        r.kind = Reception::Kind::Late;
    } else {
        m_counts.duplicated += one;
        c.counts.duplicated += one;
        r.kind = Reception::Kind::Duplicate;
    }
    return r;
}

void MessageLedger::missed(int client, quint64 count)
{
    if (!has(client))
        return;
    Client &c = m_clients[static_cast<std::size_t>(client)];
    passOver(c, MessageId{toNumber(c.cursor) + count});
}

void MessageLedger::abandon(int client)
{
    if (!has(client))
        return;
    Client &c = m_clients[static_cast<std::size_t>(client)];
    c.abandoned = true;
    m_anyAbandoned = true;
    passOver(c, m_messages.last());
}

void MessageLedger::renumber()
{
    for (Client &client : m_clients) {
        const qint64 lost = pendingOf(client);
        m_counts.lost += lost;
        client.counts.lost += lost;
        client = {MessageId{0}, MessageId{0}, {}, client.counts, true, client.abandoned};
    }
    m_messages.reset(MessageId{0}, m_messages.regimeStart());
    m_highest = MessageId{0};
    m_pruneAt = 0;
}

bool MessageLedger::serverRestarted(int client)
{
    if (!has(client))
        return false;
    const bool first = !m_clients[static_cast<std::size_t>(client)].expectsRestart;
    if (first)
        renumber();
    m_clients[static_cast<std::size_t>(client)].expectsRestart = false;
    return first;
}

MessageCounts MessageLedger::counts() const
{
    MessageCounts counts = m_counts;
    counts.pending = pending();
    return counts;
}

qint64 MessageLedger::pending() const
{
    qint64 sum = 0;
    for (const Client &client : m_clients)
        sum += pendingOf(client);
    return sum;
}

MessageCounts MessageLedger::countsOf(int client) const
{
    const Client &c = m_clients[static_cast<std::size_t>(client)];
    MessageCounts counts = c.counts;
    counts.pending = pendingOf(c);
    return counts;
}

MessageId MessageLedger::cursor(int client) const
{
    return m_clients[static_cast<std::size_t>(client)].cursor;
}

const MissingIds &MessageLedger::missing(int client) const
{
    return m_clients[static_cast<std::size_t>(client)].missing;
}

void MessageLedger::learn(MessageId id, TimePoint due)
{
    makeRoom(id);
    if (!m_messages.learn(id, due))
        return;
    if (m_messages.counts(due)) {
        for (Client &client : m_clients) {
            const qint64 owed = client.start < id ? 1 : 0;
            // A client beyond it passed it over before anybody knew of it.
            const qint64 lost = client.cursor >= id ? owed : 0;
            m_counts.due += owed;
            m_counts.lost += lost;
            client.counts.due += owed;
            client.counts.lost += lost;
        }
    }
    if (m_finished)
        finish();
    else if (m_anyAbandoned)
        for (Client &client : m_clients)
            if (client.abandoned)
                passOver(client, m_messages.last());
}

void MessageLedger::passOver(Client &client, MessageId upTo)
{
    if (upTo <= client.cursor)
        return;
    const qint64 lost = m_messages.countedUpTo(upTo) - m_messages.countedUpTo(client.cursor);
    m_counts.lost += lost;
    client.counts.lost += lost;
    client.missing.append({toNumber(client.cursor) + 1, toNumber(upTo)});
    client.cursor = upTo;
    m_highest = std::max(m_highest, upTo);
}

void MessageLedger::makeRoom(MessageId id)
{
    if (toNumber(id) <= toNumber(m_messages.base()) + maxMessages)
        return;
    const MessageId base{toNumber(id) - maxMessages};
    for (Client &client : m_clients)
        passOver(client, base);
    m_messages.prune(base);
}

void MessageLedger::pruneIfLong()
{
    const auto held = toNumber(m_messages.last()) - toNumber(m_messages.base());
    if (held < m_pruneAt + pruneEvery)
        return;
    MessageId passed = m_messages.last();
    for (const Client &client : m_clients)
        passed = std::min(passed, client.cursor);
    const TimePoint newest = m_messages.find(m_messages.last())->due;
    MessageId upTo = m_messages.base();
    for (MessageId id = next(upTo); id <= passed; id = next(id)) {
        const MessageTable::Entry &entry = *m_messages.find(id);
        if (entry.known && entry.due > newest - keepPassed)
            break;
        upTo = id;
    }
    m_messages.prune(upTo);
    m_pruneAt = toNumber(m_messages.last()) - toNumber(m_messages.base());
}

qint64 MessageLedger::owing(MessageId id) const
{
    if (id > m_highest)
        return clients();
    return std::count_if(m_clients.begin(), m_clients.end(),
                         [id](const Client &client) { return client.start < id; });
}

qint64 MessageLedger::pendingOf(const Client &client) const
{
    return m_messages.counted() - m_messages.countedUpTo(client.cursor);
}

qint64 MessageLedger::countedIn(const MissingIds &missing) const
{
    qint64 sum = 0;
    for (const IdInterval &ids : missing.intervals())
        sum += m_messages.countedUpTo(MessageId{ids.last}) - m_messages.countedUpTo(MessageId{ids.first - 1});
    return sum;
}
