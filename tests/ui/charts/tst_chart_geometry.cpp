#include "ui/charts/column_reduction.h"
#include "ui/charts/label_placement.h"
#include "ui/charts/latency_trace.h"
#include "ui/charts/plot_frame.h"
#include "ui/charts/range_follower.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

class TestChartGeometry : public QObject
{
    Q_OBJECT

private slots:
    void valuesStandBetweenTheEdgesOfThePlot();
    void logarithmicAxesHoldZeroAtTheirEnd();
    void linesEndAtTheEdges_data();
    void linesEndAtTheEdges();
    void axisGrowsAtOnceAndShrinksLate();
    void axisDoesNotFollowSmallChanges();
    void columnsKeepTheSmallestAndLargest();
    void columnsDoNotShiftWithTheWindow();
    void labelsMoveApartAndStayInside();
    void newestMarkKeepsItsLabel();
    void traceKeepsEveryPointWhileThereAreFew();
    void traceKeepsWaitsThatReachIntoTheWindow();
    void denseTraceHasTheExtremesOfANaiveScan();
};

void TestChartGeometry::valuesStandBetweenTheEdgesOfThePlot()
{
    const PlotFrame frame{{100, 50, 200, 80}, {10, 40, false}, {0, 2000, false}};
    QCOMPARE(frame.map(10, 0), QPointF(100, 130));
    QCOMPARE(frame.map(40, 2000), QPointF(300, 50));
    QCOMPARE(frame.map(25, 1000), QPointF(200, 90));
}

void TestChartGeometry::logarithmicAxesHoldZeroAtTheirEnd()
{
    const AxisScale scale{1, 4, true};
    QCOMPARE(scale.at(100), 2.0);
    QCOMPARE(scale.at(0), 1.0);
    QCOMPARE(scale.at(0.5), 1.0);
}

void TestChartGeometry::linesEndAtTheEdges_data()
{
    QTest::addColumn<QLineF>("line");
    QTest::addColumn<QLineF>("expected");
    QTest::addColumn<bool>("visible");
    QTest::newRow("inside") << QLineF(1, 1, 9, 9) << QLineF(1, 1, 9, 9) << true;
    QTest::newRow("through") << QLineF(-5, 5, 15, 5) << QLineF(0, 5, 10, 5) << true;
    QTest::newRow("from above") << QLineF(5, -10, 5, 5) << QLineF(5, 0, 5, 5) << true;
    QTest::newRow("diagonal") << QLineF(-5, -5, 5, 5) << QLineF(0, 0, 5, 5) << true;
    QTest::newRow("along the edge") << QLineF(0, 2, 0, 4) << QLineF(0, 2, 0, 4) << true;
    QTest::newRow("beside") << QLineF(11, 0, 12, 10) << QLineF() << false;
    QTest::newRow("past the corner") << QLineF(-5, 4, 4, -5) << QLineF() << false;
}

void TestChartGeometry::linesEndAtTheEdges()
{
    QFETCH(QLineF, line);
    QFETCH(QLineF, expected);
    QFETCH(bool, visible);
    const auto clipped = clipLine(line, {0, 0, 10, 10});
    QCOMPARE(clipped.has_value(), visible);
    if (visible)
        QCOMPARE(*clipped, expected);
}

void TestChartGeometry::axisGrowsAtOnceAndShrinksLate()
{
    RangeFollower end;
    QCOMPARE(end.follow(20, 0), 20.0);
    QCOMPARE(end.follow(1990, 0.1), 2000.0);
    QCOMPARE(end.follow(20, 0.2), 2000.0);
    QCOMPARE(end.follow(20, 3.1), 2000.0);
    QCOMPARE(end.follow(20, 3.3), 20.0);
}

void TestChartGeometry::axisDoesNotFollowSmallChanges()
{
    RangeFollower end;
    QCOMPARE(end.follow(1990, 0), 2000.0);
    // Once in a while a value above the half keeps the axis.
    for (double t = 1; t < 30; t += 2)
        QCOMPARE(end.follow(std::fmod(t, 4) < 2 ? 20 : 1200, t), 2000.0);
}

void TestChartGeometry::columnsKeepTheSmallestAndLargest()
{
    ColumnReduction reduction(0, 10, 10);
    for (const double value : {5.0, 2.0, 9.0})
        reduction.add(3.5, value);
    reduction.add(-1, 100);
    reduction.add(12, 100);
    const ColumnReduction::Column &column = reduction.columns().at(3);
    QCOMPARE(column.count, 3);
    QCOMPARE(column.min, 2.0);
    QCOMPARE(column.max, 9.0);
    const auto filled = std::ranges::count_if(reduction.columns(), [](const auto &c) { return c.count > 0; });
    QCOMPARE(filled, 1);
}

void TestChartGeometry::columnsDoNotShiftWithTheWindow()
{
    const ColumnReduction before(20.01, 50.01, 300);
    const ColumnReduction after(20.06, 50.06, 300);
    QCOMPARE(before.columns().front().startS, after.columns().front().startS);
}

void TestChartGeometry::labelsMoveApartAndStayInside()
{
    QCOMPARE(label_placement::spread({50, 10}, 12, 0, 100), (QList<double>{50, 10}));
    QCOMPARE(label_placement::spread({50, 50, 50}, 12, 0, 100), (QList<double>{50, 62, 74}));
    QCOMPARE(label_placement::spread({98, 99}, 12, 0, 100), (QList<double>{88, 100}));
    QCOMPARE(label_placement::spread({-5}, 12, 0, 100), QList<double>{0});
}

void TestChartGeometry::newestMarkKeepsItsLabel()
{
    // Two labels that would cover each other; the last one stands to the left of its line, at the edge.
    const auto places = label_placement::besideLines({{100, 80}, {150, 80}, {280, 60}}, 6, 0, 300);
    QCOMPARE(places.at(2), std::optional(214.0));
    QVERIFY(!places.at(1) || *places.at(1) + 80 <= 214);
    QVERIFY(!places.at(0) || *places.at(0) + 80 <= 150);
}

void TestChartGeometry::traceKeepsEveryPointWhileThereAreFew()
{
    const std::deque<DeliveryPoint> points{{1, 20, 1, 0}, {15, 40, 2, 0}, {16, 10, 3, 0}, {45, 10, 4, 0}};
    const LatencyTrace trace(points, 10, 40, 100);
    QVERIFY(!trace.isDense());
    QCOMPARE(trace.count(), 2);
    QCOMPARE(trace.minMs(), 10.0);
    QCOMPARE(trace.maxMs(), 40.0);
}

void TestChartGeometry::traceKeepsWaitsThatReachIntoTheWindow()
{
    const std::deque<DeliveryPoint> points{{8, 1000, 1, 0}, {9.5, 1500, 2, 0}};
    const LatencyTrace trace(points, 10, 40, 100);
    QCOMPARE(trace.points().size(), 1);
    QCOMPARE(trace.points().first().dueS, 9.5);
    QCOMPARE(trace.count(), 0);
}

void TestChartGeometry::denseTraceHasTheExtremesOfANaiveScan()
{
    QRandomGenerator random(3);
    std::deque<DeliveryPoint> points;
    for (int i = 0; i < 20'000; ++i)
        points.push_back({i * 0.002, 1 + random.generateDouble() * 100, static_cast<quint64>(i), 0});
    std::ranges::sort(points, {}, [](const DeliveryPoint &p) { return p.dueS + p.latencyMs / 1000; });
    const LatencyTrace trace(points, 10, 40, 200);
    QVERIFY(trace.isDense());
    qint64 count = 0;
    for (const auto &column : trace.columns()) {
        double max = 0;
        for (const DeliveryPoint &point : points)
            if (point.dueS >= 10 && point.dueS >= column.startS
                && point.dueS < column.startS + trace.columnWidthS() - 1e-9)
                max = std::max(max, point.latencyMs);
        if (column.count > 1 && column.startS + trace.columnWidthS() < 39.9)
            QVERIFY(std::abs(column.max - max) < 1e-9);
        count += column.count;
    }
    QCOMPARE(count, trace.count());
}

QTEST_GUILESS_MAIN(TestChartGeometry)
#include "tst_chart_geometry.moc"
