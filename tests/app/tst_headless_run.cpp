#include "app/exit_code.h"
#include "app/headless_run.h"
#include "tests/support/forbidden_folder.h"
#include "tests/support/headless.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Four messages over an event stream.
RunPlan quickPlan()
{
    RunPlan plan;
    plan.settings.transports = {false, false, true, false};
    plan.settings.arrivals = {.kind = Arrivals::Kind::Steady};
    plan.settings.messagesPerSecond = 20;
    plan.settings.duration = 200ms;
    plan.settings.delay = 1ms;
    return plan;
}

ScheduledFault stallAt(Duration at)
{
    Fault stall;
    stall.kind = FaultKind::Stall;
    stall.length = 1ms;
    return {at, stall};
}

HeadlessOutcome outcomeOf(const RunCommand &command, const RunPlan &plan)
{
    HeadlessRun run(command, plan);
    HeadlessOutcome outcome = headlessOutcome(run);
    [&outcome] { QCOMPARE(outcome.ends, 1); }();
    return outcome;
}

/// As few files as may be open at once, while it lives.
class FewFiles
{
public:
    explicit FewFiles(rlim_t most)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit few{most, m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FewFiles() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(FewFiles)

private:
    rlimit m_before{};
};

}

class TestHeadlessRun : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const QString &name) const { return m_folder.filePath(name); }

    QJsonObject reportIn(const QString &name) const
    {
        QFile written(file(name));
        return written.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(written.readAll()).object()
                                                 : QJsonObject();
    }

private slots:
    void clientsThatDoNotFitAreRefusedInWords()
    {
        const FewFiles few(200);
        RunPlan plan = quickPlan();
        plan.settings.clients = 50;
        const HeadlessOutcome refused = outcomeOf({}, plan);
        QCOMPARE(refused.code, int(ExitUsage));
        QVERIFY2(refused.err.contains("(ulimit -n): at most 16 clients fit"), refused.err);
        QCOMPARE(refused.out, QByteArray());
    }

    void aFolderForChartsThatCannotBeMadeIsRefused()
    {
        QFile plain(file(u"plain"_s));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        RunCommand command;
        command.charts = file(u"plain/charts"_s);
        const HeadlessOutcome refused = outcomeOf(command, quickPlan());
        QCOMPARE(refused.code, int(ExitFile));
        QCOMPARE(refused.err, "pushscope: cannot make the folder " + command.charts.toUtf8() + '\n');
    }

    // Said before a run, not after an hour of it.
    void aFolderForChartsWhereWritingIsForbiddenIsRefused()
    {
        RunCommand command;
        const ForbiddenFolder folder;
        command.charts = folder.path();
        const HeadlessOutcome refused = outcomeOf(command, quickPlan());
        QCOMPARE(refused.code, int(ExitFile));
        QCOMPARE(refused.err,
                 "pushscope: cannot write into the folder " + command.charts.toUtf8()
                     + ": permission denied\n");
    }

    void whatIsRefusedLeavesNoTable()
    {
        RunCommand command;
        command.csv = file(u"refused.csv"_s);
        command.har = u"/nowhere/capture.har"_s;
        QCOMPARE(outcomeOf(command, quickPlan()).code, int(ExitFile));
        QVERIFY(!QFileInfo::exists(command.csv));
    }

    void aFaultAfterTheEndIsSaid()
    {
        RunPlan plan = quickPlan();
        plan.settings.faults = {stallAt(199ms), stallAt(200ms)};
        HeadlessOutcome run = outcomeOf({}, plan);
        QCOMPARE(run.code, int(ExitOk));
        QVERIFY2(run.err.contains("the fault at 200ms comes after the end of the run"), run.err);
        QCOMPARE(run.err.count("comes after the end"), 1);
        RunCommand quiet;
        quiet.quiet = true;
        run = outcomeOf(quiet, plan);
        QCOMPARE(run.err, QByteArray());
    }

    void aStepIsTakenAndSaidAndOneAfterTheEndIsNot()
    {
        RunPlan plan = quickPlan();
        plan.settings.duration = 1s;
        ExperimentSettings slower = plan.settings;
        slower.delay = 2ms;
        ExperimentSettings late = slower;
        late.delay = 3ms;
        plan.steps = {{300ms, slower}, {1s, late}};
        RunCommand command;
        command.json = file(u"steps.json"_s);
        const HeadlessOutcome run = outcomeOf(command, plan);
        QCOMPARE(run.code, int(ExitOk));
        QVERIFY2(run.err.contains("at 300ms: network delay 1 ms -> 2 ms\n"), run.err);
        QVERIFY2(!run.err.contains("at 1s"), run.err);
        const QJsonObject report = reportIn(u"steps.json"_s);
        QCOMPARE(report[u"settings"_s][u"delay"_s].toString(), u"2ms"_s);
        // The statistics began anew: six messages are of before.
        const int due = report[u"transports"_s][u"sse"_s][u"messages"_s][u"due"_s].toInt();
        QVERIFY2(due > 0 && due <= 14, qPrintable(QString::number(due)));
    }

    void aLaneThatComesLaterRestartsAlone()
    {
        RunPlan plan = quickPlan();
        plan.settings.duration = 1s;
        ExperimentSettings both = plan.settings;
        both.transports = {false, false, true, true};
        plan.steps = {{300ms, both}};
        RunCommand command;
        command.json = file(u"lanes.json"_s);
        QCOMPARE(outcomeOf(command, plan).code, int(ExitOk));
        const QJsonObject lanes = reportIn(u"lanes.json"_s)[u"transports"_s].toObject();
        QCOMPARE(lanes.keys(), (QStringList{u"sse"_s, u"websocket"_s}));
        QCOMPARE(lanes[u"sse"_s][u"messages"_s][u"due"_s].toInt(), 20);
    }

    void theLanesAreAnnouncedOnce()
    {
        const HeadlessOutcome run = outcomeOf({}, quickPlan());
        QCOMPARE(run.err.count("has this lane's delay and bandwidth"), 1);
        QVERIFY2(run.err.startsWith("sse: http://127.0.0.1:"), run.err);
    }

    void whatFailedIsToldEvenQuietly()
    {
        RunCommand command;
        command.thresholds = {*parseThreshold(u"sse.messages.delivered==4"_s),
                              *parseThreshold(u"sse.messages.delivered<4"_s)};
        HeadlessOutcome run = outcomeOf(command, quickPlan());
        QCOMPARE(run.code, int(ExitThreshold));
        QVERIFY2(run.err.contains("held: sse.messages.delivered==4"), run.err);
        command.quiet = true;
        run = outcomeOf(command, quickPlan());
        QCOMPARE(run.code, int(ExitThreshold));
        QVERIFY2(run.err.startsWith("pushscope: threshold failed: sse.messages.delivered<4"), run.err);
        QVERIFY2(run.err.count('\n') == 1, run.err);
    }

    void aReportThatIsLostWinsOverAThreshold()
    {
        RunCommand command;
        command.quiet = true;
        command.json = u"/dev/full"_s;
        command.thresholds = {*parseThreshold(u"sse.messages.delivered<4"_s)};
        const HeadlessOutcome run = outcomeOf(command, quickPlan());
        QCOMPARE(run.code, int(ExitFile));
        QVERIFY2(run.err.contains("cannot write /dev/full") && run.err.contains("threshold failed"), run.err);
    }

    void ofACheckTheAssertionsAreTheResult()
    {
        RunPlan plan = quickPlan();
        Scenario scenario;
        scenario.name = u"mine"_s;
        scenario.check.assertions = {u"sse.messages.lost==0"_s, u"sse.requests>1"_s};
        plan.checked = scenario;
        const HeadlessOutcome run = outcomeOf({}, plan);
        QCOMPARE(run.code, int(ExitThreshold));
        QVERIFY2(run.out.startsWith("held:   sse.messages.lost==0"), run.out);
        QVERIFY2(run.out.endsWith("mine: 1 of 2 assertions held\n"), run.out);
        QCOMPARE(run.out.count('\n'), 3); // and no summary
    }

    void interruptedAtOnceItStillReports()
    {
        RunCommand command;
        command.json = u"-"_s;
        command.thresholds = {*parseThreshold(u"sse.messages.delivered==4"_s)};
        HeadlessRun run(command, quickPlan());
        const HeadlessOutcome interrupted = headlessOutcome(run, [](HeadlessRun &started) {
            started.interrupt();
            started.interrupt();
        });
        QCOMPARE(interrupted.code, int(ExitInterrupted));
        QCOMPARE(interrupted.ends, 1);
        QCOMPARE(interrupted.err.count("interrupted: writing what was measured\n"), 1);
        QVERIFY2(!interrupted.err.contains("threshold"), interrupted.err); // what is half is not judged
        const QJsonObject report = QJsonDocument::fromJson(interrupted.out).object();
        QVERIFY(report[u"environment"_s][u"interrupted"_s].toBool());
        QCOMPARE(report[u"transports"_s][u"sse"_s][u"messages"_s][u"delivered"_s].toInt(-1), 0);
    }
};

QTEST_GUILESS_MAIN(TestHeadlessRun)
#include "tst_headless_run.moc"
