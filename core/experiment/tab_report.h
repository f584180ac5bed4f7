#pragma once

#include "core/experiment/tabs_snapshot.h"

#include <QJsonObject>
#include <QString>

/// The story of the seventh tab with its measured times, schema `pushscope.tabs/1`
/// (resources/tabs.schema.json): `requests` in the order in which they were asked for, times in milliseconds
/// since the first, `steps` with what each of them showed. What did not happen is null.
[[nodiscard]] QJsonObject tabReport(const TabsSnapshot &tabs);
/// Its numbers by name, for conditions: `seventh_waited_ms`, `most_connections_to_a_host`.
[[nodiscard]] QJsonObject figuresOf(const TabsSnapshot &tabs);
/// The same for a terminal, 100 columns at most.
[[nodiscard]] QString tabSummary(const TabsSnapshot &tabs);
/// The requests as lines of comma-separated values, the first line naming the columns: those of `requests`.
[[nodiscard]] QString tabTable(const TabsSnapshot &tabs);
/// Machine names: "sse", "poll", "websocket"; "waiting", "open"; "the-seventh-waits".
[[nodiscard]] QString machineName(TabKind kind);
[[nodiscard]] QString machineName(TabPhase phase);
[[nodiscard]] QString machineName(TabStep step);
