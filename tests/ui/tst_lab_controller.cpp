#include "core/experiment/descriptor_limit.h"
#include "ui/lab_controller.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 20'000;

/// Few open files for as long as it lives.
class FewDescriptors
{
public:
    explicit FewDescriptors(rlim_t most)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit few = m_before;
        few.rlim_cur = most;
        setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FewDescriptors() { setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(FewDescriptors)

private:
    rlimit m_before{};
};

ExperimentSettings withClients(int clients)
{
    ExperimentSettings s;
    s.clients = clients;
    return s;
}

} // namespace

/// The verbs of the window, without a window.
class TestLabController : public QObject
{
    Q_OBJECT

private slots:
    void clientsThatDoNotFitAreRefusedInWordsWithTheNumberThatFits()
    {
        const FewDescriptors few(220); // 100 for clients: five on each of four lanes
        LabController lab;
        lab.applySettings(withClients(2), nullptr);
        QSignalSpy problems(&lab, &LabController::problem);
        QSignalSpy shown(&lab, &LabController::settingsChanged);
        lab.edit(withClients(50), 1);
        QCOMPARE(problems.size(), 1);
        const QString words = problems.first().first().toString();
        QVERIFY2(words.contains(u"at most 5 clients fit"_s), qPrintable(words));
        QVERIFY2(words.contains(u"stays at 2"_s), qPrintable(words));
        QCOMPARE(lab.settings().clients, 2);
        QCOMPARE(shown.size(), 1); // the control goes back
        QCOMPARE(lab.undoStack()->count(), 0);

        QSignalSpy solved(&lab, &LabController::problemSolved);
        lab.edit(withClients(5), 1);
        QCOMPARE(lab.settings().clients, 5);
        QCOMPARE(solved.size(), 1);
    }

    void aRunningExperimentKeepsTheClientsItHasAndSaysSo()
    {
        LabController lab;
        lab.start();
        QTRY_VERIFY_WITH_TIMEOUT(lab.liveState().snapshot.lane(TransportKind::Sse).readyClients == 1,
                                 patience);
        {
            const FewDescriptors few(220);
            QSignalSpy problems(&lab, &LabController::problem);
            ExperimentSettings next = withClients(50);
            next.delay = 3ms;
            lab.applySettings(next, nullptr);
            QCOMPARE(problems.size(), 1);
            QCOMPARE(lab.settings().clients, 1);
            QCOMPARE(lab.settings().delay, Duration(3ms));
            QCOMPARE(lab.liveState().settings.clients, 1);
        }
        lab.stop();
        QSignalSpy modes(&lab, &LabController::modeChanged);
        QTRY_VERIFY_WITH_TIMEOUT(!modes.isEmpty(), patience);
    }

    void anEditLeavesTheComplaintThatOnlyAStartSolves()
    {
        const FewDescriptors few(220);
        LabController lab;
        lab.applySettings(withClients(50), nullptr);
        QSignalSpy problems(&lab, &LabController::problem);
        QSignalSpy solved(&lab, &LabController::problemSolved);
        lab.start();
        QTRY_COMPARE_WITH_TIMEOUT(problems.size(), 1, patience);
        QVERIFY(!lab.isRunning());
        lab.edit(withClients(1), 1);
        QCOMPARE(solved.size(), 0);
        lab.start();
        QTRY_COMPARE_WITH_TIMEOUT(solved.size(), 1, patience);
        lab.stop();
    }

    void undoTakesTheScenarioBackWithItsSettings()
    {
        LabController lab;
        const Scenario *first = lab.scenario();
        QVERIFY(first);
        const Scenario *firehose = findScenario(u"firehose"_s);
        QVERIFY(firehose && firehose != first);
        lab.loadScenario(*firehose);
        QCOMPARE(lab.scenario(), firehose);
        lab.undoStack()->undo();
        QCOMPARE(lab.scenario(), first);
        QCOMPARE(lab.settings(), ExperimentSettings{});
        lab.undoStack()->redo();
        QCOMPARE(lab.scenario(), firehose);
        lab.loadSettings(withClients(3), u"open mine"_s);
        QVERIFY(!lab.scenario());
        lab.undoStack()->undo();
        QCOMPARE(lab.scenario(), firehose);
        lab.stop();
    }

    void aStepThatIsAboutTheLanesSwitchesThem()
    {
        LabController lab;
        Scenario scenario = *findScenario(u"ping-pong"_s);
        scenario.name = u"/lessons/lanes.pushscope"_s;
        QCOMPARE(scenario.steps.size(), 1);
        QVERIFY(scenario.steps.first().settings.transports != scenario.settings.transports);
        scenario.steps.first().at = 200ms;
        lab.openScenario(scenario);
        QVERIFY(!lab.hasOwnSettings());
        QTRY_COMPARE_WITH_TIMEOUT(lab.settings().transports, scenario.steps.first().settings.transports,
                                  patience);
        QVERIFY(!lab.hasOwnSettings());
        QTRY_VERIFY_WITH_TIMEOUT(lab.liveState().snapshot.lane(TransportKind::WebSocket).roundTrip.count > 10,
                                 patience);
        lab.stop();
    }

    void aStepAboutSomethingElseLeavesTheLanesOfTheUser()
    {
        LabController lab;
        Scenario scenario = *findScenario(u"turn-the-knob"_s);
        scenario.name = u"/lessons/knob.pushscope"_s;
        scenario.steps.first().at = 500ms;
        lab.openScenario(scenario);
        lab.setTransportEnabled(TransportKind::Sse, false);
        QVERIFY(lab.hasOwnSettings());
        QTRY_COMPARE_WITH_TIMEOUT(lab.settings().pollInterval, scenario.steps.first().settings.pollInterval,
                                  patience);
        QVERIFY(!lab.settings().enabled(TransportKind::Sse));
        QVERIFY(lab.hasOwnSettings());
        lab.stop();
    }

    void undoOfAScenarioBeginsARunWithoutItsFaults()
    {
        LabController lab;
        lab.loadScenario(*findScenario(u"cut-the-cable"_s));
        QTRY_COMPARE_WITH_TIMEOUT(lab.liveState().snapshot.phase, RunSnapshot::Phase::Running, patience);
        QVERIFY(!lab.liveState().settings.faults.isEmpty());
        const QDateTime startedAt = lab.startedAt();
        lab.undoStack()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(lab.startedAt() > startedAt
                                     && lab.liveState().snapshot.phase == RunSnapshot::Phase::Running,
                                 patience);
        QCOMPARE(lab.liveState().settings, ExperimentSettings{});
        // Only the settings of a scenario belong to a run; an edit is undone while it goes on.
        const QDateTime again = lab.startedAt();
        lab.edit(withClients(2), 1);
        lab.undoStack()->undo();
        QVERIFY(lab.isRunning());
        QCOMPARE(lab.startedAt(), again);
        lab.stop();
    }

    void openedScenariosLiveAsLongAsUndoMayBringThemBack()
    {
        LabController lab;
        for (int i = 0; i < 3; ++i) {
            Scenario scenario = *findScenario(u"firehose"_s);
            scenario.name = u"/lessons/%1.pushscope"_s.arg(i);
            lab.openScenario(scenario);
            lab.openScenario(scenario); // once more the same: nothing to undo
        }
        QCOMPARE(lab.undoStack()->count(), 3);
        QCOMPARE(lab.scenario()->name, u"/lessons/2.pushscope"_s);
        lab.undoStack()->undo();
        QCOMPARE(lab.scenario()->name, u"/lessons/1.pushscope"_s);
        lab.undoStack()->undo();
        QCOMPARE(lab.scenario()->name, u"/lessons/0.pushscope"_s);
        lab.undoStack()->redo();
        QCOMPARE(lab.scenario()->name, u"/lessons/1.pushscope"_s);
        lab.stop();
    }

    void aSavedScenarioIsTheCurrentOneAndStartsNothingAnew()
    {
        LabController lab;
        lab.start();
        QTRY_VERIFY_WITH_TIMEOUT(lab.state().snapshot.elapsedS > 0.5, patience);
        const double before = lab.state().snapshot.elapsedS;
        Scenario mine = *lab.scenario();
        mine.name = u"/lessons/mine.pushscope"_s;
        mine.title = u"Mine"_s;
        lab.adoptScenario(mine);
        QVERIFY(lab.isRunning());
        QCOMPARE(lab.scenario()->title, u"Mine"_s);
        QTRY_VERIFY_WITH_TIMEOUT(lab.state().snapshot.elapsedS > before, patience);
        QCOMPARE(lab.state().snapshot.regime, 0);
        lab.undoStack()->undo();
        QCOMPARE(lab.scenario(), &builtInScenarios().constFirst());
        lab.stop();
    }

    void undoSaysInWordsWhatWasSwitched_data()
    {
        QTest::addColumn<QList<int>>("before");
        QTest::addColumn<QList<int>>("after");
        QTest::addColumn<QString>("text");
        QTest::newRow("one off") << QList{1, 1, 1, 1} << QList{1, 1, 1, 0} << u"switch off WebSocket"_s;
        QTest::newRow("one on") << QList{1, 0, 1, 1} << QList{1, 1, 1, 1} << u"switch on Long polling"_s;
        QTest::newRow("solo") << QList{1, 1, 1, 1} << QList{0, 0, 1, 0} << u"only SSE"_s;
        QTest::newRow("all") << QList{0, 0, 1, 0} << QList{1, 1, 1, 1} << u"switch on all transports"_s;
    }

    void undoSaysInWordsWhatWasSwitched()
    {
        QFETCH(QList<int>, before);
        QFETCH(QList<int>, after);
        QFETCH(QString, text);
        LabController lab;
        ExperimentSettings settings;
        for (std::size_t i = 0; i < transportCount; ++i)
            settings.transports[i] = before.at(static_cast<qsizetype>(i)) == 1;
        lab.applySettings(settings, nullptr);
        for (std::size_t i = 0; i < transportCount; ++i)
            settings.transports[i] = after.at(static_cast<qsizetype>(i)) == 1;
        lab.edit(settings, -1);
        QCOMPARE(lab.undoStack()->undoText(), text);
    }

    void editsOfOneControlAreOneStepAndOfTwoAreTwo()
    {
        LabController lab;
        ExperimentSettings next = lab.settings();
        for (const auto delay : {30ms, 40ms, 50ms}) {
            next.delay = delay;
            lab.edit(next, 7);
        }
        QCOMPARE(lab.undoStack()->count(), 1);
        next.jitter = 5ms;
        lab.edit(next, 8);
        QCOMPARE(lab.undoStack()->count(), 2);
        lab.undoStack()->undo();
        lab.undoStack()->undo();
        QCOMPARE(lab.settings(), ExperimentSettings{});
    }

    void whatCannotBeIsRefusedAndNothingChanges()
    {
        LabController lab;
        QSignalSpy problems(&lab, &LabController::problem);
        ExperimentSettings impossible;
        impossible.messagesPerSecond = -1;
        const ExperimentSettings before = lab.settings();
        lab.edit(impossible, 1);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(lab.settings(), before);
        QVERIFY(!lab.undoStack()->canUndo());
    }

    void aFrozenDisplayKeepsItsMomentWhileViewsAndBaselineStillAnswer()
    {
        LabController lab;
        lab.setFrozen(true);
        QVERIFY(lab.state().frozen);
        ViewOptions log;
        log.logarithmic = true;
        lab.setViewOptions(log);
        QVERIFY(lab.state().view.logarithmic);
        lab.toggleBaseline();
        QVERIFY(lab.state().baseline);
        lab.setFrozen(false);
        QVERIFY(!lab.state().frozen);
        QVERIFY(lab.state().view.logarithmic);
        lab.toggleBaseline();
        QVERIFY(!lab.state().baseline);
    }

    void publishingIntoNothingSaysHowToStart()
    {
        LabController lab;
        QSignalSpy problems(&lab, &LabController::problem);
        lab.publish(u"hello"_s);
        QCOMPARE(problems.size(), 1);
        QVERIFY(problems.first().first().toString().contains(u"F5"_s));
    }
};

QTEST_MAIN(TestLabController)
#include "tst_lab_controller.moc"
