#pragma once

#include "app/exit_code.h"
#include "core/experiment/scenario.h"

#include <QString>

#include <variant>

/// Why there is nothing to run, and the exit code that says so.
struct RunRefusal
{
    ExitCode code = ExitUsage;
    QString message;
};

/// Settings alone, a scenario, or why there is neither.
using RunSubject = std::variant<ExperimentSettings, Scenario, RunRefusal>;

/// What FILE|NAME means on the command line: a `.pushscope` file of at most 1 MiB, read whole, or a built-in
/// scenario. Nothing given: the default settings. A pipe can be read once only.
[[nodiscard]] RunSubject readSubject(const QString &subject);
