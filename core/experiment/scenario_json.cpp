#include "core/experiment/scenario_file.h"

#include <QJsonArray>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

void addText(QJsonObject &json, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        json[name] = text;
}

QJsonArray stepsJson(const ExperimentSettings &first, const QList<ScenarioStep> &steps)
{
    QJsonArray json;
    ExperimentSettings before = first;
    for (const ScenarioStep &step : steps) {
        json += QJsonObject{{u"at"_s, durationText(step.at)},
                            {u"settings"_s, settingsDifference(before, step.settings)}};
        before = step.settings;
    }
    return json;
}

QJsonArray answersJson(const QList<ScenarioAnswer> &answers)
{
    QJsonArray json;
    for (const ScenarioAnswer &answer : answers) {
        QJsonObject one{{u"text"_s, answer.text}};
        if (!answer.holds.isEmpty())
            one[u"holds"_s] = QJsonArray::fromStringList(answer.holds);
        json += one;
    }
    return json;
}

QJsonObject barJson(const ScenarioBar &bar)
{
    QJsonObject json{{u"lane"_s, machineName(bar.lane)},
                     {u"figure"_s, bar.figure},
                     {u"title"_s, bar.title},
                     {u"max"_s, bar.max}};
    addText(json, u"unit"_s, bar.unit);
    return json;
}

QJsonObject checkJson(const Scenario &scenario)
{
    const ScenarioCheck &check = scenario.check;
    QJsonObject json{{u"assert"_s, QJsonArray::fromStringList(check.assertions)}};
    if (!(check.settings == scenario.settings))
        json[u"settings"_s] = settingsDifference(scenario.settings, check.settings);
    if (check.steps != stepsForCheck(scenario, check.settings))
        json[u"steps"_s] = stepsJson(check.settings, check.steps);
    return json;
}

}

Result<ExperimentSettings> settingsOver(const ExperimentSettings &base, const QJsonObject &changes)
{
    QJsonObject all = toJson(base);
    for (auto member = changes.begin(); member != changes.end(); ++member)
        all[member.key()] = *member;
    return settingsFromJson(all);
}

QJsonObject settingsDifference(const ExperimentSettings &base, const ExperimentSettings &settings)
{
    const QJsonObject before = toJson(base);
    QJsonObject difference;
    const QJsonObject after = toJson(settings);
    for (auto member = after.begin(); member != after.end(); ++member)
        if (before.value(member.key()) != *member)
            difference[member.key()] = *member;
    return difference;
}

QList<ScenarioStep> stepsForCheck(const Scenario &scenario, const ExperimentSettings &check)
{
    QList<ScenarioStep> steps;
    ExperimentSettings original = scenario.settings;
    ExperimentSettings settings = check;
    for (const ScenarioStep &step : scenario.steps) {
        if (step.at >= check.warmup + check.duration)
            break;
        const auto changed = settingsOver(settings, settingsDifference(original, step.settings));
        Q_ASSERT(changed); // each member was read, or written by toJson(), before
        settings = changed ? *changed : settings;
        original = step.settings;
        steps += {step.at, settings};
    }
    return steps;
}

QJsonObject toJson(const Scenario &scenario)
{
    QJsonObject json{{u"schema"_s, u"pushscope.scenario/1"_s},
                     {u"title"_s, scenario.title},
                     {u"question"_s, scenario.question},
                     {u"settings"_s, settingsDifference({}, scenario.settings)}};
    addText(json, u"look_here"_s, scenario.lookHere);
    addText(json, u"reveal"_s, scenario.reveal);
    addText(json, u"reading"_s, scenario.reading);
    addText(json, u"view"_s, scenario.view);
    addText(json, u"check_note"_s, scenario.check.note);
    if (!scenario.steps.isEmpty())
        json[u"steps"_s] = stepsJson(scenario.settings, scenario.steps);
    if (!scenario.answers.isEmpty())
        json[u"answers"_s] = answersJson(scenario.answers);
    if (scenario.bar)
        json[u"bar"_s] = barJson(*scenario.bar);
    if (!scenario.check.assertions.isEmpty())
        json[u"check"_s] = checkJson(scenario);
    return json;
}
