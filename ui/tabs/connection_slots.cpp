#include "ui/tabs/connection_slots.h"

#include "core/experiment/tab_command.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {

/// Somebody was let in (`in`), or went.
struct Turn
{
    TimePoint at;
    bool in;
    int id;

    // Who goes makes room for who comes at the same instant.
    auto operator<=>(const Turn &) const = default;
};

} // namespace

std::vector<std::optional<int>> connectionSlots(const QList<TabFacts> &tabs, const QString &host)
{
    std::vector<Turn> turns;
    for (const TabFacts &facts : tabs) {
        if (facts.host != host || !facts.sentAt)
            continue;
        turns.push_back({*facts.sentAt, true, facts.id});
        if (facts.endedAt)
            turns.push_back({*facts.endedAt, false, facts.id});
    }
    std::ranges::sort(turns);
    std::vector<std::optional<int>> taken(connectionsPerHost);
    for (const Turn &turn : turns) {
        const auto wanted = turn.in ? std::optional<int>() : std::optional(turn.id);
        const auto slot = std::ranges::find(taken, wanted);
        if (turn.in && slot == taken.end())
            taken.emplace_back(turn.id);
        else if (slot != taken.end())
            *slot = turn.in ? std::optional(turn.id) : std::nullopt;
    }
    while (taken.size() > connectionsPerHost && !taken.back())
        taken.pop_back();
    return taken;
}

std::pair<TimePoint, TimePoint> tabTimeRange(const TabsSnapshot &tabs)
{
    constexpr Duration least = 1s;
    if (tabs.tabs.isEmpty())
        return {tabs.now - least, tabs.now};
    TimePoint first = tabs.tabs.first().askedAt;
    TimePoint last = first;
    for (const TabFacts &facts : tabs.tabs) {
        first = std::min(first, facts.askedAt);
        last = std::max(last, facts.endedAt.value_or(tabs.now));
    }
    return {first, std::max(last, first + least)};
}
