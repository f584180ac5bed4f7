#include "ui/charts/axis_ticks.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestAxisTicks : public QObject
{
    Q_OBJECT

private slots:
    void stepsAreOneTwoFive_data();
    void stepsAreOneTwoFive();
    void valuesAreMultiplesOfTheStepWithinTheRange();
    void roundingUpNeverGoesBelow();
    void decadesSurroundTheValues_data();
    void decadesSurroundTheValues();
    void textsCarryUnits_data();
    void textsCarryUnits();
    void timeIsToldInMinutesOnLongAxes();
};

void TestAxisTicks::stepsAreOneTwoFive_data()
{
    QTest::addColumn<double>("span");
    QTest::addColumn<int>("most");
    QTest::addColumn<double>("step");
    QTest::newRow("exact") << 10.0 << 5 << 2.0;
    QTest::newRow("rounded up") << 10.0 << 4 << 5.0;
    QTest::newRow("next decade") << 100.0 << 1 << 100.0;
    QTest::newRow("small") << 0.03 << 3 << 0.01;
    QTest::newRow("not 2.3") << 2.3 * 4 << 4 << 5.0;
    QTest::newRow("no tick asked for") << 7.0 << 0 << 10.0;
}

void TestAxisTicks::stepsAreOneTwoFive()
{
    QFETCH(double, span);
    QFETCH(int, most);
    QFETCH(double, step);
    QCOMPARE(axis_ticks::step(span, most), step);
}

void TestAxisTicks::valuesAreMultiplesOfTheStepWithinTheRange()
{
    QCOMPARE(axis_ticks::values(9.9, 30.1, 10), (QList<double>{10, 20, 30}));
    QCOMPARE(axis_ticks::values(0, 1, 0.5), (QList<double>{0, 0.5, 1}));
    QCOMPARE(axis_ticks::values(0.1, 0.3, 0.1).size(), 3);
    QCOMPARE(axis_ticks::values(3, 4, 5), QList<double>());
    QCOMPARE(axis_ticks::values(0, 4, 0), QList<double>());
}

void TestAxisTicks::roundingUpNeverGoesBelow()
{
    for (double value = 0.001; value < 1e6; value *= 1.07) {
        const double up = axis_ticks::roundUp(value);
        QVERIFY2(up >= value * (1 - 1e-6) && up <= value * 1.34, qPrintable(QString::number(value)));
    }
    QCOMPARE(axis_ticks::roundUp(0), 1.0);
    QCOMPARE(axis_ticks::roundUp(2000), 2000.0);
}

void TestAxisTicks::decadesSurroundTheValues_data()
{
    QTest::addColumn<double>("min");
    QTest::addColumn<double>("max");
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::newRow("20 ms to 2 s") << 20.0 << 2000.0 << 1 << 4;
    QTest::newRow("powers of ten stay") << 10.0 << 1000.0 << 1 << 3;
    QTest::newRow("one value") << 20.0 << 20.0 << 1 << 2;
    QTest::newRow("at least a decade") << 10.0 << 10.0 << 1 << 2;
    QTest::newRow("below one") << 0.3 << 0.9 << -1 << 0;
}

void TestAxisTicks::decadesSurroundTheValues()
{
    QFETCH(double, min);
    QFETCH(double, max);
    QFETCH(int, low);
    QFETCH(int, high);
    QCOMPARE(axis_ticks::decades(min, max), (axis_ticks::Decades{low, high}));
}

void TestAxisTicks::textsCarryUnits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("zero") << axis_ticks::latencyText(0, 2000) << u"0"_s;
    QTest::newRow("seconds on a long axis") << axis_ticks::latencyText(500, 2000) << u"0.5\u00A0s"_s;
    QTest::newRow("milliseconds on a short one") << axis_ticks::latencyText(500, 800) << u"500\u00A0ms"_s;
    QTest::newRow("decade of ms") << axis_ticks::decadeText(2) << u"100\u00A0ms"_s;
    QTest::newRow("decade of s") << axis_ticks::decadeText(4) << u"10\u00A0s"_s;
    QTest::newRow("amount") << axis_ticks::amountText(5000) << u"5,000"_s;
    QTest::newRow("thousands") << axis_ticks::amountText(20'000) << u"20\u00A0k"_s;
    QTest::newRow("millions") << axis_ticks::amountText(1.5e6) << u"1.5\u00A0M"_s;
}

void TestAxisTicks::textsCarryUnits()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(text, expected);
}

void TestAxisTicks::timeIsToldInMinutesOnLongAxes()
{
    QCOMPARE(axis_ticks::timeText(40, 60), u"40"_s);
    QCOMPARE(axis_ticks::timeUnit(60), u"s"_s);
    QCOMPARE(axis_ticks::timeText(210, 300), u"3:30"_s);
    QCOMPARE(axis_ticks::timeUnit(300), u"min"_s);
}

QTEST_GUILESS_MAIN(TestAxisTicks)
#include "tst_axis_ticks.moc"
