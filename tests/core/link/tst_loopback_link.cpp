#include "core/link/loopback_link.h"
#include "tests/support/linked_server.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using Kind = TapEvent::Kind;

class LoopbackLinkTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_lab = std::make_unique<LinkedServer>();
        QVERIFY(m_lab->isOpen);
    }

    void cleanup() { m_lab.reset(); }

    void carriesBytesBothWaysAndTapsThem()
    {
        PlainPeer client(m_lab->port());
        client.send("hello");
        QTRY_VERIFY(m_lab->accepted());
        QTRY_COMPARE(m_lab->accepted()->received, QByteArray("hello"));
        m_lab->accepted()->send("good day");
        QTRY_COMPARE(client.received, QByteArray("good day"));

        QTRY_COMPARE(m_lab->taps.size(), std::size_t(3));
        QCOMPARE(m_lab->taps[0].kind, Kind::Opened);
        QCOMPARE(m_lab->tapped(Direction::Up), QByteArray("hello"));
        QCOMPARE(m_lab->tapped(Direction::Down), QByteArray("good day"));
        for (const TapEvent &event : m_lab->taps) {
            QCOMPARE(event.source, (TapSource{3, 0}));
            QVERIFY(event.in <= event.out);
        }
    }

    void aFreshConnectionTakesTwoRoundTripsAndThenOne_data()
    {
        QTest::addColumn<Duration>("delay");

        QTest::newRow("20 ms") << Duration(20ms);
        QTest::newRow("0.7 ms") << Duration(700us);
        QTest::newRow("none") << Duration(0ms);
    }

    void aFreshConnectionTakesTwoRoundTripsAndThenOne()
    {
        QFETCH(Duration, delay);

        m_lab->link.apply({.delay = delay});
        m_lab->server.echo = true;
        const TimePoint began = steadyNow();
        PlainPeer client(m_lab->port());
        client.send("x");
        QTRY_COMPARE(client.received.size(), 1);
        QVERIFY(steadyNow() - began >= 4 * delay);

        const TimePoint again = steadyNow();
        client.send("y");
        QTRY_COMPARE(client.received.size(), 2);
        QVERIFY(steadyNow() - again >= 2 * delay);
        QTRY_COMPARE(m_lab->tapped(Direction::Down), QByteArray("xy"));
        for (const TapEvent &event : m_lab->taps) {
            if (event.kind == Kind::Bytes)
                QVERIFY(event.out - event.in >= delay);
        }
    }

    void aServerThatSpeaksFirstIsHeardAfterOneRoundTrip()
    {
        m_lab->link.apply({.delay = 10ms});
        connect(&m_lab->server, &PlainServer::accepted, this, [](PlainPeer *peer) { peer->send("welcome"); });
        const TimePoint began = steadyNow();
        PlainPeer client(m_lab->port());
        QTRY_COMPARE(client.received, QByteArray("welcome"));
        QVERIFY(steadyNow() - began >= 20ms);
    }

    void losesAndReordersNothingWhileSettingsChange()
    {
        m_lab->server.echo = true;
        QRandomGenerator random(11);
        QByteArray sent;
        PlainPeer client(m_lab->port());
        LinkClock::Timer sender(m_lab->clock, [&] {
            m_lab->link.apply({.delay = random.bounded(8) * 1ms,
                               .jitter = random.bounded(5) * 1ms,
                               .bytesPerSecond = random.bounded(2) * (100'000 + random.bounded(10'000'000))});
            QByteArray chunk(random.bounded(1, 20'000), Qt::Uninitialized);
            for (char &byte : chunk)
                byte = static_cast<char>(random.generate() & 0xff);
            sent += chunk;
            client.send(chunk);
            if (sent.size() < 1'000'000)
                sender.setFor(steadyNow() + random.bounded(3) * 1ms);
            else
                m_lab->link.apply({});
        });
        sender.setFor(steadyNow());
        QTRY_VERIFY_WITH_TIMEOUT(sent.size() >= 1'000'000 && client.received.size() == sent.size(), 20'000);
        QVERIFY(client.received == sent);
        QTRY_COMPARE(m_lab->tapped(Direction::Down).size(), sent.size());
        QVERIFY(m_lab->tapped(Direction::Up) == sent);
        QVERIFY(m_lab->tapped(Direction::Down) == sent);
        const auto later = [](const TapEvent &a, const TapEvent &b) { return a.out < b.out; };
        QVERIFY(std::is_sorted(m_lab->taps.begin(), m_lab->taps.end(), later));
    }

    void bandwidthHoldsForAllConnectionsOfALinkTogether()
    {
        m_lab->link.apply({.bytesPerSecond = 200'000});
        const TimePoint began = steadyNow();
        PlainPeer a(m_lab->port());
        PlainPeer b(m_lab->port());
        a.send(QByteArray(20'000, 'a'));
        b.send(QByteArray(20'000, 'b'));
        QTRY_VERIFY(m_lab->server.peers.size() == 2 && m_lab->server.peers[0]->received.size() == 20'000
                    && m_lab->server.peers[1]->received.size() == 20'000);
        QVERIFY(steadyNow() - began >= 195ms);
        // They take turns: neither waits until the other is through.
        QTRY_COMPARE(m_lab->tapped(Direction::Up).size(), 40'000);
        const QByteArray firstHalf = m_lab->tapped(Direction::Up).left(20'000);
        QVERIFY(firstHalf.count('a') > 5'000 && firstHalf.count('b') > 5'000);
    }

    void aLiftedLimitActsOnWhatWaits()
    {
        m_lab->link.apply({.bytesPerSecond = 1000});
        PlainPeer client(m_lab->port());
        client.send(QByteArray(500'000, 'x'));
        QTRY_VERIFY(m_lab->link.bufferedBytes() > 400'000);
        m_lab->link.apply({});
        QTRY_COMPARE(m_lab->accepted()->received.size(), 500'000);
    }

    void aConnectionStillBeingMadeDoesNotHoldUpOthers()
    {
        m_lab->server.echo = true;
        m_lab->link.apply({.delay = 1h});
        PlainPeer slow(m_lab->port());
        slow.send("x");
        QTRY_VERIFY(m_lab->link.bufferedBytes() > 0); // accepted, though not yet connected
        m_lab->link.apply({});
        PlainPeer client(m_lab->port());
        client.send("y");
        QTRY_COMPARE(client.received, QByteArray("y"));
        QCOMPARE(slow.received.size(), 0);
    }

    void stopsReadingWhenTheOtherSideDoes()
    {
        PlainPeer client(m_lab->port());
        client.send("x");
        QTRY_VERIFY(m_lab->accepted());
        m_lab->accepted()->socket.setReading(false);
        const qsizetype size = 5 * LoopbackLink::maxBufferedBytes;
        client.send(QByteArray(size, 'y'));
        QTRY_VERIFY(m_lab->link.bufferedBytes() >= LoopbackLink::maxBufferedBytes);
        // One read may go over the limit.
        QVERIFY(m_lab->link.bufferedBytes() < LoopbackLink::maxBufferedBytes + 64 * 1024);
        QVERIFY(client.unsent() > 0);
        m_lab->accepted()->socket.setReading(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_lab->accepted()->received.size(), size + 1, 20'000);
    }

    void closeEndsEveryConnectionAndTapsIt()
    {
        m_lab->link.apply({.delay = 5ms});
        PlainPeer a(m_lab->port());
        PlainPeer b(m_lab->port());
        a.send("x");
        QTRY_COMPARE(m_lab->server.peers.size(), std::size_t(2));
        const quint16 port = m_lab->port();
        m_lab->link.close();
        const auto isClosed = [](const TapEvent &event) { return event.kind == Kind::Closed; };
        QCOMPARE(std::count_if(m_lab->taps.begin(), m_lab->taps.end(), isClosed), 2);
        QTRY_VERIFY(a.isOver() && b.isOver());
        PlainPeer late(port);
        QTRY_VERIFY(late.wasReset);
    }

    void opensAgainOnceClosed()
    {
        m_lab->server.echo = true;
        m_lab->link.close();
        QVERIFY(m_lab->link.open(QHostAddress::LocalHost, m_lab->server.port()).has_value());
        PlainPeer client(m_lab->port());
        client.send("x");
        QTRY_COMPARE(client.received, QByteArray("x"));
    }

    void aListenerMayCloseTheLink()
    {
        connect(&m_lab->link, &LoopbackLink::tapped, this, [this] { m_lab->link.close(); });
        PlainPeer client(m_lab->port());
        client.send("x");
        QTRY_VERIFY(client.isOver());
    }

private:
    std::unique_ptr<LinkedServer> m_lab;
};

QTEST_GUILESS_MAIN(LoopbackLinkTest)
#include "tst_loopback_link.moc"
