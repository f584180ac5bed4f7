#include "tests/support/sample_state.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/chart_views.h"
#include "ui/charts/latency_view.h"
#include "ui/charts/live_chart.h"
#include "ui/widgets/segments.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QChart>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

Theme lightTheme()
{
    return makeTheme(ThemeChoice::Light, QPalette(), 1);
}

ViewOptions lastOptions(QSignalSpy &spy)
{
    return spy.isEmpty() ? ViewOptions{} : qvariant_cast<ViewOptions>(spy.takeLast().at(0));
}

} // namespace

class TestChartView : public QObject
{
    Q_OBJECT

private slots:
    void everyChartTellsScreenReadersWhatItShows();
    void descriptionFollowsTheData();
    void plusAndMinusChangeTheWindow();
    void arrowsPanOnlyWhileFrozen();
    void upAndDownChooseTheLaneOfTheTheoryLine();
    void clickOnARowChoosesIt();
    void switchesAskForOptions();
    void picturesStayWhenTheWindowChangesWithoutNewData();
    void seriesAreMadeOnceAndStayShort();
    void emptyRunSaysWhatWillCome();
};

void TestChartView::everyChartTellsScreenReadersWhatItShows()
{
    QWidget parent;
    for (LabView *view : makeChartViews(&parent)) {
        view->resize(900, 400);
        view->applyTheme(lightTheme());
        view->display(sampleState());
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(view);
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::Chart);
        QCOMPARE(interface->childCount(), 0);
        QVERIFY(!interface->text(QAccessible::Name).isEmpty());
        QVERIFY2(interface->text(QAccessible::Description).contains(u"WebSocket"_s),
                 qPrintable(view->title()));
        QVERIFY(view->focusPolicy() & Qt::TabFocus);
        const QString table = static_cast<ChartView *>(view)->asTable(sampleState());
        const QStringList lines = table.split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 4);
        for (const QString &line : lines)
            QCOMPARE(line.count(u','), lines.first().count(u','));
    }
}

void TestChartView::descriptionFollowsTheData()
{
    LatencyView view;
    QVERIFY(view.summary({}).contains(u"no message"_s));
    const LabState state = sampleState();
    QVERIFY(view.summary(state).contains(u"n 30"_s)
            || view.summary(state).contains(u"n %1"_s.arg(state.snapshot.lanes[2].latency.count)));
    QVERIFY(view.summary(state).contains(u"T/2 + d"_s));
}

void TestChartView::plusAndMinusChangeTheWindow()
{
    LatencyView view;
    view.resize(900, 400);
    view.applyTheme(lightTheme());
    view.display(sampleState());
    QSignalSpy spy(&view, &LabView::viewOptionsChanged);
    QTest::keyClick(&view, Qt::Key_Plus);
    QCOMPARE(lastOptions(spy).windowS, 10.0);
    QTest::keyClick(&view, Qt::Key_Minus);
    QCOMPARE(lastOptions(spy).windowS, 60.0);
    LabState all = sampleState();
    all.view.windowS = 0;
    view.display(all);
    QTest::keyClick(&view, Qt::Key_Minus);
    QVERIFY(spy.isEmpty());
    QTest::keyClick(&view, Qt::Key_0);
    QCOMPARE(lastOptions(spy).windowS, 30.0);
}

void TestChartView::arrowsPanOnlyWhileFrozen()
{
    LatencyView view;
    view.resize(900, 400);
    view.applyTheme(lightTheme());
    LabState state = sampleState();
    view.display(state);
    QTest::keyClick(&view, Qt::Key_Left);
    view.display(state);
    QCOMPARE(view.picture()->facts().fromS, 10.0);
    state.frozen = true;
    view.display(state);
    QTest::keyClick(&view, Qt::Key_Left);
    view.display(state);
    QCOMPARE(view.picture()->facts().fromS, 7.0);
    for (int i = 0; i < 9; ++i) {
        QTest::keyClick(&view, Qt::Key_Left);
        view.display(state);
    }
    QCOMPARE(view.picture()->facts().fromS, 0.0);
    QCOMPARE(view.picture()->facts().toS, 30.0);
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    view.display(state);
    QCOMPARE(view.picture()->facts().fromS, 0.3);
    state.frozen = false;
    view.display(state);
    QCOMPARE(view.picture()->facts().fromS, 10.0);
}

void TestChartView::upAndDownChooseTheLaneOfTheTheoryLine()
{
    LatencyView view;
    view.resize(900, 400);
    view.applyTheme(lightTheme());
    view.display(sampleState());
    QSignalSpy spy(&view, &LabView::viewOptionsChanged);
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.chosenLane(), TransportKind::WebSocket);
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.chosenLane(), TransportKind::LongPoll);
    QCOMPARE(spy.count(), 3);
}

void TestChartView::clickOnARowChoosesIt()
{
    LatencyView view;
    view.resize(900, 400);
    view.applyTheme(lightTheme());
    view.display(sampleState());
    const double y = view.picture()->rows().at(2).frame.area.center().y();
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(60, static_cast<int>(y)));
    QCOMPARE(view.chosenLane(), TransportKind::Sse);
    // A click into the plot chooses nothing.
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(500, 60));
    QCOMPARE(view.chosenLane(), TransportKind::Sse);
}

void TestChartView::switchesAskForOptions()
{
    LatencyView view;
    QWidget *options = view.options();
    view.display(sampleState());
    QSignalSpy spy(&view, &LabView::viewOptionsChanged);
    const auto buttons = options->findChildren<QAbstractButton *>();
    QCOMPARE(buttons.size(), 4);
    for (QAbstractButton *button : buttons)
        if (button->text() == u"overlay"_s)
            button->click();
    QCOMPARE(lastOptions(spy).strips, false);
    for (QAbstractButton *button : buttons)
        if (button->text() == u"log"_s)
            button->click();
    QCOMPARE(lastOptions(spy).logarithmic, true);
}

void TestChartView::picturesStayWhenTheWindowChangesWithoutNewData()
{
    LatencyView view;
    view.resize(900, 400);
    view.applyTheme(lightTheme());
    {
        const LabState gone = sampleState();
        view.display(gone);
    }
    view.resize(1200, 500);
    view.show();
    view.applyTheme(makeTheme(ThemeChoice::Dark, QPalette(), 1.5));
    const QImage image = view.grab().toImage();
    QCOMPARE(image.pixelColor(5, 5), darkTokens().surf);
    const QRectF area = view.picture()->rows().first().frame.area;
    QVERIFY(area.right() > 900 && area.right() < 1200);
}

void TestChartView::seriesAreMadeOnceAndStayShort()
{
    QWidget parent;
    for (LabView *view : makeChartViews(&parent)) {
        view->resize(900, 400);
        view->applyTheme(lightTheme());
        const auto *chart = view->findChild<LiveChart *>();
        QVERIFY(chart);
        const qsizetype items = chart->scene()->items().size();
        const LabState busy = sampleState({.seconds = 60, .messagesPerSecond = 400, .clients = 2});
        for (const bool strips : {true, false, true}) {
            LabState state = busy;
            state.view.strips = strips;
            state.view.windowS = 0;
            view->display(state);
            for (const PlotRow &row : static_cast<ChartView *>(view)->picture()->rows())
                for (const PlotSeries &series : row.series)
                    QVERIFY(series.points.size() <= PlotSeries::maxPoints);
        }
        // Grid lines come and go with the axis; charts and series do not.
        QVERIFY(chart->scene()->items().size() < items + 120);
    }
}

void TestChartView::emptyRunSaysWhatWillCome()
{
    LatencyView view;
    view.resize(900, 400);
    view.applyTheme(lightTheme());
    LabState state;
    state.snapshot.phase = RunSnapshot::Phase::Running;
    view.display(state);
    const QImage empty = view.grab().toImage();
    QVERIFY(empty.size().isValid());
    QVERIFY(view.summary(state).contains(u"no message yet"_s));
}

QTEST_MAIN(TestChartView)
#include "tst_chart_view.moc"
