#include "core/trace/trace_log.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace {

bool isInterim(const WireRecord &response)
{
    return response.code >= 100 && response.code < 200 && response.code != 101;
}

/// What one needs to know a connection by: its begin, and the first exchange on it.
bool isOpening(const TraceRecord &record)
{
    return record.kind == TraceKind::Opened
        || (record.kind == TraceKind::Wire && record.wire.exchange == 0
            && (record.wire.kind == WireRecordKind::Request || record.wire.kind == WireRecordKind::Response));
}

template<typename Records>
auto byNumber(Records &records, quint64 number)
{
    return std::lower_bound(records.begin(), records.end(), number,
                            [](const TraceRecord &record, quint64 n) { return record.number < n; });
}

} // namespace

TraceLog::TraceLog(std::size_t maxRecords, qint64 maxMemory)
    : m_maxRecords(maxRecords)
    , m_maxMemory(maxMemory)
{
}

void TraceLog::append(TraceRecord record)
{
    Q_ASSERT(m_records.empty() || record.number > m_records.back().number);
    pair(record);
    m_memory += memoryOf(record);
    m_longestInLink = std::max(m_longestInLink, record.wire.lastOut - record.wire.firstIn);
    m_latestOut = std::max(m_latestOut, record.wire.lastOut);
    m_mostLate = std::max(m_mostLate, m_latestOut - record.wire.lastOut);
    m_records.push_back(std::move(record));
    // The newest record stays, however large it is.
    while (m_records.size() > 1 && (m_records.size() > m_maxRecords || m_memory > m_maxMemory))
        dropOldest();
}

void TraceLog::pair(TraceRecord &record)
{
    if (record.kind == TraceKind::Closed) {
        const auto first = m_open.lower_bound({record.source.client, record.source.connection, 0});
        const auto last = m_open.lower_bound({record.source.client, record.source.connection + 1, 0});
        for (auto open = first; open != last; ++open) {
            open->second.to = record.wire.firstIn;
            m_holds.push_back(open->second);
        }
        m_open.erase(first, last);
        return;
    }
    if (record.kind != TraceKind::Wire || !record.wire.exchange)
        return;
    const ExchangeKey key{record.source.client, record.source.connection, *record.wire.exchange};
    if (record.wire.kind == WireRecordKind::Request) {
        Hold hold;
        hold.request = record.number;
        hold.source = record.source;
        hold.from = record.wire.lastOut;
        m_open.insert_or_assign(key, hold);
        return;
    }
    const auto open = m_open.find(key);
    if (record.wire.kind != WireRecordKind::Response || isInterim(record.wire) || open == m_open.end())
        return;
    Hold hold = open->second;
    m_open.erase(open);
    hold.response = record.number;
    hold.to = record.wire.firstIn;
    hold.emptyPoll = record.wire.emptyPoll;
    record.partner = hold.request;
    if (TraceRecord *request = findMutable(hold.request)) {
        request->partner = record.number;
        request->wire.emptyPoll = record.wire.emptyPoll;
    }
    m_holds.push_back(hold);
}

void TraceLog::dropOldest()
{
    TraceRecord oldest = std::move(m_records.front());
    m_records.pop_front();
    m_memory -= memoryOf(oldest);
    ++m_dropped;
    const ConnectionKey key{oldest.source.client, oldest.source.connection};
    if (oldest.kind == TraceKind::Closed)
        m_openings.erase(key);
    else if (isOpening(oldest))
        m_openings[key].push_back(std::move(oldest));
    while (!m_holds.empty() && m_holds.front().request < m_records.front().number
           && m_holds.front().response < m_records.front().number)
        m_holds.pop_front();
}

TraceRecord *TraceLog::findMutable(quint64 number)
{
    const auto found = byNumber(m_records, number);
    return found != m_records.end() && found->number == number ? &*found : nullptr;
}

const TraceRecord *TraceLog::find(quint64 number) const
{
    const auto found = byNumber(m_records, number);
    return found != m_records.end() && found->number == number ? &*found : nullptr;
}

std::vector<Hold> TraceLog::openHolds() const
{
    std::vector<Hold> holds;
    holds.reserve(m_open.size());
    for (const auto &[key, hold] : m_open)
        holds.push_back(hold);
    return holds;
}

// In the order of completion, records leave the link one after the other, but that different connections, the
// fragments of a message, and what a connection left behind may be out of turn: no record by more than
// m_mostLate, so that a binary search whose bounds are that much wider goes astray nowhere.
std::pair<std::size_t, std::size_t> TraceLog::around(TimePoint from, TimePoint to) const
{
    const auto leaves = [](const TraceRecord &record, TimePoint t) { return record.wire.lastOut < t; };
    const auto first = std::lower_bound(m_records.begin(), m_records.end(), from - m_mostLate, leaves);
    const TimePoint surelyAfter = to + m_longestInLink + m_mostLate + Duration{1};
    const auto last = std::lower_bound(first, m_records.end(), surelyAfter, leaves);
    return {static_cast<std::size_t>(std::distance(m_records.begin(), first)),
            static_cast<std::size_t>(std::distance(m_records.begin(), last))};
}

const TraceRecord *TraceLog::carrierOf(MessageId message, int client) const
{
    for (const TraceRecord &record : m_records)
        // The answer to a POST names the message, but does not bring it.
        if (record.source.client == client && record.wire.direction == Direction::Down
            && !record.wire.published
            && std::ranges::find(record.wire.messages, message) != record.wire.messages.end())
            return &record;
    return nullptr;
}

std::vector<TraceRecord> TraceLog::forCapture() const
{
    std::vector<TraceRecord> all;
    for (const auto &[key, opening] : m_openings)
        all.insert(all.end(), opening.begin(), opening.end());
    std::ranges::sort(all, {}, &TraceRecord::number);
    all.insert(all.end(), m_records.begin(), m_records.end());
    return all;
}

void TraceLog::takeOver(TraceLog &later)
{
    m_droppedBefore = std::max(m_droppedBefore, later.m_droppedBefore);
    m_dropped += later.m_dropped;
    for (TraceRecord &record : later.m_records)
        append(std::move(record));
    later.clear();
}

void TraceLog::clear()
{
    *this = TraceLog(m_maxRecords, m_maxMemory);
}

void Trace::take(const TraceBatch &batch)
{
    runStart = batch.runStart;
    for (std::size_t i = 0; i < transportCount; ++i) {
        lanes[i].noteDropped(batch.dropped[i]);
        for (const TraceRecord &record : batch.lanes[i])
            lanes[i].append(record);
    }
}

void Trace::takeOver(Trace &later)
{
    if (later.runStart != TimePoint{})
        runStart = later.runStart;
    for (std::size_t i = 0; i < transportCount; ++i)
        lanes[i].takeOver(later.lanes[i]);
}

void Trace::clear()
{
    runStart = {};
    for (TraceLog &log : lanes)
        log.clear();
}
