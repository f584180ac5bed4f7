#pragma once

#include "app/command_line.h"
#include "app/exit_code.h"
#include "core/experiment/scenario.h"

#include <QJsonObject>

/// Prints how the assertions of `scenario` did and which of its answers was measured: on stdout, or on stderr
/// when `command` sends the report there (with --quiet only what failed). ExitThreshold when one failed.
[[nodiscard]] ExitCode judgeScenario(const Scenario &scenario, const QJsonObject &figures,
                                     const RunCommand &command);
