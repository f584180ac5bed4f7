#include "app/exit_code.h"
#include "app/headless_gauntlet.h"
#include "tests/support/headless.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

RunCommand gauntletCommand()
{
    RunCommand command;
    command.gauntlet = true;
    return command;
}

/// Of a gauntlet that is told at once, `times` times, to end.
HeadlessOutcome interrupted(const RunCommand &command, const RunPlan &plan = {}, int times = 1)
{
    HeadlessGauntlet gauntlet(command, plan);
    return headlessOutcome(gauntlet, [times](HeadlessGauntlet &started) {
        for (int i = 0; i < times; ++i)
            started.interrupt();
    });
}

/// A scenario about the gauntlet, as short as can be, that asserts `assertions`.
RunPlan checkOf(const QStringList &assertions)
{
    RunPlan plan;
    plan.settings = GauntletSettings::defaultRun();
    plan.settings.messagesPerSecond = 20;
    plan.settings.duration = 200ms;
    Scenario scenario;
    scenario.name = u"mine"_s;
    scenario.check.assertions = assertions;
    plan.checked = scenario;
    return plan;
}

}

class TestHeadlessGauntlet : public QObject
{
    Q_OBJECT

private slots:
    void anOptionThatIsWrongIsAUsageError()
    {
        RunCommand command = gauntletCommand();
        command.overrides = {{u"delay"_s, u"7 parsecs"_s}};
        HeadlessGauntlet gauntlet(command, {});
        const HeadlessOutcome refused = headlessOutcome(gauntlet);
        QCOMPARE(refused.code, int(ExitUsage));
        QVERIFY2(refused.err.startsWith("pushscope: --delay: "), refused.err);
        QCOMPARE(refused.out, QByteArray());
    }

    void aFileThatCannotBeWrittenIsRefusedBeforehand()
    {
        RunCommand command = gauntletCommand();
        command.json = u"/dev"_s;
        HeadlessGauntlet gauntlet(command, {});
        const HeadlessOutcome refused = headlessOutcome(gauntlet);
        QCOMPARE(refused.code, int(ExitFile));
        QCOMPARE(refused.err, QByteArray("pushscope: cannot write /dev: it is a folder\n"));
    }

    void interruptedTwiceItSaysSoOnceAndShowsTheMatrix()
    {
        const HeadlessOutcome early = interrupted(gauntletCommand(), {}, 2);
        QCOMPARE(early.code, int(ExitInterrupted));
        QCOMPARE(early.ends, 1);
        QCOMPARE(early.err, QByteArray("interrupted: writing what was measured\n"));
        for (const GauntletRow &row : GauntletSettings().rows)
            QVERIFY2(early.out.contains('\n' + row.title.toUtf8()), early.out);
    }

    void quietlyInterruptedItSaysNothing()
    {
        RunCommand command = gauntletCommand();
        command.quiet = true;
        command.json = u"-"_s;
        const HeadlessOutcome early = interrupted(command);
        QCOMPARE(early.code, int(ExitInterrupted));
        QCOMPARE(early.err, QByteArray());
        QVERIFY(QJsonDocument::fromJson(early.out).isObject());
    }

    void withoutAScenarioItHasSettingsOfItsOwnUnderTheOptions()
    {
        RunCommand command = gauntletCommand();
        command.json = u"-"_s;
        command.overrides = {{u"delay"_s, u"7ms"_s}};
        const QJsonObject report = QJsonDocument::fromJson(interrupted(command).out).object();
        QCOMPARE(report[u"settings"_s][u"delay"_s].toString(), u"7ms"_s);
        QCOMPARE(report[u"settings"_s][u"payload"_s].toInt(), 512);
        QCOMPARE(report[u"settings"_s][u"rate"_s].toInt(), 5);
    }

    void aScenariosSettingsAreThoseOfThePlan()
    {
        RunCommand command;
        command.subject = u"mine.pushscope"_s;
        command.json = u"-"_s;
        RunPlan plan = checkOf({});
        plan.settings.payloadBytes = 33;
        plan.settings.messagesPerSecond = 10;
        const QJsonObject report = QJsonDocument::fromJson(interrupted(command, plan).out).object();
        QCOMPARE(report[u"settings"_s][u"payload"_s].toInt(), 33);
        // Three quarters of the gap between two messages.
        const QJsonArray profiles = report[u"profiles"_s].toArray();
        QVERIFY(!profiles.isEmpty());
        QCOMPARE(profiles.last()[u"time_ms"_s].toDouble(), 75.0);
    }

    void whatIsHalfIsNotJudged()
    {
        RunCommand command;
        command.subject = u"mine.pushscope"_s;
        const HeadlessOutcome early = interrupted(command, checkOf({u"none.sse.messages.lost>1000"_s}));
        QCOMPARE(early.code, int(ExitInterrupted));
        QCOMPARE(early.out, QByteArray());
    }

    void ofACheckTheAssertionsAreTheResult()
    {
        RunCommand command;
        command.subject = u"mine.pushscope"_s;
        HeadlessGauntlet gauntlet(command,
                                  checkOf({u"none.sse.messages.lost>1000"_s, u"none.sse.messages.due==4"_s}));
        const HeadlessOutcome checked = headlessOutcome(gauntlet);
        QCOMPARE(checked.code, int(ExitThreshold));
        QVERIFY2(checked.out.startsWith("failed: none.sse.messages.lost>1000: is 0\n"), checked.out);
        QVERIFY2(checked.out.endsWith("mine: 1 of 2 assertions held\n"), checked.out);
        QCOMPARE(checked.out.count('\n'), 3); // and no matrix
    }

    void aReportThatIsLostIsAnErrorAndNothingIsJudged()
    {
        RunCommand command;
        command.subject = u"mine.pushscope"_s;
        command.json = u"/dev/full"_s;
        HeadlessGauntlet gauntlet(command, checkOf({u"none.sse.messages.lost>1000"_s}));
        const HeadlessOutcome lost = headlessOutcome(gauntlet);
        QCOMPARE(lost.code, int(ExitFile));
        QVERIFY2(lost.err.startsWith("pushscope: cannot write /dev/full: "), lost.err);
        QCOMPARE(lost.out, QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestHeadlessGauntlet)
#include "tst_headless_gauntlet.moc"
