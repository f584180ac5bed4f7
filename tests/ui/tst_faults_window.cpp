#include "tests/support/test_window.h"
#include "ui/fault_menu.h"
#include "ui/faults_section.h"
#include "ui/settings_pane.h"
#include "ui/widgets/digit_label.h"
#include "ui/widgets/setting_control.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

ExperimentSettings quick()
{
    ExperimentSettings settings;
    settings.messagesPerSecond = 20;
    settings.arrivals.kind = Arrivals::Kind::Steady;
    settings.pollInterval = 100ms;
    settings.delay = 5ms;
    return settings;
}

template<typename Widget>
Widget *named(QWidget &root, const QString &accessibleName)
{
    for (Widget *widget : root.findChildren<Widget *>())
        if (widget->accessibleName() == accessibleName)
            return widget;
    return nullptr;
}

} // namespace

/// Breaking things from the window, judged by what was measured.
class TestFaultsWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aKeyCutsAllLanesAndTheyComeBack()
    {
        TestWindow test;
        test.show(quick());
        const auto &state = test.lab.liveState();
        QTRY_VERIFY(state.snapshot.lane(TransportKind::WebSocket).messages.delivered > 2);
        QTest::keyClick(test.window.get(), Qt::Key_D, Qt::ControlModifier);
        QTRY_COMPARE(state.snapshot.marks.size(), 1);
        QVERIFY(state.snapshot.marks.constFirst().fault);
        QCOMPARE(state.snapshot.marks.constFirst().label, u"cut for 3 s"_s);
        for (const TransportKind kind :
             {TransportKind::LongPoll, TransportKind::Sse, TransportKind::WebSocket})
            QTRY_VERIFY(state.snapshot.lane(kind).outageTotals.count > 0);
        // No statistics began anew, and all of them come back with what they missed.
        QCOMPARE(state.snapshot.regime, 0);
        for (const TransportKind kind : allTransportKinds) {
            QTRY_VERIFY_WITH_TIMEOUT(state.snapshot.lane(kind).latency.maxMs.value_or(0) > 1000, 20'000);
            QCOMPARE(state.snapshot.lane(kind).messages.lost, 0);
        }
        QVERIFY(!state.snapshot.lane(TransportKind::Sse).predicted.latencyMeanMs);
    }

    void theSideBarStrikesWithWhatItShows()
    {
        TestWindow test;
        test.show(quick());
        auto *section = test.window->settingsPane().findChild<FaultsSection *>();
        QVERIFY(section);
        QSignalSpy struck(section, &FaultsSection::struck);
        auto *kinds = named<QComboBox>(*section, u"Fault"_s);
        auto *lanes = named<QComboBox>(*section, u"Where the fault strikes"_s);
        QVERIFY(kinds && lanes);
        kinds->setCurrentIndex(static_cast<int>(FaultKind::Stall));
        emit kinds->activated(kinds->currentIndex());
        lanes->setCurrentIndex(1 + static_cast<int>(indexOf(TransportKind::Sse)));
        emit lanes->activated(lanes->currentIndex());
        const auto &state = test.lab.liveState();
        QTRY_VERIFY(state.snapshot.lane(TransportKind::Sse).messages.delivered > 2);
        section->findChild<QPushButton *>(u"strike"_s)->click();
        QCOMPARE(struck.size(), 1);
        const auto fault = struck.constFirst().constFirst().value<Fault>();
        QCOMPARE(fault, (Fault{.kind = FaultKind::Stall, .lane = TransportKind::Sse, .length = 1s}));
        // A stall of a second, of one lane.
        QTRY_VERIFY(state.snapshot.lane(TransportKind::Sse).latency.maxMs.value_or(0) > 500);
        QVERIFY(state.snapshot.lane(TransportKind::WebSocket).latency.maxMs.value_or(0) < 500);
    }

    void whatAFaultIsIsSaidWhileItLastsAndLongEnoughToBeRead_data()
    {
        QTest::addColumn<FaultKind>("kind");
        QTest::addColumn<Duration>("length");
        QTest::addColumn<Duration>("said");
        QTest::newRow("short") << FaultKind::Stall << Duration(1s) << Duration(10s);
        QTest::newRow("long") << FaultKind::Cut << Duration(30s) << Duration(30s);
        QTest::newRow("without a length") << FaultKind::HalfOpen << Duration(30s) << Duration(10s);
    }

    void whatAFaultIsIsSaidWhileItLastsAndLongEnoughToBeRead()
    {
        QFETCH(FaultKind, kind);
        QFETCH(Duration, length);
        QFETCH(Duration, said);
        TestWindow test;
        test.show(quick());
        QTRY_VERIFY(test.running());
        const QSignalSpy announced(&test.lab, &LabController::announced);
        test.lab.strike({.kind = kind, .lane = {}, .length = length});
        QCOMPARE(announced.size(), 1);
        QVERIFY(!announced[0][0].toString().isEmpty());
        QCOMPARE(announced[0][1].value<Duration>(), said);
        QCOMPARE(test.window->findChild<DigitLabel *>(u"status"_s)->text(), announced[0][0].toString());
    }

    void theServersFaultsAreOfAllLanes()
    {
        FaultsSection section;
        auto *kinds = named<QComboBox>(section, u"Fault"_s);
        auto *lanes = named<QComboBox>(section, u"Where the fault strikes"_s);
        lanes->setCurrentIndex(2);
        emit lanes->activated(2);
        QVERIFY(section.fault().lane);
        kinds->setCurrentIndex(static_cast<int>(FaultKind::Restart));
        emit kinds->activated(kinds->currentIndex());
        QVERIFY(!section.fault().lane);
        QVERIFY(!lanes->isEnabled());
        QCOMPARE(lanes->currentIndex(), 0);
    }

    void recoveryIsASettingThatCanBeUndone()
    {
        TestWindow test;
        test.show(quick());
        auto *section = test.window->settingsPane().findChild<FaultsSection *>();
        auto *recovery = named<QComboBox>(*section, u"WebSocket after a loss"_s);
        QVERIFY(recovery);
        recovery->setCurrentIndex(0);
        emit recovery->activated(0);
        QCOMPARE(test.lab.settings().websocketRecovery, WebSocketRecovery::None);
        test.lab.undoStack()->undo();
        QCOMPARE(test.lab.settings().websocketRecovery, WebSocketRecovery::Resume);
        QCOMPARE(recovery->currentIndex(), 2);
    }

    void everyKindIsInTheMenuOnce()
    {
        const QList<FaultCommand> commands = faultCommands();
        QCOMPARE(commands.size(), static_cast<qsizetype>(faultDescriptors().size()));
        QSet<QString> texts;
        for (const FaultCommand &command : commands) {
            QVERIFY(!command.tip.isEmpty());
            QVERIFY(!command.fault.lane);
            texts.insert(command.text);
        }
        QCOMPARE(texts.size(), commands.size());
        QCOMPARE(commands.constFirst().text, u"Cut (3\u00A0s)"_s);
    }
};

QTEST_MAIN(TestFaultsWindow)
#include "tst_faults_window.moc"
