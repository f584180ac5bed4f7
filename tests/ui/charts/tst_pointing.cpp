#include "tests/support/sample_state.h"

#include "ui/charts/chart_export.h"
#include "ui/charts/latency_picture.h"
#include "ui/charts/latency_view.h"
#include "ui/charts/percentiles_view.h"
#include "ui/charts/pointer_marks.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize size{900, 560};

Theme light()
{
    return makeTheme(ThemeChoice::Light, QPalette(), 1);
}

/// A latency chart on show that gets back each selection it asks for, as from the window.
struct Bench
{
    explicit Bench(LabState initial = sampleState({}))
        : state(std::move(initial))
    {
        view.resize(size);
        view.applyTheme(light());
        view.show();
        QObject::connect(&view, &LabView::selectionChanged, &view, [this](const Selection &selection) {
            state.selection = selection;
            ++changes;
            view.display(state);
        });
        QObject::connect(&view, &LabView::viewOptionsChanged, &view, [this] { view.display(state); });
        view.display(state);
    }
    /// In the view's own coordinates.
    [[nodiscard]] QPoint placeOf(TransportKind kind, const DeliveryPoint &delivery) const
    {
        const auto at = view.picture()->pointOf(kind, delivery);
        return at ? (*at + QPointF(2, 2)).toPoint() : QPoint();
    }
    [[nodiscard]] QPoint middleOfThePlot() const
    {
        return view.picture()->rows().first().frame.area.center().toPoint() + QPoint(2, 2);
    }

    LabState state;
    LatencyView view;
    int changes = 0;
};

const DeliveryPoint &lastButTwo(const LabState &state, TransportKind kind)
{
    const auto &lane = state.deliveries[indexOf(kind)];
    return lane[lane.size() - 3];
}

/// Pixels of the colour of what the user does.
int marked(const QWidget &widget, const Theme &theme)
{
    const QImage image = const_cast<QWidget &>(widget).grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == theme.tokens.you ? 1 : 0;
    return count;
}

} // namespace

class TestPointing : public QObject
{
    Q_OBJECT

private slots:
    void aClickOnAPointSelectsItsMessage();
    void aClickOnAPointSelectsTheRecordThatBroughtIt();
    void aClickBesideEveryPointSelectsNothing();
    void theCrosshairFollowsTheMouseAndStaysWhenLocked();
    void theKeysPlaceCursorsAtTheCrosshair();
    void escapeTakesAllMarksAway();
    void aSelectedMessageIsRingedInEveryLane();
    void theTimeBetweenTheCursorsIsInAnExport();
    void aChartWithoutATimeAxisHasNoMarks();
};

void TestPointing::aClickOnAPointSelectsItsMessage()
{
    Bench bench;
    const DeliveryPoint wanted = lastButTwo(bench.state, TransportKind::Sse);
    QTest::mouseClick(&bench.view, Qt::LeftButton, {}, bench.placeOf(TransportKind::Sse, wanted));
    QCOMPARE(bench.changes, 1);
    QCOMPARE(bench.state.selection.message, std::optional(wanted.id));
    QVERIFY(!bench.state.selection.record); // nothing is recorded here
}

void TestPointing::aClickOnAPointSelectsTheRecordThatBroughtIt()
{
    Trace trace;
    Bench bench;
    const DeliveryPoint wanted = lastButTwo(bench.state, TransportKind::Sse);
    TraceBatch batch;
    TraceRecord record;
    record.number = 17;
    record.wire.direction = Direction::Down;
    record.wire.messages = {MessageId{wanted.id}};
    batch.lanes[indexOf(TransportKind::Sse)] = {record};
    trace.take(batch);
    bench.state.trace = &trace;
    QTest::mouseClick(&bench.view, Qt::LeftButton, {}, bench.placeOf(TransportKind::Sse, wanted));
    QCOMPARE(bench.state.selection.record, std::optional(RecordRef{TransportKind::Sse, 17}));
}

void TestPointing::aClickBesideEveryPointSelectsNothing()
{
    Bench bench;
    const QRectF plot = bench.view.picture()->rows().at(2).frame.area;
    QTest::mouseClick(&bench.view, Qt::LeftButton, {}, (plot.topLeft() + QPointF(30, 5)).toPoint());
    QCOMPARE(bench.changes, 0);
}

void TestPointing::theCrosshairFollowsTheMouseAndStaysWhenLocked()
{
    Bench bench;
    const QPoint middle = bench.middleOfThePlot();
    QTest::mouseMove(&bench.view, middle);
    QVERIFY(bench.state.selection.crosshairS);
    const double there = *bench.state.selection.crosshairS;
    const auto [from, to] = bench.state.timeRange();
    QVERIFY(std::abs(there - (from + to) / 2) < (to - from) / 100);
    QTest::keyClick(&bench.view, Qt::Key_L);
    QVERIFY(bench.state.selection.crosshairLocked);
    QTest::mouseMove(&bench.view, middle + QPoint(80, 0));
    QCOMPARE(bench.state.selection.crosshairS, std::optional(there));
    QTest::keyClick(&bench.view, Qt::Key_L);
    QTest::mouseMove(&bench.view, middle + QPoint(90, 0));
    QVERIFY(*bench.state.selection.crosshairS > there);
}

void TestPointing::theKeysPlaceCursorsAtTheCrosshair()
{
    Bench bench;
    QTest::mouseMove(&bench.view, bench.middleOfThePlot());
    QTest::keyClick(&bench.view, Qt::Key_1);
    QCOMPARE(bench.state.selection.cursorA, bench.state.selection.crosshairS);
    QTest::mouseMove(&bench.view, bench.middleOfThePlot() + QPoint(100, 0));
    QTest::keyClick(&bench.view, Qt::Key_2);
    QVERIFY(*bench.state.selection.cursorB > *bench.state.selection.cursorA);
}

void TestPointing::escapeTakesAllMarksAway()
{
    Bench bench;
    QTest::mouseMove(&bench.view, bench.middleOfThePlot());
    QTest::keyClick(&bench.view, Qt::Key_1);
    QTest::keyClick(&bench.view, Qt::Key_L);
    QTest::keyClick(&bench.view, Qt::Key_Escape);
    QCOMPARE(bench.state.selection, Selection());
}

void TestPointing::aSelectedMessageIsRingedInEveryLane()
{
    Bench bench;
    const int before = marked(bench.view, light());
    const quint64 id = lastButTwo(bench.state, TransportKind::WebSocket).id;
    bench.state.selection.message = id;
    bench.view.display(bench.state);
    const PointerMarks marks = pointerMarks(bench.state, {});
    for (const auto &point : marks.points)
        QVERIFY(point && point->id == id);
    QVERIFY(marked(bench.view, light()) > before + 40);
}

void TestPointing::theTimeBetweenTheCursorsIsInAnExport()
{
    Bench bench;
    const auto [from, to] = bench.state.timeRange();
    bench.state.selection.cursorA = from + 2;
    bench.state.selection.cursorB = from + 2.59;
    bench.view.display(bench.state);
    const QByteArray svg = chartBytes(bench.view, bench.state, light(), ExportFormat::Svg, size);
    QVERIFY(svg.contains("590"));
    QVERIFY(svg.contains("A "));
    QVERIFY(svg.contains("B "));
}

void TestPointing::aChartWithoutATimeAxisHasNoMarks()
{
    PercentilesView view;
    view.resize(size);
    view.applyTheme(light());
    view.display(sampleState({}));
    QVERIFY(!view.picture()->hasTimeAxis());
    QVERIFY(!secondsAt(*view.picture(), 300));
}

QTEST_MAIN(TestPointing)
#include "tst_pointing.moc"
