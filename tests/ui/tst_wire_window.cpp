#include "tests/support/test_window.h"

#include "ui/charts/chart_export.h"
#include "ui/comparison_pane.h"
#include "ui/settings_pane.h"
#include "ui/wire/byte_view.h"
#include "ui/wire/message_list.h"
#include "ui/wire/message_model.h"
#include "ui/wire/sequence_view.h"
#include "ui/wire/wire_view.h"

#include <QAction>
#include <QComboBox>
#include <QTableView>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 15'000;

ExperimentSettings busySettings()
{
    ExperimentSettings settings;
    settings.messagesPerSecond = 20;
    settings.pollInterval = 200ms;
    return settings;
}

/// The window with the wire on show and some messages delivered on all lanes.
struct WireBench : TestWindow
{
    explicit WireBench(const ExperimentSettings &settings = busySettings())
    {
        window->resize(1600, 900);
        show(settings);
        window->mainCard().showView(QStringLiteral("wire"));
    }
    [[nodiscard]] WireView &wire() const
    {
        return *qobject_cast<WireView *>(window->mainCard().currentView());
    }
    [[nodiscard]] bool delivered(qint64 atLeast) const
    {
        return QTest::qWaitFor(
            [&] {
                return std::ranges::all_of(allTransportKinds, [&](TransportKind kind) {
                    return lane(kind).messages.delivered >= atLeast;
                });
            },
            patienceMs);
    }
    [[nodiscard]] const Selection &selection() const { return lab.state().selection; }
    [[nodiscard]] const TraceRecord *selected() const
    {
        return selection().record
            ? lab.state().trace->lane(selection().record->lane).find(selection().record->number)
            : nullptr;
    }
    void freeze()
    {
        QTest::keyClick(window.get(), Qt::Key_F8);
        QVERIFY(lab.isFrozen());
    }
};

} // namespace

class TestWireWindow : public QObject
{
    Q_OBJECT

private slots:
    void theWireTakesTheWholeBodyAndGivesItBack();
    void everyRecordOfTheRunIsInTheWindowsTrace();
    void whileFrozenTheDotStepsFromRecordToRecord();
    void aViewAskedForByKeyHasTheKeys();
    void spaceFreezesThenSteps();
    void spaceWorksOnTheProjectorToo();
    void goingOnShowsWhatWasRecordedMeanwhile();
    void aRowSelectsTheSameMessageEverywhere();
    void theCrosshairIsTheSameInChartAndDiagram();
    void anotherClientCanBeChosen();
    void theDiagramIsExportedWithItsBadges();
};

void TestWireWindow::theWireTakesTheWholeBodyAndGivesItBack()
{
    WireBench bench;
    QVERIFY(bench.window->pane(TransportKind::Sse).isHidden()
            || !bench.window->pane(TransportKind::Sse).isVisible());
    QVERIFY(bench.window->settingsPane().isHidden());
    bench.window->mainCard().setCurrent(0);
    QVERIFY(bench.window->pane(TransportKind::Sse).isVisible());
    QVERIFY(bench.window->settingsPane().isVisible());
}

void TestWireWindow::everyRecordOfTheRunIsInTheWindowsTrace()
{
    WireBench bench;
    QVERIFY(bench.delivered(10));
    for (const TransportKind kind : allTransportKinds) {
        const TraceLog &log = bench.lab.state().trace->lane(kind);
        const auto recorded = [&log] {
            qint64 messages = 0;
            for (const TraceRecord &record : log.records())
                messages += static_cast<qint64>(record.wire.messages.size());
            return messages;
        };
        // The trace of a lane comes with a turn of its own, later than the counters.
        QTRY_VERIFY_WITH_TIMEOUT(recorded() >= 10, patienceMs);
        QCOMPARE(log.dropped(), 0);
        QCOMPARE(log.records().front().kind, TraceKind::Opened);
    }
}

void TestWireWindow::whileFrozenTheDotStepsFromRecordToRecord()
{
    WireBench bench;
    QVERIFY(bench.delivered(10));
    bench.freeze();
    QTest::keyClick(bench.window.get(), Qt::Key_Period);
    QVERIFY(bench.selected());
    TimePoint before = bench.selected()->wire.firstIn;
    const RecordRef first = *bench.selection().record;
    for (int i = 0; i < 10; ++i) {
        QTest::keyClick(bench.window.get(), Qt::Key_Period);
        QVERIFY(bench.selected());
        QVERIFY(bench.selected()->wire.firstIn >= before);
        before = bench.selected()->wire.firstIn;
    }
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(bench.window.get(), Qt::Key_Comma);
    QCOMPARE(*bench.selection().record, first);
    // The bytes follow.
    QTRY_VERIFY(bench.wire().bytes()->summary().contains(QString::number(bench.selected()->bytes.size())));
}

void TestWireWindow::aViewAskedForByKeyHasTheKeys()
{
    WireBench bench;
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    bench.window->mainCard().setCurrent(0);
    for (QAction *action : bench.window->actions())
        if (action->shortcut() == QKeySequence(u"Alt+5"_s))
            action->trigger();
    QVERIFY(qobject_cast<WireView *>(bench.window->mainCard().currentView()));
    const double span = bench.wire().sequence()->span();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Minus);
    QVERIFY(bench.wire().sequence()->span() > span);
}

void TestWireWindow::spaceFreezesThenSteps()
{
    WireBench bench;
    QVERIFY(bench.delivered(5));
    bench.wire().sequence()->setFocus();
    QTest::keyClick(bench.wire().sequence(), Qt::Key_Space);
    QVERIFY(bench.lab.isFrozen());
    QTest::keyClick(bench.wire().sequence(), Qt::Key_Space);
    QVERIFY(bench.lab.isFrozen());
    QVERIFY(bench.selected());
}

void TestWireWindow::spaceWorksOnTheProjectorToo()
{
    WireBench bench;
    bench.window->setTheme(ThemeChoice::Projector);
    QVERIFY(bench.delivered(5));
    for (int presses = 0; presses < 2; ++presses)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(bench.lab.isFrozen());
    QVERIFY(bench.selected());
}

void TestWireWindow::goingOnShowsWhatWasRecordedMeanwhile()
{
    WireBench bench;
    QVERIFY(bench.delivered(5));
    bench.freeze();
    const auto shown = bench.lab.state().trace->lane(TransportKind::WebSocket).records().size();
    const qint64 delivered = bench.lane(TransportKind::WebSocket).messages.delivered;
    QVERIFY(bench.delivered(delivered + 10));
    QCOMPARE(bench.lab.state().trace->lane(TransportKind::WebSocket).records().size(), shown);
    QTest::keyClick(bench.window.get(), Qt::Key_F8);
    QVERIFY(bench.lab.state().trace->lane(TransportKind::WebSocket).records().size() >= shown + 10);
    quint64 number = 0;
    for (const TraceRecord &record : bench.lab.state().trace->lane(TransportKind::WebSocket).records())
        QCOMPARE(record.number, ++number);
}

void TestWireWindow::aRowSelectsTheSameMessageEverywhere()
{
    WireBench bench;
    QVERIFY(bench.delivered(10));
    bench.freeze();
    QTableView *table = bench.wire().messages()->table();
    QVERIFY(table->model()->rowCount() >= 10);
    const QRect row = table->visualRect(table->model()->index(3, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row.center());
    QTRY_VERIFY(bench.selection().message);
    const quint64 id = *bench.selection().message;
    QCOMPARE(table->model()->index(3, 0).data().toString(), QLocale().toString(id));
    QTRY_COMPARE(bench.wire().sequence()->geometry().selectedMessage, id);
    QVERIFY(bench.selected());
    QVERIFY(std::ranges::count(bench.selected()->wire.messages, MessageId{id}) == 1);
    QTRY_VERIFY(!bench.wire().bytes()->summary().isEmpty());
}

void TestWireWindow::theCrosshairIsTheSameInChartAndDiagram()
{
    WireBench bench;
    QVERIFY(bench.delivered(5));
    bench.freeze();
    Selection selection = bench.selection();
    selection.crosshairS = bench.lab.state().snapshot.elapsedS - 0.5;
    selection.crosshairLocked = true;
    bench.lab.setSelection(selection);
    QTRY_VERIFY(bench.wire().sequence()->geometry().crosshair);
    bench.window->mainCard().setCurrent(0);
    QCOMPARE(bench.selection().crosshairS, selection.crosshairS);
    QVERIFY(bench.selection().crosshairLocked);
}

void TestWireWindow::anotherClientCanBeChosen()
{
    ExperimentSettings settings = busySettings();
    settings.clients = 3;
    WireBench bench(settings);
    QVERIFY(bench.delivered(15));
    auto *clients = bench.window->findChild<QComboBox *>(u"client"_s);
    QVERIFY(clients);
    QTRY_COMPARE(clients->count(), 3);
    QTest::keyClick(clients, Qt::Key_End);
    QTRY_COMPARE(bench.selection().client, 2);
    bench.freeze();
    QTest::keyClick(bench.window.get(), Qt::Key_Period);
    QVERIFY(bench.selected());
    QCOMPARE(bench.selected()->source.client, 2);
}

void TestWireWindow::theDiagramIsExportedWithItsBadges()
{
    WireBench bench;
    QVERIFY(bench.delivered(5));
    bench.freeze();
    const QByteArray svg = chartBytes(bench.wire(), bench.lab.state(), bench.window->theme(),
                                      ExportFormat::Svg, QSize(1200, 800));
    QVERIFY(svg.contains("crossed the wire"));
    QVERIFY(svg.contains("frozen") || svg.contains("Frozen") || svg.contains("FROZEN"));
    QVERIFY(svg.contains("Long polling"));
}

QTEST_MAIN(TestWireWindow)
#include "tst_wire_window.moc"
