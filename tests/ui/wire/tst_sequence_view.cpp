#include "tests/ui/wire/sequence_bench.h"
#include "ui/transport_descriptor.h"

#include <QBuffer>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

/// Message 141 in its frame.
constexpr quint64 frameOf141 = 23;
/// Times survive the way to pixels and back but for rounding.
constexpr double tinyS = 1e-6;

bool near(double a, double b, double within = tinyS)
{
    return std::abs(a - b) <= within;
}

} // namespace

class TestSequenceView : public QObject
{
    Q_OBJECT

private slots:
    void followsTheRunUntilPannedAndAgainAfterEnd();
    void keysPanAndZoom();
    void homeGoesToTheOldestRecord();
    void zoomGoesAroundTheSelectedRecord();
    void theWheelPansAndWithCtrlZoomsUnderTheMouse();
    void draggingTakesTheTimeAlong();
    void hoverNamesTheRecordInWords();
    void aClickSelectsRecordAndMessage();
    void aClickOnABundleShowsItsRecordsApart();
    void whatIsSelectedElsewhereIsBroughtIntoView();
    void aSelectionOnShowMovesNothing();
    void theCrosshairFollowsTheMouseUntilLocked();
    void cursorsSnapToRecordsUnlessShiftIsHeld();
    void cursorsCanBeDragged();
    void escapeClearsOneThingAfterTheOther();
    void stepsBySpaceAndDotWhileFrozen();
    void leavesTheStepKeysToTheWindowWhileItMoves();
    void oneLaneCanBeLarge();
    void saysWhatIsOnShow();
    void whatIsSelectedDoesNotShineOutOfThePlot();
    void theNameOfALaneIsSaidHoweverNarrowItIs();
    void picturesForTheEye();
};

void TestSequenceView::followsTheRunUntilPannedAndAgainAfterEnd()
{
    SequenceBench bench;
    QVERIFY(bench.view.isFollowing());
    bench.goOn(32);
    QCOMPARE(bench.view.end(), 32.0);
    QTest::keyClick(&bench.view, Qt::Key_Up);
    QVERIFY(!bench.view.isFollowing());
    const double end = bench.view.end();
    bench.goOn(33);
    QCOMPARE(bench.view.end(), end);
    QTest::keyClick(&bench.view, Qt::Key_End);
    QVERIFY(bench.view.isFollowing());
    QCOMPARE(bench.view.end(), 33.0);
}

void TestSequenceView::keysPanAndZoom()
{
    SequenceBench bench;
    QTest::keyClick(&bench.view, Qt::Key_Up);
    QVERIFY(near(bench.view.end(), 31.36));
    QTest::keyClick(&bench.view, Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(near(bench.view.end(), 31.384));
    QTest::keyClick(&bench.view, Qt::Key_PageUp);
    QVERIFY(near(bench.view.end(), 29.224));
    QTest::keyClick(&bench.view, Qt::Key_PageDown);
    QVERIFY(near(bench.view.end(), 31.384));
    QTest::keyClick(&bench.view, Qt::Key_Plus);
    QCOMPARE(bench.view.span(), 2.0);
    QTest::keyClick(&bench.view, Qt::Key_Minus);
    QTest::keyClick(&bench.view, Qt::Key_Minus);
    QCOMPARE(bench.view.span(), 10.0);
    QTest::keyClick(&bench.view, Qt::Key_0);
    QCOMPARE(bench.view.span(), TimeWindow::defaultSpanS);
}

void TestSequenceView::homeGoesToTheOldestRecord()
{
    SequenceBench bench;
    QTest::keyClick(&bench.view, Qt::Key_Home);
    QVERIFY(bench.view.end() - bench.view.span() < 25.06);
    QVERIFY(bench.view.end() > 25.1);
}

void TestSequenceView::zoomGoesAroundTheSelectedRecord()
{
    SequenceBench bench;
    bench.view.setEnd(31.6);
    bench.click(bench.placeOf(WebSocket, frameOf141));
    const double y = bench.view.geometry().yAt(30.9);
    QTest::keyClick(&bench.view, Qt::Key_Plus);
    QTest::keyClick(&bench.view, Qt::Key_Plus);
    QCOMPARE(bench.view.span(), 1.0);
    QVERIFY(near(bench.view.geometry().yAt(30.9), y, 1e-3));
}

void TestSequenceView::theWheelPansAndWithCtrlZoomsUnderTheMouse()
{
    SequenceBench bench;
    const QPointF at = bench.nowhere(30.3);
    bench.wheel(at, 1);
    QVERIFY(near(bench.view.end(), 31.36));
    bench.wheel(at, -2);
    QVERIFY(near(bench.view.end(), 31.84));
    const double under = bench.view.geometry().secondsAt(at.y());
    bench.wheel(at, 2, Qt::ControlModifier);
    QVERIFY(near(bench.view.span(), 2.4 / 1.25 / 1.25));
    QVERIFY(near(bench.view.geometry().secondsAt(at.y()), under));
}

void TestSequenceView::draggingTakesTheTimeAlong()
{
    SequenceBench bench;
    const QPointF from = bench.nowhere();
    const double under = bench.view.geometry().secondsAt(from.y());
    bench.drag(from, from + QPointF(0, 120));
    QVERIFY(!bench.view.isFollowing());
    QVERIFY(near(bench.view.geometry().secondsAt(from.y() + 120), under));
    QCOMPARE(bench.state.selection.record, std::nullopt);
}

void TestSequenceView::hoverNamesTheRecordInWords()
{
    SequenceBench bench;
    bench.hover(bench.placeOf(LongPoll, bench.sample.trace.lane(LongPoll).records()[5].number));
    QCOMPARE(bench.hovered.size(), 1);
    const QString words = bench.hovered.constLast();
    QVERIFY2(words.contains(u"/long-poll?after=140"_s) && words.contains(u"held 737\u00a0ms"_s)
                 && words.contains(u"40\u00a0ms in the link"_s) && words.contains(u"499 bytes"_s),
             qPrintable(words));
    // At once, where the legend stands: tool tips are late, and small on a projector.
    QCOMPARE(bench.view.geometry().hovered, words);
    bench.hover(bench.placeOf(Sse, 5));
    QVERIFY2(bench.hovered.constLast().contains(u"20 events"_s), qPrintable(bench.hovered.constLast()));
    bench.hover(bench.nowhere());
    QCOMPARE(bench.hovered.constLast(), QString());
    QCOMPARE(bench.view.geometry().hovered, QString());
}

void TestSequenceView::aClickSelectsRecordAndMessage()
{
    SequenceBench bench;
    bench.click(bench.placeOf(WebSocket, frameOf141));
    QCOMPARE(bench.state.selection.record, (RecordRef{WebSocket, frameOf141}));
    QCOMPARE(bench.state.selection.message, std::optional<quint64>(141));
    // The same message stands out in every lane.
    for (const SequenceLane &lane : bench.view.geometry().lanes)
        QVERIFY(lane.marks.constLast().highlighted);
    // A click beside it changes nothing.
    bench.click(bench.nowhere());
    QCOMPARE(bench.state.selection.message, std::optional<quint64>(141));
}

void TestSequenceView::aClickOnABundleShowsItsRecordsApart()
{
    SequenceBench bench;
    bench.click(bench.placeOf(Sse, 5));
    QVERIFY(bench.view.span() < 0.2);
    QVERIFY(!bench.view.isFollowing());
    int arrows = 0;
    for (const SequenceMark &mark : bench.lane(Sse).marks)
        arrows += mark.count == 1 ? 1 : 0;
    QCOMPARE(arrows, 20);
}

void TestSequenceView::whatIsSelectedElsewhereIsBroughtIntoView()
{
    SequenceBench bench;
    Selection selection;
    selection.record = RecordRef{LongPoll, 1}; // at 25.06 s
    bench.show(selection);
    QVERIFY(bench.view.end() - bench.view.span() < 25.06);
    QVERIFY(bench.view.end() > 25.1);
    QVERIFY(!bench.view.isFollowing());
    QVERIFY(bench.lane(LongPoll).marks.constLast().highlighted);
    // After that it may be scrolled away.
    QTest::keyClick(&bench.view, Qt::Key_End);
    bench.goOn(31.7);
    QCOMPARE(bench.view.end(), 31.7);
}

void TestSequenceView::aSelectionOnShowMovesNothing()
{
    SequenceBench bench;
    Selection selection;
    selection.record = RecordRef{WebSocket, frameOf141};
    selection.message = 141;
    bench.show(selection);
    QVERIFY(bench.view.isFollowing());
    QCOMPARE(bench.view.end(), 31.6);
}

void TestSequenceView::theCrosshairFollowsTheMouseUntilLocked()
{
    SequenceBench bench;
    bench.hover(bench.nowhere(30.2));
    QVERIFY(near(bench.state.selection.crosshairS.value_or(0), 30.2));
    QTest::keyClick(&bench.view, Qt::Key_L);
    QVERIFY(bench.state.selection.crosshairLocked);
    bench.hover(bench.nowhere(31));
    QVERIFY(near(bench.state.selection.crosshairS.value_or(0), 30.2));
    QTest::keyClick(&bench.view, Qt::Key_L);
    bench.hover(bench.nowhere(31));
    QVERIFY(near(bench.state.selection.crosshairS.value_or(0), 31));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&bench.view, &leave);
    QVERIFY(!bench.state.selection.crosshairS);
}

void TestSequenceView::cursorsSnapToRecordsUnlessShiftIsHeld()
{
    SequenceBench bench;
    bench.hover(bench.nowhere(30.896));
    QTest::keyClick(&bench.view, Qt::Key_1);
    QVERIFY(near(bench.state.selection.cursorA.value_or(0), 30.9));
    bench.hover(bench.nowhere(31.487));
    QTest::keyClick(&bench.view, Qt::Key_2);
    QVERIFY(near(bench.state.selection.cursorB.value_or(0), 31.491));
    QCOMPARE(bench.view.geometry().betweenCursors, u"591\u00a0ms"_s);
    bench.hover(bench.nowhere(30.896));
    QTest::keyClick(&bench.view, Qt::Key_Exclam, Qt::ShiftModifier);
    QVERIFY(near(bench.state.selection.cursorA.value_or(0), 30.896));
}

void TestSequenceView::cursorsCanBeDragged()
{
    SequenceBench bench;
    Selection selection;
    selection.cursorA = 29.9;
    bench.show(selection);
    const auto to = [&](double seconds) { return bench.nowhere(seconds); };
    bench.drag(to(29.9), to(30.403));
    QVERIFY(near(bench.state.selection.cursorA.value_or(0), 30.41));
    QVERIFY(bench.view.isFollowing());
    // By its chip on the time axis as well; with Shift it goes where the mouse is.
    bench.drag(bench.view.geometry().cursorA->chip.center(), to(30.897), Qt::ShiftModifier);
    QVERIFY(near(bench.state.selection.cursorA.value_or(0), 30.897));
}

void TestSequenceView::escapeClearsOneThingAfterTheOther()
{
    SequenceBench bench;
    Selection selection;
    selection.cursorA = 30;
    selection.crosshairS = 30.5;
    selection.crosshairLocked = true;
    selection.message = 141;
    selection.record = RecordRef{WebSocket, frameOf141};
    bench.show(selection);
    QTest::keyClick(&bench.view, Qt::Key_Escape);
    QVERIFY(!bench.state.selection.cursorA && bench.state.selection.crosshairLocked);
    QTest::keyClick(&bench.view, Qt::Key_Escape);
    QVERIFY(!bench.state.selection.crosshairS && bench.state.selection.message);
    QTest::keyClick(&bench.view, Qt::Key_Escape);
    QVERIFY(!bench.state.selection.message && !bench.state.selection.record);
}

void TestSequenceView::stepsBySpaceAndDotWhileFrozen()
{
    SequenceBench bench;
    QTest::keyClick(&bench.view, Qt::Key_Space);
    QVERIFY(bench.state.selection.record);
    const RecordRef first = *bench.state.selection.record;
    QTest::keyClick(&bench.view, Qt::Key_Period);
    QVERIFY(*bench.state.selection.record != first);
    QTest::keyClick(&bench.view, Qt::Key_Comma);
    QCOMPARE(*bench.state.selection.record, first);
    // What is stepped to is on show.
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(&bench.view, Qt::Key_Comma);
        const RecordRef record = *bench.state.selection.record;
        const auto &marks = bench.lane(record.lane).marks;
        QVERIFY(std::ranges::any_of(marks, [&](const SequenceMark &mark) {
            return mark.highlighted && mark.first == record.number;
        }));
    }
}

void TestSequenceView::leavesTheStepKeysToTheWindowWhileItMoves()
{
    SequenceBench bench;
    bench.state.frozen = false;
    bench.goOn(31.7);
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Period, Qt::Key_Comma}) {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
        press.setAccepted(true);
        QApplication::sendEvent(&bench.view, &press);
        QVERIFY(!press.isAccepted());
    }
    QVERIFY(!bench.state.selection.record);
}

void TestSequenceView::oneLaneCanBeLarge()
{
    SequenceBench bench;
    bench.view.setLarge(LongPoll);
    QCOMPARE(bench.view.geometry().lanes.size(), 1);
    // Stepping stays in the lane on show.
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(&bench.view, Qt::Key_Period);
        QCOMPARE(bench.state.selection.record->lane, LongPoll);
    }
    bench.view.setLarge(std::nullopt);
    QCOMPARE(bench.view.geometry().lanes.size(), 4);
}

void TestSequenceView::saysWhatIsOnShow()
{
    SequenceBench bench;
    bench.click(bench.placeOf(WebSocket, frameOf141));
    const QString words = bench.view.summary();
    QVERIFY2(words.contains(u"WebSocket 24 records"_s) && words.contains(u"message 141"_s),
             qPrintable(words));
    QCOMPARE(bench.view.accessibleDescription(), words);
}

void TestSequenceView::whatIsSelectedDoesNotShineOutOfThePlot()
{
    SequenceBench bench;
    bench.view.setEnd(30.93);
    bench.click(bench.placeOf(WebSocket, frameOf141));
    QVERIFY(bench.state.selection.record);
    QImage image(bench.view.size(), QImage::Format_RGB32);
    bench.view.render(&image);
    const SequenceLane &lane = bench.lane(WebSocket);
    const double x = lane.serverX - 0.65 * (lane.serverX - lane.clientX);
    const QPointF below(x, bench.view.geometry().plot.bottom() + 3);
    QCOMPARE(image.pixelColor(below.toPoint()), makeTheme(ThemeChoice::Light, QPalette(), 1).tokens.surf);
}

void TestSequenceView::theNameOfALaneIsSaidHoweverNarrowItIs()
{
    SequenceBench bench(ThemeChoice::Light, {600, 500});
    bench.state.deliveries[indexOf(ShortPoll)].back().latencyMs = 1478;
    Selection selection;
    selection.message = 141;
    bench.show(selection);
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    QPainter painter(&svg);
    bench.view.paintInto(painter, bench.view.geometry().area, bench.state,
                         makeTheme(ThemeChoice::Light, QPalette(), 1));
    painter.end();
    for (const TransportKind kind : allTransportKinds) {
        const QByteArray name = descriptorOf(kind).shortName.toUtf8();
        QVERIFY2(QString::fromUtf8(buffer.data())
                     .contains(QRegularExpression(u">\\s*%1"_s.arg(QString::fromUtf8(name)))),
                 name);
    }
}

/// Writes them where PUSHSCOPE_PICTURES says; checks only that something is painted.
void TestSequenceView::picturesForTheEye()
{
    const QString folder = qEnvironmentVariable("PUSHSCOPE_PICTURES");
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector}) {
        const QSize size = choice == ThemeChoice::Projector ? QSize(1880, 940) : QSize(1240, 910);
        SequenceBench bench(choice, size);
        Selection selection;
        selection.message = 141;
        selection.record = RecordRef{WebSocket, frameOf141};
        selection.cursorA = 30.9;
        selection.cursorB = 31.491;
        bench.show(selection);
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::red);
        bench.view.render(&image);
        QVERIFY(image.pixelColor(size.width() / 2, 2) != QColor(Qt::red));
        if (!folder.isEmpty())
            image.save(folder + u"/sequence-%1.png"_s.arg(static_cast<int>(choice)));
    }
}

QTEST_MAIN(TestSequenceView)
#include "tst_sequence_view.moc"
