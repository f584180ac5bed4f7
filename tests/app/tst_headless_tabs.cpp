#include "app/exit_code.h"
#include "app/headless_tabs.h"
#include "core/experiment/tab_report.h"
#include "core/experiment/tab_words.h"
#include "tests/support/headless.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

RunPlan planChecking(const QStringList &assertions)
{
    RunPlan plan;
    Scenario scenario;
    scenario.name = u"mine"_s;
    scenario.check.assertions = assertions;
    plan.checked = scenario;
    return plan;
}

}

class TestHeadlessTabs : public QObject
{
    Q_OBJECT

private slots:
    void aFileThatCannotBeWrittenIsRefusedBeforehand()
    {
        RunCommand command;
        command.json = u"/dev"_s;
        HeadlessTabs tabs(command, {});
        const HeadlessOutcome refused = headlessOutcome(tabs);
        QCOMPARE(refused.code, int(ExitFile));
        QCOMPARE(refused.err, QByteArray("pushscope: cannot write /dev: it is a folder\n"));
        QCOMPARE(refused.out, QByteArray());
    }

    void interruptedBeforeTheFirstTabItReportsThatNothingHappened()
    {
        RunCommand command;
        command.json = u"-"_s;
        HeadlessTabs tabs(command, {});
        const HeadlessOutcome early = headlessOutcome(tabs, [](HeadlessTabs &started) {
            started.interrupt();
            started.interrupt();
        });
        QCOMPARE(early.code, int(ExitInterrupted));
        QCOMPARE(early.ends, 1);
        QCOMPARE(early.err, QByteArray("interrupted: writing what was measured\n"));
        const QJsonObject report = QJsonDocument::fromJson(early.out).object();
        QCOMPARE(report[u"told"_s], QJsonValue(false));
        QCOMPARE(report[u"requests"_s], QJsonValue(QJsonArray()));
        QCOMPARE(report[u"seventh_waited_ms"_s], QJsonValue(QJsonValue::Null));
        for (const QJsonValue step : report[u"steps"_s].toArray())
            QCOMPARE(step[u"done"_s], QJsonValue(false));
    }

    void interruptedItIsNotJudged()
    {
        HeadlessTabs tabs({}, planChecking({u"steps_done==7"_s}));
        const HeadlessOutcome early
            = headlessOutcome(tabs, [](HeadlessTabs &started) { started.interrupt(); });
        QCOMPARE(early.code, int(ExitInterrupted));
        QCOMPARE(early.out, QByteArray());
    }

    void theStepsAreSaidInTheirOrderAndTheAssertionsAreTheResult()
    {
        HeadlessTabs tabs({}, planChecking({u"most_connections_to_a_host==6"_s, u"steps_done<7"_s}));
        const HeadlessOutcome told = headlessOutcome(tabs);
        QCOMPARE(told.code, int(ExitThreshold));
        QCOMPARE(told.ends, 1);
        qsizetype at = -1;
        for (int i = 0; i < tabStepCount; ++i) {
            const QByteArray title = tabStepTitle(static_cast<TabStep>(i)).toUtf8() + '\n';
            QCOMPARE(told.err.count(title), 1);
            QVERIFY2(told.err.indexOf(title) > at, told.err);
            at = told.err.indexOf(title);
        }
        QVERIFY2(told.out.startsWith("held:   most_connections_to_a_host==6"), told.out);
        QVERIFY2(told.out.endsWith("mine: 1 of 2 assertions held\n"), told.out);
        QCOMPARE(told.out.count('\n'), 3); // and no summary
    }

    void aReportThatIsLostIsAnErrorAndNothingIsJudged()
    {
        RunCommand command;
        command.json = u"/dev/full"_s;
        command.quiet = true;
        HeadlessTabs tabs(command, planChecking({u"steps_done<7"_s}));
        const HeadlessOutcome lost = headlessOutcome(tabs);
        QCOMPARE(lost.code, int(ExitFile));
        QVERIFY2(lost.err.startsWith("pushscope: cannot write /dev/full: "), lost.err);
        QCOMPARE(lost.err.count('\n'), 1);
        QCOMPARE(lost.out, QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestHeadlessTabs)
#include "tst_headless_tabs.moc"
