#include "app/command_line_options.h"
#include "app/headless_run.h"
#include "core/experiment/setting_field.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HeadlessRun)
};

std::variant<RunPlan, RunRefusal> readFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return RunRefusal{ExitFile, Words::tr("cannot read %1: %2").arg(name, file.errorString())};
    constexpr qint64 mostBytes = 1024LL * 1024;
    const auto settings = settingsFromFile(file.read(mostBytes));
    if (!settings)
        return RunRefusal{ExitFile, u"%1: %2"_s.arg(name, settings.error().message)};
    return RunPlan{*settings, {}};
}

std::variant<RunPlan, RunRefusal> subjectOf(const QString &subject)
{
    if (subject.isEmpty())
        return RunPlan{};
    if (QFileInfo::exists(subject) || subject.endsWith(".pushscope"_L1))
        return readFile(subject);
    if (const Scenario *scenario = findScenario(subject))
        return RunPlan{scenario->settings, scenario->steps};
    QStringList names;
    for (const Scenario &scenario : builtInScenarios())
        names += scenario.name;
    QString message = Words::tr("there is no scenario and no file \"%1\"").arg(subject);
    if (const QString near = nearestWord(subject, names); !near.isEmpty())
        message += Words::tr("; did you mean %1?").arg(near);
    return RunRefusal{ExitUsage, message + u'\n' + Words::tr("scenarios: %1").arg(names.join(", "_L1))};
}

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

}

std::variant<RunPlan, RunRefusal> planRun(const RunCommand &command)
{
    auto subject = subjectOf(command.subject);
    if (std::holds_alternative<RunRefusal>(subject))
        return subject;
    RunPlan plan = std::get<RunPlan>(subject);

    ExperimentSettings before = plan.settings;
    for (ScenarioStep &step : plan.steps) {
        const ExperimentSettings original = step.settings;
        if (const auto applied = overrideStep(command, before, step.settings); !applied)
            return RunRefusal{ExitUsage, applied.error().message};
        before = original;
    }
    if (const auto applied = applyOverrides(command.overrides, plan.settings); !applied)
        return RunRefusal{ExitUsage, applied.error().message};
    if (plan.settings.transports == std::array<bool, transportCount>{})
        return RunRefusal{ExitUsage, Words::tr("no transport is switched on")};
    return plan;
}

QString scenarioView(const RunCommand &command)
{
    const Scenario *scenario = QFileInfo::exists(command.subject) ? nullptr : findScenario(command.subject);
    return scenario ? scenario->view : QString();
}
