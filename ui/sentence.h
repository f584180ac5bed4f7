#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"

#include <QString>

/// Nothing has been measured yet: the sentence says what is waited for.
[[nodiscard]] bool isWaiting(const RunSnapshot &snapshot);
/// The one sentence over the panes: what is happening now, in plain words, from measured numbers only.
[[nodiscard]] QString sentenceFor(const RunSnapshot &snapshot, const ExperimentSettings &settings,
                                  bool running);

/// A pane's state in words: "next poll in 1.1 s", "request held for 0.8 s", "stream open for 40 s".
[[nodiscard]] QString stateWords(const LaneSnapshot &lane, double nowS);
