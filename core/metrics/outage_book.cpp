#include "core/metrics/outage_book.h"

#include <algorithm>

namespace {

void keepLongest(std::optional<Duration> &longest, Duration duration)
{
    longest = std::max(longest.value_or(Duration{0}), duration);
}

} // namespace

void OutageBook::clear()
{
    *this = {};
}

void OutageBook::struck(int clients, TimePoint now)
{
    for (int client = 0; client < clients; ++client)
        m_open.try_emplace(client, Open{.start = now});
}

void OutageBook::lost(int client, TimePoint now)
{
    Open &outage = m_open.try_emplace(client, Open{.start = now}).first->second;
    outage.back.reset();
    outage.end.reset();
    if (outage.noticed)
        return;
    outage.noticed = now;
    keepLongest(m_sums[client].longestNotice, now - outage.start);
}

void OutageBook::gaveUp(int client, TimePoint now)
{
    lost(client, now);
    m_open.at(client).forGood = true;
}

void OutageBook::ready(int client, MessageId target, MessageId cursor, TimePoint now)
{
    const auto found = m_open.find(client);
    if (found == m_open.end() || !found->second.noticed)
        return;
    found->second.back = now;
    found->second.target = target;
    if (cursor >= target)
        found->second.end = now;
}

void OutageBook::delivered(int client, MessageId id, TimePoint now)
{
    const auto found = m_open.find(client);
    if (found == m_open.end())
        return;
    const Open &outage = found->second;
    if (!outage.noticed) {
        if (now > outage.start + stillComing)
            m_open.erase(found);
        return;
    }
    if (outage.back && id >= outage.target)
        end(client, outage.end.value_or(now));
}

void OutageBook::end(int client, TimePoint now)
{
    const auto found = m_open.find(client);
    Open outage = found->second;
    m_open.erase(found);
    outage.end = now;
    Sums &sums = m_sums[client];
    ++sums.ended;
    sums.downtime += now - outage.start;
    keepLongest(sums.longestRecovery, now - outage.start);
    m_ended.push_back({client, outage});
    if (m_ended.size() > maxKept)
        m_ended.pop_front();
}

void OutageBook::settle(const std::function<bool(int client)> &waits)
{
    for (auto &[client, outage] : m_open)
        outage.settled = !outage.noticed && waits(client);
}

void OutageBook::forgetClientsFrom(int client)
{
    m_open.erase(m_open.lower_bound(client), m_open.end());
    m_sums.erase(m_sums.lower_bound(client), m_sums.end());
}

void OutageBook::renumber()
{
    for (auto &[client, outage] : m_open)
        outage.target = {};
}

OutageBook::Seen OutageBook::seen(TimePoint origin, TimePoint now,
                                  const std::function<bool(int client)> &waits) const
{
    const auto seconds = [origin](std::optional<TimePoint> time) {
        return time ? std::optional(toSeconds(*time - origin)) : std::nullopt;
    };
    const auto length
        = [](std::optional<Duration> time) { return time ? std::optional(toSeconds(*time)) : std::nullopt; };
    Seen seen;
    const auto append = [&](int client, const Open &outage) {
        seen.outages.append({client, toSeconds(outage.start - origin), seconds(outage.noticed),
                             seconds(outage.back), seconds(outage.end), outage.forGood});
    };
    for (const auto &[client, sums] : m_sums)
        seen.byClient[client] = {sums.ended, toSeconds(sums.downtime), length(sums.longestNotice),
                                 length(sums.longestRecovery)};
    for (const Ended &ended : m_ended)
        append(ended.client, ended.outage);
    for (const auto &[client, outage] : m_open) {
        if (!outage.noticed && !outage.settled && !waits(client))
            continue;
        append(client, outage);
        OutageTotals &totals = seen.byClient[client];
        ++totals.count;
        totals.downtimeS += toSeconds(outage.end.value_or(now) - outage.start);
        if (outage.end)
            totals.longestRecoveryS
                = std::max(totals.longestRecoveryS, std::optional(toSeconds(*outage.end - outage.start)));
    }
    for (const auto &[client, totals] : seen.byClient) {
        seen.totals.count += totals.count;
        seen.totals.downtimeS += totals.downtimeS;
        seen.totals.longestNoticeS = std::max(seen.totals.longestNoticeS, totals.longestNoticeS);
        seen.totals.longestRecoveryS = std::max(seen.totals.longestRecoveryS, totals.longestRecoveryS);
    }
    return seen;
}
