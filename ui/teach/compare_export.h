#pragma once

#include "core/base/result.h"
#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"

#include <QString>

/// Writes the comparison table of a finished run into a folder that exists: as pictures, as comma-separated
/// values and as Markdown. REQUIRES a QApplication (the offscreen platform will do).
[[nodiscard]] Result<Done> exportComparison(const RunSnapshot &snapshot, const ExperimentSettings &settings,
                                            const QString &folder);
