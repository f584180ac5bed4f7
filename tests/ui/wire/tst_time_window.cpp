#include "ui/wire/time_window.h"

#include <QTest>

#include <rapidcheck.h>

#include <cmath>

namespace {

bool same(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

/// At 60 s, standing still from 50 s to 54 s.
TimeWindow standing()
{
    TimeWindow window;
    window.setNow(60);
    window.setEnd(54);
    return window;
}

} // namespace

class TestTimeWindow : public QObject
{
    Q_OBJECT

private slots:
    void followsTheNewestMomentUntilMoved();
    void whatStandsStaysWhereItIsWhileTimeGoesOn();
    void zoomWhileFollowingKeepsTheNewestMoment();
    void zoomKeepsTheAnchorWhereItIs();
    void zoomStepsAreRoundAndReversible();
    void zoomEndsAtItsLimits();
    void panStopsHalfASpanAfterTheNewestMoment();
    void revealMovesAsLittleAsNeeded_data();
    void revealMovesAsLittleAsNeeded();
    void whatIsRevealedIsOnShow();
};

void TestTimeWindow::followsTheNewestMomentUntilMoved()
{
    TimeWindow window;
    window.setNow(10);
    QVERIFY(window.isFollowing());
    QCOMPARE(window.end(), 10.0);
    window.pan(-1);
    QVERIFY(!window.isFollowing());
    window.setNow(11);
    QCOMPARE(window.end(), 9.0);
    window.follow();
    QCOMPARE(window.end(), 11.0);
    window.setNow(12);
    QCOMPARE(window.end(), 12.0);
}

void TestTimeWindow::whatStandsStaysWhereItIsWhileTimeGoesOn()
{
    TimeWindow window = standing();
    window.setNow(500);
    QCOMPARE(window.begin(), 50.0);
    QCOMPARE(window.end(), 54.0);
}

void TestTimeWindow::zoomWhileFollowingKeepsTheNewestMoment()
{
    TimeWindow window;
    window.setNow(60);
    window.zoom(0.25, 57);
    QVERIFY(window.isFollowing());
    QCOMPARE(window.end(), 60.0);
    QCOMPARE(window.begin(), 59.0);
}

void TestTimeWindow::zoomKeepsTheAnchorWhereItIs()
{
    QVERIFY(rc::check("the anchor's share of the span stays", [] {
        TimeWindow window = standing();
        const double anchor = window.begin() + *rc::gen::inRange(0, 101) / 100.0 * window.span();
        const double share = (anchor - window.begin()) / window.span();
        window.zoom(std::pow(1.25, *rc::gen::inRange(-12, 13)), anchor);
        RC_ASSERT(same((anchor - window.begin()) / window.span(), share));
    }));
}

void TestTimeWindow::zoomStepsAreRoundAndReversible()
{
    TimeWindow window = standing();
    window.zoomStep(1, 52);
    QCOMPARE(window.span(), 10.0);
    window.zoomStep(-1, 52);
    QCOMPARE(window.span(), 4.0);
    QCOMPARE(window.end(), 54.0);
    window.setSpan(3.1);
    window.zoomStep(-1, 52);
    QCOMPARE(window.span(), 2.0);
    window.zoomStep(-3, 52);
    QCOMPARE(window.span(), 0.2);
}

void TestTimeWindow::zoomEndsAtItsLimits()
{
    TimeWindow window = standing();
    window.zoomStep(-100, 52);
    QCOMPARE(window.span(), TimeWindow::leastSpanS);
    window.zoomStep(100, 52);
    QCOMPARE(window.span(), TimeWindow::mostSpanS);
    window.setSpan(0);
    QCOMPARE(window.span(), TimeWindow::leastSpanS);
}

void TestTimeWindow::panStopsHalfASpanAfterTheNewestMoment()
{
    TimeWindow window = standing();
    window.pan(1000);
    QCOMPARE(window.end(), 62.0);
    QVERIFY(!window.isFollowing());
}

void TestTimeWindow::revealMovesAsLittleAsNeeded_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<double>("end");

    QTest::newRow("is on show") << 52.0 << 52.1 << 54.0;
    QTest::newRow("too early: near the top") << 40.0 << 40.1 << 43.4;
    QTest::newRow("too late: near the bottom") << 56.0 << 56.1 << 56.7;
    QTest::newRow("longer than the span: its middle") << 20.0 << 30.0 << 27.0;
}

void TestTimeWindow::revealMovesAsLittleAsNeeded()
{
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(double, end);

    TimeWindow window = standing();
    window.reveal(from, to);
    QCOMPARE(window.end(), end);
    QCOMPARE(window.span(), TimeWindow::defaultSpanS);
    QVERIFY(!window.isFollowing());
}

void TestTimeWindow::whatIsRevealedIsOnShow()
{
    QVERIFY(rc::check("all of it, or its middle", [] {
        TimeWindow window = standing();
        window.setSpan(*rc::gen::inRange(1, 1000) / 100.0);
        const double from = *rc::gen::inRange(0, 6000) / 100.0;
        const double to = from + *rc::gen::inRange(0, 100) / 100.0;
        window.reveal(from, to);
        const double middle = (from + to) / 2;
        RC_ASSERT(window.begin() <= middle && middle <= window.end());
        if (to - from < window.span() / 2)
            RC_ASSERT(window.begin() <= from && to <= window.end());
    }));
}

QTEST_GUILESS_MAIN(TestTimeWindow)
#include "tst_time_window.moc"
