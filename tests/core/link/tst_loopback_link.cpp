#include "core/link/link_clock.h"
#include "core/link/loopback_link.h"
#include "tests/support/plain_peer.h"

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
        m_taps.clear();
        m_server = std::make_unique<PlainServer>();
        m_clock = std::make_unique<LinkClock>();
        m_link = std::make_unique<LoopbackLink>(3, 1, *m_clock);
        connect(m_link.get(), &LoopbackLink::tapped, this, [this](const TapEvents &events) {
            m_taps.insert(m_taps.end(), events.begin(), events.end());
        });
        QVERIFY(m_link->open(QHostAddress::LocalHost, m_server->port()).has_value());
    }

    void cleanup()
    {
        m_link.reset();
        m_server.reset();
        m_clock.reset();
    }

    void carriesBytesBothWaysAndTapsThem()
    {
        PlainPeer client(m_link->port());
        client.send("hello");
        QTRY_VERIFY(accepted());
        QTRY_COMPARE(accepted()->received, QByteArray("hello"));
        accepted()->send("good day");
        QTRY_COMPARE(client.received, QByteArray("good day"));

        QTRY_COMPARE(m_taps.size(), std::size_t(3));
        QCOMPARE(m_taps[0].kind, Kind::Opened);
        QCOMPARE(tapped(Direction::Up), QByteArray("hello"));
        QCOMPARE(tapped(Direction::Down), QByteArray("good day"));
        for (const TapEvent &event : m_taps) {
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

        m_link->apply({.delay = delay});
        m_server->echo = true;
        const TimePoint began = steadyNow();
        PlainPeer client(m_link->port());
        client.send("x");
        QTRY_COMPARE(client.received.size(), 1);
        QVERIFY(steadyNow() - began >= 4 * delay);

        const TimePoint again = steadyNow();
        client.send("y");
        QTRY_COMPARE(client.received.size(), 2);
        QVERIFY(steadyNow() - again >= 2 * delay);
        QTRY_COMPARE(tapped(Direction::Down), QByteArray("xy"));
        for (const TapEvent &event : m_taps) {
            if (event.kind == Kind::Bytes)
                QVERIFY(event.out - event.in >= delay);
        }
    }

    void aServerThatSpeaksFirstIsHeardAfterOneRoundTrip()
    {
        m_link->apply({.delay = 10ms});
        connect(m_server.get(), &PlainServer::accepted, this, [](PlainPeer *peer) { peer->send("welcome"); });
        const TimePoint began = steadyNow();
        PlainPeer client(m_link->port());
        QTRY_COMPARE(client.received, QByteArray("welcome"));
        QVERIFY(steadyNow() - began >= 20ms);
    }

    void losesAndReordersNothingWhileSettingsChange()
    {
        m_server->echo = true;
        QRandomGenerator random(11);
        QByteArray sent;
        PlainPeer client(m_link->port());
        LinkClock::Timer sender(*m_clock, [&] {
            m_link->apply({.delay = random.bounded(8) * 1ms,
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
                m_link->apply({});
        });
        sender.setFor(steadyNow());
        QTRY_VERIFY_WITH_TIMEOUT(sent.size() >= 1'000'000 && client.received.size() == sent.size(), 20'000);
        QVERIFY(client.received == sent);
        QTRY_COMPARE(tapped(Direction::Down).size(), sent.size());
        QVERIFY(tapped(Direction::Up) == sent);
        QVERIFY(tapped(Direction::Down) == sent);
        const auto later = [](const TapEvent &a, const TapEvent &b) { return a.out < b.out; };
        QVERIFY(std::is_sorted(m_taps.begin(), m_taps.end(), later));
    }

    void bandwidthHoldsForAllConnectionsOfALinkTogether()
    {
        m_link->apply({.bytesPerSecond = 200'000});
        const TimePoint began = steadyNow();
        PlainPeer a(m_link->port());
        PlainPeer b(m_link->port());
        a.send(QByteArray(20'000, 'a'));
        b.send(QByteArray(20'000, 'b'));
        QTRY_VERIFY(m_server->peers.size() == 2 && m_server->peers[0]->received.size() == 20'000
                    && m_server->peers[1]->received.size() == 20'000);
        QVERIFY(steadyNow() - began >= 195ms);
        // They take turns: neither waits until the other is through.
        QTRY_COMPARE(tapped(Direction::Up).size(), 40'000);
        const QByteArray firstHalf = tapped(Direction::Up).left(20'000);
        QVERIFY(firstHalf.count('a') > 5'000 && firstHalf.count('b') > 5'000);
    }

    void aLiftedLimitActsOnWhatWaits()
    {
        m_link->apply({.bytesPerSecond = 1000});
        PlainPeer client(m_link->port());
        client.send(QByteArray(500'000, 'x'));
        QTRY_VERIFY(m_link->bufferedBytes() > 400'000);
        m_link->apply({});
        QTRY_COMPARE(accepted()->received.size(), 500'000);
    }

    void aConnectionStillBeingMadeDoesNotHoldUpOthers()
    {
        m_server->echo = true;
        m_link->apply({.delay = 1h});
        PlainPeer slow(m_link->port());
        slow.send("x");
        QTRY_VERIFY(!m_taps.empty());
        m_link->apply({});
        PlainPeer client(m_link->port());
        client.send("y");
        QTRY_COMPARE(client.received, QByteArray("y"));
        QCOMPARE(slow.received.size(), 0);
    }

    void halfCloseTravelsBehindTheBytes()
    {
        m_link->apply({.delay = 5ms});
        PlainPeer client(m_link->port());
        client.send("question");
        client.socket.finishWriting();
        QTRY_VERIFY(accepted() && accepted()->ended);
        QCOMPARE(accepted()->received, QByteArray("question"));
        accepted()->send("answer");
        accepted()->socket.finishWriting();
        QTRY_VERIFY(client.ended);
        QCOMPARE(client.received, QByteArray("answer"));

        QTRY_COMPARE(m_taps.back().kind, Kind::Closed);
        QCOMPARE(m_taps.back().direction, Direction::Up);
        QVERIFY(m_taps.back().out - m_taps.back().in >= 10ms);
        QCOMPARE(m_link->bufferedBytes(), 0);
    }

    void tellsWhoClosedFirst_data()
    {
        QTest::addColumn<Direction>("first");
        QTest::addColumn<bool>("reset");

        QTest::newRow("client closes") << Direction::Up << false;
        QTest::newRow("server closes") << Direction::Down << false;
        QTest::newRow("client resets") << Direction::Up << true;
        QTest::newRow("server resets") << Direction::Down << true;
    }

    void tellsWhoClosedFirst()
    {
        QFETCH(Direction, first);
        QFETCH(bool, reset);

        m_link->apply({.delay = 3ms});
        PlainPeer client(m_link->port());
        client.send("x");
        QTRY_COMPARE(accepted() ? accepted()->received.size() : 0, 1);
        QTRY_COMPARE(m_taps.size(), std::size_t(2));
        PlainPeer &closing = first == Direction::Up ? client : *accepted();
        PlainPeer &other = first == Direction::Up ? *accepted() : client;
        if (reset)
            closing.socket.abort();
        else
            closing.socket.close();
        QTRY_VERIFY(reset ? other.wasReset : other.ended);
        other.socket.close();
        QTRY_COMPARE(m_taps.back().kind, Kind::Closed);
        QCOMPARE(m_taps.back().direction, first);
        QCOMPARE(m_taps.size(), std::size_t(3));
    }

    void aServerThatSendsToAClosedClientIsReset()
    {
        PlainPeer client(m_link->port());
        client.send("x");
        QTRY_VERIFY(accepted() && !accepted()->received.isEmpty());
        client.socket.close();
        QTRY_VERIFY(accepted()->ended);
        LinkClock::Timer talker(*m_clock, [&] {
            accepted()->send("are you there?");
            talker.setFor(steadyNow() + 1ms);
        });
        talker.setFor(steadyNow());
        QTRY_VERIFY(accepted()->wasReset);
        QTRY_COMPARE(m_taps.back().kind, Kind::Closed);
    }

    void aServerThatRefusesClosesTheClient_data()
    {
        QTest::addColumn<QByteArray>("bytes");

        QTest::newRow("client waits") << QByteArray();
        QTest::newRow("client sends") << QByteArray("hello");
    }

    void aServerThatRefusesClosesTheClient()
    {
        QFETCH(QByteArray, bytes);

        m_link->apply({.delay = 2ms});
        m_server->close();
        PlainPeer client(m_link->port());
        client.send(bytes);
        QTRY_VERIFY(client.wasReset);
        QTRY_COMPARE(m_taps.size(), std::size_t(2));
        QCOMPARE(m_taps[0].kind, Kind::Opened);
        QCOMPARE(m_taps[1].kind, Kind::Closed);
        QCOMPARE(m_taps[1].direction, Direction::Down);
    }

    void stopsReadingWhenTheOtherSideDoes()
    {
        PlainPeer client(m_link->port());
        client.send("x");
        QTRY_VERIFY(accepted());
        accepted()->socket.setReading(false);
        const qsizetype size = 5 * LoopbackLink::maxBufferedBytes;
        client.send(QByteArray(size, 'y'));
        QTRY_VERIFY(m_link->bufferedBytes() >= LoopbackLink::maxBufferedBytes);
        // One read may go over the limit.
        QVERIFY(m_link->bufferedBytes() < LoopbackLink::maxBufferedBytes + 64 * 1024);
        QVERIFY(client.unsent() > 0);
        accepted()->socket.setReading(true);
        QTRY_COMPARE_WITH_TIMEOUT(accepted()->received.size(), size + 1, 20'000);
    }

    void closeEndsEveryConnectionAndTapsIt()
    {
        m_link->apply({.delay = 5ms});
        PlainPeer a(m_link->port());
        PlainPeer b(m_link->port());
        a.send("x");
        QTRY_COMPARE(m_server->peers.size(), std::size_t(2));
        const quint16 port = m_link->port();
        m_link->close();
        const auto isClosed = [](const TapEvent &event) { return event.kind == Kind::Closed; };
        QCOMPARE(std::count_if(m_taps.begin(), m_taps.end(), isClosed), 2);
        QTRY_VERIFY(a.isOver() && b.isOver());
        PlainPeer late(port);
        QTRY_VERIFY(late.wasReset);
    }

    void opensAgainOnceClosed()
    {
        m_server->echo = true;
        m_link->close();
        QVERIFY(m_link->open(QHostAddress::LocalHost, m_server->port()).has_value());
        PlainPeer client(m_link->port());
        client.send("x");
        QTRY_COMPARE(client.received, QByteArray("x"));
    }

    void aListenerMayCloseTheLink()
    {
        connect(m_link.get(), &LoopbackLink::tapped, this, [this] { m_link->close(); });
        PlainPeer client(m_link->port());
        client.send("x");
        QTRY_VERIFY(client.isOver());
    }

private:
    [[nodiscard]] PlainPeer *accepted() const
    {
        return m_server->peers.empty() ? nullptr : m_server->peers.back().get();
    }

    [[nodiscard]] QByteArray tapped(Direction direction) const
    {
        QByteArray bytes;
        for (const TapEvent &event : m_taps) {
            if (event.kind == Kind::Bytes && event.direction == direction)
                bytes += event.bytes;
        }
        return bytes;
    }

    std::unique_ptr<PlainServer> m_server;
    std::unique_ptr<LinkClock> m_clock;
    std::unique_ptr<LoopbackLink> m_link;
    TapEvents m_taps;
};

QTEST_GUILESS_MAIN(LoopbackLinkTest)
#include "tst_loopback_link.moc"
