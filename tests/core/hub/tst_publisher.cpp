#include "core/base/precise_alarm.h"
#include "core/hub/publisher.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;

namespace {
PublisherSettings steady(double rate)
{
    return {.messagesPerSecond = rate, .arrivals = {.kind = Arrivals::Kind::Steady}};
}
}

class PublisherTest : public QObject
{
    Q_OBJECT

private slots:
    void makesPayloadsOfExactlyTheSize_data()
    {
        QTest::addColumn<qint64>("number");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QByteArray>("payload");

        QTest::newRow("padded") << qint64(44) << qint64(16) << QByteArray("message 44......");
        QTest::newRow("exact") << qint64(44) << qint64(10) << QByteArray("message 44");
        QTest::newRow("cut") << qint64(44) << qint64(4) << QByteArray("mess");
        QTest::newRow("empty") << qint64(44) << qint64(0) << QByteArray("");
    }

    void makesPayloadsOfExactlyTheSize()
    {
        QFETCH(qint64, number);
        QFETCH(qint64, bytes);

        QTEST(makePayload(number, bytes, PayloadKind::Text, 1), "payload");
        QCOMPARE(makePayload(number, bytes, PayloadKind::Binary, 1).size(), bytes);
    }

    void binaryPayloadsDependOnSeedAndNumberAlone()
    {
        const auto payload
            = [](qint64 number, quint32 seed) { return makePayload(number, 64, PayloadKind::Binary, seed); };
        QCOMPARE(payload(1, 1), payload(1, 1));
        QVERIFY(payload(1, 1) != payload(2, 1));
        QVERIFY(payload(1, 1) != payload(1, 2));
    }

    void handsOutTheWholeScheduleAndFinishesOnce_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("count");

        QTest::newRow("20/s") << 20.0 << 6;
        QTest::newRow("2,000/s") << 2000.0 << 600;
        QTest::newRow("none") << 0.0 << 0;
    }

    void handsOutTheWholeScheduleAndFinishesOnce()
    {
        QFETCH(double, rate);
        QFETCH(int, count);

        Publisher publisher;
        collect(publisher);
        QSignalSpy finished(&publisher, &Publisher::finished);
        const TimePoint start = steadyNow();
        publisher.start(steady(rate), start, start + 300ms);
        QVERIFY(finished.wait());

        QCOMPARE(m_all.size(), std::size_t(count));
        Schedule schedule(steady(rate).arrivals, rate, 1, start);
        const std::vector<TimePoint> due = schedule.takeDue(start + 300ms);
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            QCOMPARE(m_all[i].due, due[i]);
            QCOMPARE(m_all[i].payload, makePayload(qint64(i) + 1, 64, PayloadKind::Text, 1));
        }
        const std::vector<Duration> lateness = publisher.takeLateness();
        QCOMPARE(lateness.size(), m_all.size());
        QVERIFY(std::all_of(lateness.begin(), lateness.end(), [](Duration late) { return late >= 0ns; }));
        QVERIFY(publisher.takeLateness().empty());
        letTimePass(20ms);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(m_all.size(), std::size_t(count));
    }

    void catchesUpWithAStartInThePast()
    {
        Publisher publisher;
        collect(publisher);
        QSignalSpy finished(&publisher, &Publisher::finished);
        const TimePoint start = steadyNow() - 10s;
        publisher.start(steady(100), start, start + 5s);
        QVERIFY(finished.wait());
        QCOMPARE(m_all.size(), std::size_t(500));
        QVERIFY(m_all.back().due < start + 5s);
    }

    void changesItsRateAtOnce()
    {
        Publisher publisher;
        collect(publisher);
        publisher.start(steady(0), steadyNow(), std::nullopt);
        PublisherSettings settings = steady(500);
        settings.payloadBytes = 3;
        publisher.apply(settings);
        QTRY_VERIFY(m_all.size() >= 20);
        QCOMPARE(m_all.back().payload, QByteArray("mes"));
        publisher.apply(steady(0));
        const std::size_t count = m_all.size();
        letTimePass(20ms);
        QCOMPARE(m_all.size(), count);
    }

    void handsOutNothingWhileHeld()
    {
        Publisher publisher;
        collect(publisher);
        publisher.setHeld(true);
        publisher.start(steady(500), steadyNow(), std::nullopt);
        letTimePass(20ms);
        QCOMPARE(m_all.size(), std::size_t(0));
        const TimePoint resumed = steadyNow();
        publisher.setHeld(false);
        QTRY_VERIFY(m_all.size() >= 5);
        QVERIFY(m_all.front().due >= resumed);
    }

    void finishesEvenIfHeld()
    {
        Publisher publisher;
        QSignalSpy finished(&publisher, &Publisher::finished);
        publisher.setHeld(true);
        publisher.start(steady(500), steadyNow(), steadyNow() + 30ms);
        QVERIFY(finished.wait());
    }

    void isSilentOnceStopped()
    {
        Publisher publisher;
        collect(publisher);
        QSignalSpy finished(&publisher, &Publisher::finished);
        publisher.start(steady(500), steadyNow(), steadyNow() + 50ms);
        QTRY_VERIFY(!m_all.empty());
        publisher.stop();
        const std::size_t count = m_all.size();
        letTimePass(60ms);
        QCOMPARE(m_all.size(), count);
        QCOMPARE(finished.size(), 0);
    }

    void aListenerMayStopIt()
    {
        Publisher publisher;
        QSignalSpy due(&publisher, &Publisher::due);
        connect(&publisher, &Publisher::due, &publisher, &Publisher::stop);
        publisher.start(steady(500), steadyNow(), std::nullopt);
        QVERIFY(due.wait());
        letTimePass(10ms);
        QCOMPARE(due.size(), 1);
    }

private:
    void collect(Publisher &publisher)
    {
        m_all.clear();
        connect(&publisher, &Publisher::due, this,
                [this](const DueMessages &due) { m_all.insert(m_all.end(), due.begin(), due.end()); });
    }

    /// For what must not happen: nothing tells when it has not.
    static void letTimePass(Duration duration)
    {
        PreciseAlarm alarm;
        QSignalSpy rang(&alarm, &PreciseAlarm::rang);
        alarm.setFor(steadyNow() + duration);
        QVERIFY(rang.wait());
    }

    DueMessages m_all;
};

QTEST_GUILESS_MAIN(PublisherTest)
#include "tst_publisher.moc"
