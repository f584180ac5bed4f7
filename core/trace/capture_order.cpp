#include "core/trace/capture_order.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace {

int phaseOf(const CaptureEntry &entry)
{
    return entry.kind == TraceKind::Opened ? 0 : entry.kind == TraceKind::Closed ? 2 : 1;
}

/// Bytes that came after the end count from 0 again: they go behind all others.
void placeLateBytes(std::vector<CaptureEntry> &entries)
{
    std::vector<quint64> closedAt;
    for (const CaptureEntry &entry : entries) {
        if (entry.conversation >= closedAt.size())
            closedAt.resize(entry.conversation + std::size_t{1}, std::numeric_limits<quint64>::max());
        if (entry.kind == TraceKind::Closed)
            closedAt[entry.conversation] = entry.number;
    }
    for (CaptureEntry &entry : entries)
        if (entry.number > closedAt[entry.conversation])
            entry.begin = std::numeric_limits<qint64>::max();
}

void smoothStamps(std::vector<CaptureEntry> &entries)
{
    std::array<TimePoint, 2> latest{};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        CaptureEntry &entry = entries[i];
        const bool first = i == 0 || entries[i - 1].conversation != entry.conversation;
        if (first)
            latest.fill(entry.stamp);
        TimePoint &own = latest[entry.direction == Direction::Up ? 0 : 1];
        if (entry.kind == TraceKind::Closed)
            entry.stamp = std::max({entry.stamp, latest[0], latest[1]});
        else
            entry.stamp = own = std::max(entry.stamp, own);
    }
}

} // namespace

std::vector<CaptureEntry> byConversation(std::vector<CaptureEntry> entries)
{
    placeLateBytes(entries);
    std::ranges::sort(entries, {}, [](const CaptureEntry &entry) {
        return std::tuple(entry.conversation, phaseOf(entry), entry.direction, entry.begin, entry.number);
    });
    smoothStamps(entries);
    return entries;
}

std::vector<CaptureEntry> byTime(std::vector<CaptureEntry> entries)
{
    entries = byConversation(std::move(entries));
    std::ranges::stable_sort(entries, {}, &CaptureEntry::stamp);
    return entries;
}
