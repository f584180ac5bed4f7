#include "core/trace/har_exchanges.h"

#include <algorithm>
#include <map>

namespace {

/// The entries [first, last) of one connection.
class Connection
{
public:
    Connection(const std::vector<CaptureEntry> &entries, HarExchange::Span span, TimePoint recordingEnded)
        : m_entries(entries)
        , m_span(span)
        , m_ended(recordingEnded)
    {
        for (std::size_t i = span.first; i < span.second; ++i)
            note(i);
    }

    void appendTo(std::vector<HarExchange> &exchanges) const
    {
        for (const auto &[number, request] : m_requests) {
            HarExchange exchange;
            exchange.request = request;
            exchange.started = m_entries[request].stamp;
            exchange.above = restAfter(request);
            exchange.ended = m_ended;
            if (number == 0)
                exchange.opened = m_opened;
            if (const auto response = m_responses.find(number); response != m_responses.end()) {
                exchange.response = response->second;
                exchange.below = restAfter(response->second);
            }
            exchanges.push_back(exchange);
        }
    }

private:
    void note(std::size_t i)
    {
        const CaptureEntry &entry = m_entries[i];
        if (entry.kind == TraceKind::Opened)
            m_opened = entry.stamp;
        else if (entry.kind == TraceKind::Closed)
            m_ended = entry.stamp;
        else if (isHead(entry))
            (entry.direction == Direction::Up ? m_requests : m_responses)[entry.exchange] = i;
    }

    static bool isHead(const CaptureEntry &entry)
    {
        return entry.kind == TraceKind::Wire && entry.exchange >= 0
            && (entry.record == WireRecordKind::Request || entry.record == WireRecordKind::Response);
    }

    /// Up to the next head in the same direction.
    [[nodiscard]] HarExchange::Span restAfter(std::size_t head) const
    {
        std::size_t last = head + 1;
        while (last < m_span.second && m_entries[last].kind != TraceKind::Closed
               && m_entries[last].direction == m_entries[head].direction && !isHead(m_entries[last]))
            ++last;
        return {head + 1, last};
    }

    const std::vector<CaptureEntry> &m_entries;
    HarExchange::Span m_span;
    std::map<int, std::size_t> m_requests, m_responses; ///< by exchange
    std::optional<TimePoint> m_opened;
    TimePoint m_ended;
};

} // namespace

std::vector<HarExchange> harExchanges(const std::vector<CaptureEntry> &entries)
{
    TimePoint ended{};
    for (const CaptureEntry &entry : entries)
        ended = std::max(ended, entry.stamp);
    std::vector<HarExchange> exchanges;
    for (std::size_t first = 0; first < entries.size();) {
        std::size_t last = first;
        while (last < entries.size() && entries[last].conversation == entries[first].conversation)
            ++last;
        Connection(entries, {first, last}, ended).appendTo(exchanges);
        first = last;
    }
    std::ranges::stable_sort(exchanges, {}, &HarExchange::started);
    return exchanges;
}
