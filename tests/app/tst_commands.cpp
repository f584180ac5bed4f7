#include "app/command_line.h"
#include "app/commands.h"
#include "app/exit_code.h"
#include "core/experiment/export_json.h"
#include "core/experiment/scenario_file.h"
#include "tests/support/captured_stream.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Outcome outcomeOf(const Result<CommandLine> &command)
{
    CapturedStream out(stdout);
    CapturedStream err(stderr);
    const int code = carryOut(command, 0, nullptr);
    return {code, out.text(), err.text()};
}

}

/// The commands that need no event loop; the others are tested on the built program.
class TestCommands : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioIsListedWithItsQuestion()
    {
        const Outcome outcome = outcomeOf(CommandLine(ListCommand{}));
        QCOMPARE(outcome.code, int(ExitOk));
        QCOMPARE(outcome.out.count('\n'), builtInScenarios().size());
        for (const Scenario &scenario : builtInScenarios())
            QVERIFY(outcome.out.contains(scenario.name.toUtf8())
                    && outcome.out.contains(scenario.question.toUtf8()));
    }

    void everyScenarioIsExplainedWithTheCommandThatRepeatsIt()
    {
        for (const Scenario &scenario : builtInScenarios()) {
            const Outcome outcome = outcomeOf(CommandLine(ExplainCommand{scenario.name}));
            QCOMPARE(outcome.code, int(ExitOk));
            QVERIFY2(outcome.out.contains("pushscope run " + scenario.name.toUtf8()), outcome.out);
            QVERIFY2(outcome.out.contains(scenario.reveal.toUtf8()), outcome.out);
            QCOMPARE(outcome.out.count("\nAt "), scenario.steps.size());
            QVERIFY2(outcome.out.contains(scenario.reading.toUtf8()), outcome.out);
            for (const ScenarioAnswer &answer : scenario.answers)
                QVERIFY2(outcome.out.contains(answer.text.toUtf8()), outcome.out);
            for (const QString &assertion : scenario.check.assertions)
                QVERIFY2(outcome.out.contains(assertion.toUtf8()), outcome.out);
        }
    }

    void aScenarioInAFileIsExplainedToo()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(u"mine.pushscope"_s);
        QVERIFY(exportJson(toJson(*findScenario(u"firehose"_s)), name));
        const Outcome outcome = outcomeOf(CommandLine(ExplainCommand{name}));
        QCOMPARE(outcome.code, int(ExitOk));
        QVERIFY2(outcome.out.startsWith("Firehose"), outcome.out);
        QVERIFY2(outcome.out.contains("pushscope run " + name.toUtf8()), outcome.out);
    }

    void settingsAreNoScenario()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(u"mine.pushscope"_s);
        QVERIFY(exportJson(toJson(ExperimentSettings()), name));
        const Outcome outcome = outcomeOf(CommandLine(ExplainCommand{name}));
        QCOMPARE(outcome.code, int(ExitUsage));
        QVERIFY2(outcome.err.contains("not a scenario"), outcome.err);
    }

    void aMisspeltScenarioIsAUsageErrorWithASuggestion()
    {
        const Outcome outcome = outcomeOf(CommandLine(ExplainCommand{u"firehoes"_s}));
        QCOMPARE(outcome.code, int(ExitUsage));
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.err.contains("did you mean firehose?"), outcome.err);
    }

    void aUsageErrorPointsToTheHelp()
    {
        const Outcome outcome = outcomeOf(Error{u"no such option"_s});
        QCOMPARE(outcome.code, int(ExitUsage));
        QCOMPARE(outcome.err, QByteArray("pushscope: no such option\nTry: pushscope --help\n"));
    }

    void aFullDiskIsAFileError()
    {
        const CapturedStream out(stdout, "/dev/full");
        CapturedStream err(stderr);
        QCOMPARE(carryOut(CommandLine(PrintCommand{u"text\n"_s}), 0, nullptr), int(ExitFile));
        QVERIFY(err.text().startsWith("pushscope: cannot write"));
    }
};

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
