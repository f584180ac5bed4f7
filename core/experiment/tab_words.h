#pragma once

#include "core/experiment/tabs_snapshot.h"

#include <QString>
#include <QStringList>

/// "tab 7", "poll 8", "WebSocket 9".
[[nodiscard]] QString tabName(const TabFacts &facts);
/// "waiting for a free connection, 3.2 s", "open, 12 events", "answered after 0.9 ms".
[[nodiscard]] QString tabStateWords(const TabFacts &facts, TimePoint now);
/// What is happening now, in a sentence whose text changes only when something happens.
[[nodiscard]] QString tabsSentence(const TabsSnapshot &tabs);
/// "0.9 ms", "340 ms", "3.2 s".
[[nodiscard]] QString shortTime(Duration time);

/// "The seventh tab waits".
[[nodiscard]] QString tabStepTitle(TabStep step);
/// The step has had its effect.
[[nodiscard]] bool isStepDone(TabStep step, const TabStoryState &story);
/// What was measured at this step of the story: "waited 3.2 s"; empty: nothing yet.
[[nodiscard]] QString tabStepMeasured(TabStep step, const TabsSnapshot &tabs);

/// What must be said beside the figures: where the number six comes from, and where it holds.
[[nodiscard]] QStringList tabNotes();
/// Connections of the pool in use towards `host`, now.
[[nodiscard]] int connectionsInUse(const TabsSnapshot &tabs, const QString &host);
/// The most that were in use towards `host` at any moment.
[[nodiscard]] int mostConnectionsInUse(const TabsSnapshot &tabs, const QString &host);
