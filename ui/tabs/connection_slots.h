#pragma once

#include "core/experiment/tabs_snapshot.h"

#include <optional>
#include <utility>
#include <vector>

/// Who has which connection of a host's pool, as it is drawn: one id a slot, at least six slots. A request
/// takes the first slot that is free when it is let in and keeps it; which socket Qt gave it is not known.
/// More than six at a time would show as further slots. Pure.
[[nodiscard]] std::vector<std::optional<int>> connectionSlots(const QList<TabFacts> &tabs,
                                                              const QString &host);

/// First and last moment of the time axis: from the first request to now, or to the end of the last one.
[[nodiscard]] std::pair<TimePoint, TimePoint> tabTimeRange(const TabsSnapshot &tabs);
