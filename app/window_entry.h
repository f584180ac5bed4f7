#pragma once

#include "core/base/result.h"
#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"

#include <QString>

/// What the command line says about the window.
struct WindowOptions
{
    QString file; ///< a .pushscope file to open, or nothing

    bool operator==(const WindowOptions &) const = default;
};

/// Makes the application object, shows the window and runs until it is closed. REQUIRES a display.
[[nodiscard]] int runWindow(int argc, char **argv, const WindowOptions &options);

/// Writes all charts of a finished run into a folder. REQUIRES a QApplication (the offscreen platform will
/// do).
[[nodiscard]] Result<Done> exportCharts(const RunSnapshot &snapshot, const ExperimentSettings &settings,
                                        const QString &dir);
