#include "app/run_plan.h"
#include "core/experiment/scenario.h"
#include "tests/support/filled_pipe.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

RunPlan planned(const RunCommand &command)
{
    const auto plan = planRun(command);
    return std::holds_alternative<RunPlan>(plan) ? std::get<RunPlan>(plan) : RunPlan{};
}

RunRefusal refused(const RunCommand &command)
{
    const auto plan = planRun(command);
    return std::holds_alternative<RunRefusal>(plan) ? std::get<RunRefusal>(plan) : RunRefusal{ExitOk, {}};
}

RunCommand of(const QString &subject, const QList<std::pair<QString, QString>> &overrides = {})
{
    RunCommand command;
    command.subject = subject;
    command.overrides = overrides;
    return command;
}

/// The first built-in scenario with a change under way.
const Scenario *withSteps()
{
    for (const Scenario &scenario : builtInScenarios())
        if (!scenario.steps.isEmpty())
            return &scenario;
    return nullptr;
}

}

class TestRunPlan : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QByteArray &content)
    {
        const QString name = m_folder.filePath(u"mine.pushscope"_s);
        QFile out(name);
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size() ? name : QString();
    }

private slots:
    void nothingGivenMeansTheDefaults() { QCOMPARE(planned(of({})), RunPlan{}); }

    void aFileIsRead()
    {
        const QString name = file(R"({"schema":"pushscope.settings/1","delay":"7ms"})");
        QCOMPARE(planned(of(name)).settings.delay, Duration(7ms));
    }

    void aFileMayHoldAScenario()
    {
        const QString name = file(R"({"schema":"pushscope.scenario/1","title":"Mine","question":"Why?",
            "settings":{"delay":"7ms"},"steps":[{"at":"2s","settings":{"delay":"9ms"}}]})");
        const RunPlan plan = planned(of(name));
        QCOMPARE(plan.settings.delay, Duration(7ms));
        QCOMPARE(plan.steps.size(), 1);
        QVERIFY(!plan.checked);
    }

    void aCheckHasSettingsStepsAndAssertionsOfItsOwn()
    {
        RunCommand command = of(u"turn-the-knob"_s);
        command.check = true;
        const RunPlan plan = planned(command);
        const Scenario *scenario = findScenario(u"turn-the-knob"_s);
        QVERIFY(scenario);
        QCOMPARE(plan.settings, scenario->check.settings);
        QCOMPARE(plan.steps, scenario->check.steps);
        QVERIFY(plan.checked == *scenario);
    }

    void whatHasNoCheckIsRefused()
    {
        RunCommand command = of(file(R"({"schema":"pushscope.settings/1","delay":"7ms"})"));
        command.check = true;
        QCOMPARE(int(refused(command).code), int(ExitUsage));
        QVERIFY(refused(command).message.contains(u"needs a scenario"_s));
        command = of(file(R"({"schema":"pushscope.scenario/1","title":"Mine","question":"Why?"})"));
        command.check = true;
        QCOMPARE(int(refused(command).code), int(ExitUsage));
        QVERIFY(refused(command).message.contains(u"nothing to check"_s));
    }

    void optionsWinOverTheFile()
    {
        const QString name = file(R"({"schema":"pushscope.settings/1","delay":"7ms"})");
        QCOMPARE(planned(of(name, {{u"delay"_s, u"9ms"_s}})).settings.delay, Duration(9ms));
    }

    void optionsHoldInEveryStepButInWhatItChanges()
    {
        const Scenario *scenario = withSteps();
        QVERIFY(scenario);
        const RunPlan plan = planned(of(scenario->name, {{u"seed"_s, u"4711"_s}}));
        QCOMPARE(plan.settings.seed, 4711U);
        QCOMPARE(plan.steps.size(), scenario->steps.size());
        for (qsizetype i = 0; i < plan.steps.size(); ++i) {
            ExperimentSettings expected = scenario->steps.at(i).settings;
            expected.seed = 4711;
            QCOMPARE(plan.steps.at(i).settings, expected);
        }
    }

    void whatCannotRunIsRefusedWithItsExitCode_data()
    {
        QTest::addColumn<RunCommand>("command");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("no such file")
            << of(u"/nowhere/at/all.pushscope"_s) << int(ExitFile) << u"cannot read"_s;
        QTest::newRow("misspelt scenario")
            << of(u"firehoes"_s) << int(ExitUsage) << u"did you mean firehose"_s;
        QTest::newRow("no such scenario") << of(u"banana"_s) << int(ExitUsage) << u"scenarios: "_s;
        QTest::newRow("a folder") << of(u"/"_s) << int(ExitFile) << u"cannot read"_s;
    }

    void whatCannotRunIsRefusedWithItsExitCode()
    {
        QFETCH(RunCommand, command);
        QFETCH(int, code);
        QFETCH(QString, words);
        const RunRefusal refusal = refused(command);
        QCOMPARE(int(refusal.code), code);
        QVERIFY2(refusal.message.contains(words), qPrintable(refusal.message));
    }

    void theViewOfTheScenarioIsPartOfThePlan()
    {
        QCOMPARE(planned(of(u"the-gauntlet"_s)).view, QString(gauntletView));
        QCOMPARE(planned(of(u"the-seventh-tab"_s)).view, QString(tabsView));
        QCOMPARE(planned(of(u"the-staircase"_s)).view, findScenario(u"the-staircase"_s)->view);
        RunCommand check = of(u"the-gauntlet"_s);
        check.check = true;
        QCOMPARE(planned(check).view, QString(gauntletView));
        QCOMPARE(planned(of({})).view, QString());
    }

    // All of a plan comes from one reading: a pipe is empty when it is read again.
    void aScenarioInAPipeIsPlanned()
    {
        const FilledPipe pipe(
            {R"({"schema":"pushscope.scenario/1","title":"Mine","question":"Why?","view":"gauntlet"})"});
        QCOMPARE(planned(of(pipe.name())).view, QString(gauntletView));
    }

    void optionsAboutLanesAreRefusedWhereThereAreNone_data()
    {
        QTest::addColumn<RunCommand>("options");
        QTest::addColumn<QString>("option");

        const auto row = [](const QString &option, const std::function<void(RunCommand &)> &give) {
            RunCommand command;
            give(command);
            QTest::newRow(qPrintable(option)) << command << option;
        };
        row(u"--csv"_s, [](RunCommand &c) { c.csv = u"d.csv"_s; });
        row(u"--charts"_s, [](RunCommand &c) { c.charts = u"out"_s; });
        row(u"--pcapng"_s, [](RunCommand &c) { c.pcapng = u"c.pcapng"_s; });
        row(u"--har"_s, [](RunCommand &c) { c.har = u"c.har"_s; });
        row(u"--threshold"_s, [](RunCommand &c) { c.thresholds += *parseThreshold(u"sse.requests<5"_s); });
        const QList<std::pair<QString, QString>> settings{{u"transports"_s, u"sse"_s},
                                                          {u"clients"_s, u"2"_s},
                                                          {u"warmup"_s, u"1s"_s},
                                                          {u"upstream"_s, u"echo"_s},
                                                          {u"fault"_s, u"at=1s,kind=cut"_s},
                                                          {u"websocket-recovery"_s, u"none"_s},
                                                          {u"reconnect-jitter"_s, u"off"_s},
                                                          {u"silence-timeout"_s, u"5s"_s}};
        for (const auto &setting : settings)
            row(u"--"_s + setting.first, [&setting](RunCommand &c) { c.overrides += setting; });
    }

    void optionsAboutLanesAreRefusedWhereThereAreNone()
    {
        QFETCH(RunCommand, options);
        QFETCH(QString, option);
        for (const QString &scenario : {u"the-gauntlet"_s, u"the-seventh-tab"_s}) {
            options.subject = scenario;
            const RunRefusal refusal = refused(options);
            QCOMPARE(int(refusal.code), int(ExitUsage));
            QCOMPARE(refusal.message,
                     u"%1 is about the lanes of an experiment; this scenario has none"_s.arg(option));
        }
        options.subject = u"far-away"_s;
        QCOMPARE(int(refused(options).code), int(ExitOk));
    }

    void optionsThatEveryScenarioHasAreTakenWithoutLanes()
    {
        RunCommand command = of(u"the-gauntlet"_s, {{u"duration"_s, u"3s"_s}, {u"delay"_s, u"5ms"_s}});
        command.json = u"matrix.json"_s;
        QCOMPARE(planned(command).settings.duration, Duration(3s));
    }

    void aBrokenScenarioIsNamedWithItsMember()
    {
        const RunRefusal refusal
            = refused(of(file(R"({"schema":"pushscope.scenario/1","title":"Mine","question":5})")));
        QCOMPARE(int(refusal.code), int(ExitFile));
        QVERIFY2(refusal.message.contains(u"\"question\""_s), qPrintable(refusal.message));
    }

    void aBrokenFileIsNamedWithItsFault()
    {
        const RunRefusal refusal = refused(of(file("{\"schema\":")));
        QCOMPARE(int(refusal.code), int(ExitFile));
        QVERIFY2(refusal.message.contains(u"mine.pushscope"_s), qPrintable(refusal.message));
    }
};

QTEST_GUILESS_MAIN(TestRunPlan)
#include "tst_run_plan.moc"
