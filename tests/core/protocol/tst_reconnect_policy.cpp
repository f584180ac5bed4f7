#include "core/protocol/reconnect_policy.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

constexpr double almostOne = 0.999'999'999;

} // namespace

class TestReconnectPolicy : public QObject
{
    Q_OBJECT

private slots:
    void laterDelaysDoubleUpToTheCap_data();
    void laterDelaysDoubleUpToTheCap();
    void noAttemptWaitsLongerThanTheCap();
    void anAttemptNeverWaitsLessThanTheOneBeforeCould();
};

void TestReconnectPolicy::laterDelaysDoubleUpToTheCap_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("random");
    QTest::addColumn<qint64>("milliseconds");

    QTest::newRow("first, earliest") << 0 << 0.0 << qint64{0};
    QTest::newRow("first, middle") << 0 << 0.5 << qint64{250};
    QTest::newRow("first, latest") << 0 << almostOne << qint64{500};
    QTest::newRow("second, earliest") << 1 << 0.0 << qint64{500};
    QTest::newRow("second, latest") << 1 << almostOne << qint64{1000};
    QTest::newRow("third, middle") << 2 << 0.5 << qint64{1500};
    QTest::newRow("fifth, latest") << 4 << almostOne << qint64{8000};
    QTest::newRow("at the cap, earliest") << 5 << 0.0 << qint64{5000};
    QTest::newRow("at the cap, latest") << 5 << almostOne << qint64{10000};
    QTest::newRow("long after") << 1'000'000 << 0.5 << qint64{7500};
}

void TestReconnectPolicy::laterDelaysDoubleUpToTheCap()
{
    QFETCH(int, attempt);
    QFETCH(double, random);
    QFETCH(qint64, milliseconds);

    const Duration delay = ReconnectPolicy::delay(attempt, random);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(delay).count(), milliseconds);
}

void TestReconnectPolicy::noAttemptWaitsLongerThanTheCap()
{
    for (int attempt = 0; attempt < 100; ++attempt)
        QVERIFY(ReconnectPolicy::delay(attempt, almostOne) <= ReconnectPolicy::maxDelay);
}

void TestReconnectPolicy::anAttemptNeverWaitsLessThanTheOneBeforeCould()
{
    for (int attempt = 1; attempt < 100; ++attempt)
        QVERIFY(ReconnectPolicy::delay(attempt, 0) >= ReconnectPolicy::delay(attempt - 1, 0));
}

QTEST_APPLESS_MAIN(TestReconnectPolicy)
#include "tst_reconnect_policy.moc"
