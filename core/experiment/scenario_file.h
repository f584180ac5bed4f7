#pragma once

#include "core/base/result.h"
#include "core/experiment/member_fault.h"
#include "core/experiment/scenario.h"

#include <QByteArray>
#include <QJsonObject>

#include <variant>

/// What a scenario in a file may hold at most: texts must fit on a projector, checks must end while somebody
/// waits for them.
struct ScenarioLimits
{
    qsizetype title = 60; ///< characters
    qsizetype question = 140;
    qsizetype answer = 100;
    qsizetype lookHere = 200;
    qsizetype reveal = 360;
    qsizetype reading = 160;
    qsizetype barTitle = 60;
    qsizetype barUnit = 12;
    qsizetype checkNote = 800;
    qsizetype condition = 120;
    qsizetype conditions = 40; ///< of one answer, of one check
    qsizetype answers = 3; ///< or none
    qsizetype steps = 20;
    Duration checkDuration = std::chrono::seconds(20); ///< warm-up included
    int checkClients = 20; ///< per lane
};
inline constexpr ScenarioLimits scenarioLimits{};

/// Reads a scenario, `{"schema":"pushscope.scenario/1", ...}`: built-in ones and those of users alike.
///
/// Members: title, question, look_here, reveal, reading, view, settings (what differs from the defaults),
/// steps
/// (`at` and the settings that change), answers (`text`, `holds`), bar, check (settings over the scenario's,
/// steps if not the scenario's own, `assert`), check_note. An error names the member and what is allowed.
[[nodiscard]] Result<Scenario> scenarioFromFile(const QByteArray &bytes);
[[nodiscard]] Result<Scenario> scenarioFromJson(const QJsonObject &json);
/// The same, with the fault as data: for those who show the members under names of their own.
using ScenarioReading = std::variant<Scenario, MemberFault>;
[[nodiscard]] ScenarioReading readScenario(const QJsonObject &json);
/// What scenarioFromJson() reads back: settings say only what differs.
[[nodiscard]] QJsonObject toJson(const Scenario &scenario);

/// What a `.pushscope` file holds: settings alone, or a scenario. Its `schema` says which.
using ExperimentFile = std::variant<ExperimentSettings, Scenario>;
[[nodiscard]] Result<ExperimentFile> experimentFromFile(const QByteArray &bytes);

/// `base` with the members of `changes` instead of its own.
[[nodiscard]] Result<ExperimentSettings> settingsOver(const ExperimentSettings &base,
                                                      const QJsonObject &changes);
/// The members in which `settings` differs from `base`, for settingsOver().
[[nodiscard]] QJsonObject settingsDifference(const ExperimentSettings &base,
                                             const ExperimentSettings &settings);
/// What a check does at the times of the scenario's own steps: the same changes, over the check's settings,
/// as far as they come before its end.
[[nodiscard]] QList<ScenarioStep> stepsOver(const Scenario &scenario, const ExperimentSettings &check);
/// The same scenario with other settings: its steps make the same changes over them, those that would change
/// nothing are left out. Its check stays if the settings do: it proves nothing about others.
[[nodiscard]] Scenario withSettings(const Scenario &scenario, const ExperimentSettings &settings);
