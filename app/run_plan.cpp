#include "app/run_plan.h"

#include "app/command_line_options.h"
#include "core/experiment/setting_field.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HeadlessRun)
};

/// An option holds in every step, except in what the step itself changes.
Result<Done> overrideStep(const RunCommand &command, const ExperimentSettings &before,
                          ExperimentSettings &step)
{
    QList<std::pair<QString, QString>> holding;
    for (const auto &given : command.overrides)
        for (const SettingField &field : settingFields())
            if (given.first == QLatin1StringView(field.option) && field.text(before) == field.text(step))
                holding += given;
    return applyOverrides(holding, step);
}

Result<Done> overrideAll(const RunCommand &command, RunPlan &plan)
{
    ExperimentSettings before = plan.settings;
    for (ScenarioStep &step : plan.steps) {
        const ExperimentSettings original = step.settings;
        if (auto applied = overrideStep(command, before, step.settings); !applied)
            return applied;
        before = original;
    }
    return applyOverrides(command.overrides, plan.settings);
}

/// The first option that needs an experiment with lanes; empty: none was given.
QString optionAboutLanes(const RunCommand &command)
{
    const std::array<std::pair<bool, QString>, 5> results{
        {{!command.csv.isEmpty(), u"--csv"_s},
         {!command.charts.isEmpty(), u"--charts"_s},
         {!command.pcapng.isEmpty(), u"--pcapng"_s},
         {!command.har.isEmpty(), u"--har"_s},
         {!command.thresholds.isEmpty(), u"--threshold"_s}}};
    for (const auto &[given, option] : results)
        if (given)
            return option;
    for (const auto &[option, value] : command.overrides)
        if (isAboutLanes(option))
            return u"--"_s + option;
    return {};
}

/// The check of a scenario: settings, steps and assertions of its own.
std::variant<RunPlan, RunRefusal> planCheck(const Scenario &scenario)
{
    const ScenarioCheck &check = scenario.check;
    if (check.assertions.isEmpty())
        return RunRefusal{ExitUsage, Words::tr("%1 has nothing to check").arg(scenario.name)};
    return RunPlan{
        .settings = check.settings, .steps = check.steps, .checked = scenario, .view = scenario.view};
}

}

std::variant<RunPlan, RunRefusal> planRun(const RunCommand &command)
{
    const RunSubject subject = readSubject(command.subject);
    if (const auto *refusal = std::get_if<RunRefusal>(&subject))
        return *refusal;
    const auto *scenario = std::get_if<Scenario>(&subject);
    if (command.check && scenario == nullptr)
        return RunRefusal{ExitUsage,
                          Words::tr("--check needs a scenario, and %1 is none").arg(command.subject)};
    if (const QString option = optionAboutLanes(command);
        scenario != nullptr && !scenario->runsLanes() && !option.isEmpty())
        return RunRefusal{
            ExitUsage,
            Words::tr("%1 is about the lanes of an experiment; this scenario has none").arg(option)};
    if (command.check)
        return planCheck(*scenario);

    RunPlan plan;
    if (scenario != nullptr)
        plan = {
            .settings = scenario->settings, .steps = scenario->steps, .checked = {}, .view = scenario->view};
    else
        plan.settings = std::get<ExperimentSettings>(subject);
    if (const auto applied = overrideAll(command, plan); !applied)
        return RunRefusal{ExitUsage, applied.error().message};
    if (plan.settings.transports == std::array<bool, transportCount>{})
        return RunRefusal{ExitUsage, Words::tr("no transport is switched on")};
    return plan;
}
