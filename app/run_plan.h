#pragma once

#include "app/command_line.h"
#include "app/run_subject.h"

#include <QList>

#include <optional>
#include <variant>

/// What `pushscope run` is to do, with file, scenario and options put together.
struct RunPlan
{
    ExperimentSettings settings;
    QList<ScenarioStep> steps;
    std::optional<Scenario> checked; ///< whose assertions must hold
    QString view; ///< that the scenario is about ("tabs", "gauntlet"); empty: none, or no scenario

    bool operator==(const RunPlan &) const = default;
};

/// Reads the file, once, or finds the scenario that `command` names; options win over both. With --check the
/// settings and steps are those of the scenario's check. Options about lanes are refused where a scenario has
/// none.
[[nodiscard]] std::variant<RunPlan, RunRefusal> planRun(const RunCommand &command);
