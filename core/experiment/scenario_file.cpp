#include "core/experiment/scenario_file.h"

#include "core/experiment/member_reader.h"
#include "core/experiment/run_report.h"
#include "core/experiment/scenario_judgement.h"
#include "core/experiment/threshold.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ScenarioFile)
};

constexpr QLatin1StringView schemaName("pushscope.scenario/1");
constexpr ScenarioLimits limits;

Duration wholeDuration(const ExperimentSettings &settings)
{
    return settings.warmup + settings.duration;
}

/// Reads one file; the first thing that is wrong stays.
class ScenarioReader
{
public:
    [[nodiscard]] ScenarioReading read(const QJsonObject &json);

private:
    void readSchema(MemberReader &reader);
    void readView(MemberReader &reader);
    void readSettings(MemberReader &reader, ExperimentSettings &settings);
    QList<ScenarioStep> readSteps(MemberReader &reader, const ExperimentSettings &first);
    void readAnswers(MemberReader &reader);
    void readBar(MemberReader &reader);
    void readCheck(MemberReader &reader);
    QStringList readConditions(MemberReader &reader, QLatin1StringView name);
    [[nodiscard]] QString noSuchFigure(const QString &path) const;

    Scenario m_scenario;
    std::optional<MemberFault> m_fault;
};

ScenarioReading ScenarioReader::read(const QJsonObject &json)
{
    MemberReader reader(json, {}, m_fault);
    readSchema(reader);
    m_scenario.title = reader.neededText("title"_L1, limits.title);
    m_scenario.question = reader.neededText("question"_L1, limits.question);
    m_scenario.lookHere = reader.text("look_here"_L1, limits.lookHere);
    m_scenario.reveal = reader.text("reveal"_L1, limits.reveal);
    m_scenario.reading = reader.text("reading"_L1, limits.reading);
    readView(reader);
    readSettings(reader, m_scenario.settings);
    m_scenario.steps = readSteps(reader, m_scenario.settings);
    readAnswers(reader);
    readBar(reader);
    readCheck(reader);
    reader.finish();
    if (m_fault)
        return *m_fault;
    return m_scenario;
}

void ScenarioReader::readSchema(MemberReader &reader)
{
    const QString schema = reader.text("schema"_L1, schemaName.size());
    if (schema != schemaName)
        reader.fail(reader.pathOf("schema"_L1), Words::tr("must be \"%1\"").arg(schemaName));
}

void ScenarioReader::readView(MemberReader &reader)
{
    m_scenario.view = reader.text("view"_L1, limits.title);
    QStringList names;
    for (const QLatin1StringView name : scenarioViews)
        names += name;
    if (!m_scenario.view.isEmpty() && !names.contains(m_scenario.view))
        reader.fail(reader.pathOf("view"_L1),
                    Words::tr("must be one of %1 (not \"%2\")").arg(names.join(", "_L1), m_scenario.view));
}

void ScenarioReader::readSettings(MemberReader &reader, ExperimentSettings &settings)
{
    const auto changes = reader.object("settings"_L1);
    if (!changes)
        return;
    const auto read = settingsOver(settings, *changes);
    if (!read)
        reader.fail(reader.pathOf("settings"_L1), read.error().message);
    else if (read->transports == std::array<bool, transportCount>{})
        reader.fail(reader.pathOf("settings"_L1), Words::tr("no transport is switched on"));
    else
        settings = *read;
}

QList<ScenarioStep> ScenarioReader::readSteps(MemberReader &reader, const ExperimentSettings &first)
{
    QList<ScenarioStep> steps;
    ExperimentSettings settings = first;
    Duration last{0};
    qsizetype number = 0;
    for (const QJsonObject &object : reader.objects("steps"_L1, limits.steps)) {
        MemberReader step(object, reader.pathOf("steps"_L1, ++number), m_fault);
        const QString text = step.neededText("at"_L1, limits.condition);
        const auto at = durationFromText(text);
        if (!at)
            step.fail(step.pathOf("at"_L1), Words::tr("must be a time such as 20s (not \"%1\")").arg(text));
        else if (*at <= last)
            step.fail(step.pathOf("at"_L1), Words::tr("steps must come one after the other"));
        else if (*at >= wholeDuration(first))
            step.fail(step.pathOf("at"_L1),
                      Words::tr("must come before the end at %1").arg(durationText(wholeDuration(first))));
        const ExperimentSettings before = settings;
        readSettings(step, settings);
        if (settings == before)
            step.fail(step.pathOf("settings"_L1), Words::tr("must change something"));
        step.finish();
        last = at.value_or(last);
        steps += {last, settings};
    }
    return steps;
}

void ScenarioReader::readAnswers(MemberReader &reader)
{
    const QList<QJsonObject> objects = reader.objects("answers"_L1, limits.answers);
    if (!objects.isEmpty() && objects.size() != limits.answers)
        reader.fail(
            reader.pathOf("answers"_L1),
            Words::tr("there must be %1 answers or none (not %2)").arg(limits.answers).arg(objects.size()));
    for (const QJsonObject &object : objects) {
        MemberReader answer(object, reader.pathOf("answers"_L1, m_scenario.answers.size() + 1), m_fault);
        m_scenario.answers += ScenarioAnswer{.text = answer.neededText("text"_L1, limits.answer),
                                             .holds = readConditions(answer, "holds"_L1)};
        answer.finish();
    }
}

void ScenarioReader::readBar(MemberReader &reader)
{
    const auto object = reader.object("bar"_L1);
    if (!object)
        return;
    MemberReader bar(*object, reader.pathOf("bar"_L1), m_fault);
    ScenarioBar read{.lane = {},
                     .figure = bar.neededText("figure"_L1, limits.condition),
                     .title = bar.neededText("title"_L1, limits.barTitle),
                     .unit = bar.text("unit"_L1, limits.barUnit),
                     .max = bar.positiveNumber("max"_L1)};
    const QString lane = bar.neededText("lane"_L1, limits.barTitle);
    const auto kind = transportNamed(lane);
    if (!kind || !m_scenario.settings.enabled(*kind))
        bar.fail(bar.pathOf("lane"_L1),
                 Words::tr("must be a transport that is switched on (not \"%1\")").arg(lane));
    else if (!isReportPath(lane + u'.' + read.figure))
        bar.fail(bar.pathOf("figure"_L1), Words::tr("no report has such a figure; one is latency_ms.mean"));
    read.lane = kind.value_or(read.lane);
    m_scenario.bar = read;
    bar.finish();
}

void ScenarioReader::readCheck(MemberReader &reader)
{
    ScenarioCheck &check = m_scenario.check;
    check.note = reader.text("check_note"_L1, limits.checkNote);
    const auto object = reader.object("check"_L1);
    if (!object)
        return;
    MemberReader inner(*object, reader.pathOf("check"_L1), m_fault);
    check.settings = m_scenario.settings;
    readSettings(inner, check.settings);
    check.steps
        = inner.has("steps"_L1) ? readSteps(inner, check.settings) : stepsOver(m_scenario, check.settings);
    check.assertions = readConditions(inner, "assert"_L1);
    if (check.assertions.isEmpty())
        inner.fail(inner.pathOf("assert"_L1), Words::tr("must hold at least one condition"));
    const ExperimentSettings &settings = check.settings;
    if (wholeDuration(settings) > limits.checkDuration || settings.clients > limits.checkClients)
        inner.fail(inner.pathOf("settings"_L1),
                   Words::tr("a check lasts at most %1, with at most %2 clients")
                       .arg(durationText(limits.checkDuration))
                       .arg(limits.checkClients));
    inner.finish();
}

QStringList ScenarioReader::readConditions(MemberReader &reader, QLatin1StringView name)
{
    QStringList conditions = reader.texts(name, limits.conditions, limits.condition);
    for (qsizetype i = 0; i < conditions.size(); ++i) {
        const auto condition = parseCondition(conditions.at(i));
        if (!condition)
            reader.fail(reader.pathOf(name, i + 1),
                        Words::tr("must compare a name with a number or another name by one of "
                                  "< <= > >= ==, such as sse.latency_ms.p99<50 (not \"%1\")")
                            .arg(conditions.at(i)));
        else
            for (const QString &path : {condition->path, condition->otherPath})
                if (!path.isEmpty() && !isScenarioPath(m_scenario.view, path))
                    reader.fail(reader.pathOf(name, i + 1), noSuchFigure(path), path);
    }
    return conditions;
}

QString ScenarioReader::noSuchFigure(const QString &path) const
{
    return m_scenario.runsLanes()
        ? Words::tr("no report has a number at \"%1\"; one is sse.latency_ms.p99").arg(path)
        : Words::tr("no report of this view has a number at \"%1\"").arg(path);
}

}

ScenarioReading readScenario(const QJsonObject &json)
{
    return ScenarioReader().read(json);
}

Result<Scenario> scenarioFromJson(const QJsonObject &json)
{
    ScenarioReading reading = readScenario(json);
    if (const auto *fault = std::get_if<MemberFault>(&reading))
        return fault->error();
    return std::get<Scenario>(std::move(reading));
}

Result<Scenario> scenarioFromFile(const QByteArray &bytes)
{
    const auto object = objectFromBytes(bytes);
    return object ? scenarioFromJson(*object) : object.error();
}

Result<ExperimentFile> experimentFromFile(const QByteArray &bytes)
{
    const auto object = objectFromBytes(bytes);
    if (!object)
        return object.error();
    if (object->value("schema"_L1).toString().startsWith("pushscope.scenario/"_L1)) {
        const auto scenario = scenarioFromJson(*object);
        return scenario ? Result<ExperimentFile>(*scenario) : scenario.error();
    }
    const auto settings = settingsFromJson(*object);
    return settings ? Result<ExperimentFile>(*settings) : settings.error();
}
