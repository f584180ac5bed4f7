#include "app/scenario_judge.h"

#include "app/terminal.h"
#include "core/experiment/scenario_judgement.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ScenarioJudge)
};

struct Line
{
    bool failed = false;
    QString text;
};

QList<Line> linesOf(const Scenario &scenario, const ScenarioJudgement &judgement)
{
    QList<Line> lines;
    qsizetype held = 0;
    for (const ThresholdOutcome &outcome : judgement.assertions) {
        lines
            += Line{!outcome.passed,
                    (outcome.passed ? Words::tr("held:   %1") : Words::tr("failed: %1")).arg(outcome.words)};
        held += outcome.passed ? 1 : 0;
    }
    if (judgement.answers.size() == 1)
        lines
            += Line{false, Words::tr("answer: %1").arg(scenario.answers.at(judgement.answers.first()).text)};
    else if (!scenario.answers.isEmpty())
        lines
            += Line{true, Words::tr("failed: %1 of the answers hold, not one").arg(judgement.answers.size())};
    lines += Line{false,
                  Words::tr("%1: %2 of %3 assertions held")
                      .arg(scenario.name)
                      .arg(held)
                      .arg(judgement.assertions.size())};
    return lines;
}

}

ExitCode judgeScenario(const Scenario &scenario, const QJsonObject &figures, const RunCommand &command)
{
    const ScenarioJudgement judgement = judge(scenario, figures);
    const bool reportOnStdout = command.json == u"-";
    QStringList texts;
    for (const Line &line : linesOf(scenario, judgement))
        if (!reportOnStdout || !command.quiet || line.failed)
            texts += line.text;
    if (reportOnStdout) {
        if (!texts.isEmpty())
            printMessage(texts.join(u'\n'));
    } else if (const auto printed = printResult((texts.join(u'\n') + u'\n').toUtf8()); !printed) {
        printError(printed.error().message);
        return ExitFile;
    }
    return judgement.holds(scenario) ? ExitOk : ExitThreshold;
}
