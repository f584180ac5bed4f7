#include "tests/support/linked_server.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using Fault = LinkFault::Kind;
using Kind = TapEvent::Kind;

/// What each fault does to real connections, on both sides and at the tap.
class LinkFaultsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_lab = std::make_unique<LinkedServer>();
        QVERIFY(m_lab->isOpen);
    }

    void cleanup()
    {
        m_client.reset();
        m_lab.reset();
    }

    void aCutResetsBothSidesAtOnce()
    {
        m_lab->link.apply({.delay = 2ms});
        meet();
        m_lab->link.apply({.delay = 1h});
        m_client->send("lost on its way");
        QTRY_VERIFY(m_lab->link.bufferedBytes() > 0);
        m_lab->link.strike({.kind = Fault::Cut});
        QCOMPARE(m_lab->link.bufferedBytes(), 0);
        QCOMPARE(last().kind, Kind::Closed);
        QCOMPARE(last().cause, CloseCause::Cut);
        QTRY_VERIFY(m_client->wasReset && m_lab->accepted()->wasReset);
        QCOMPARE(m_lab->accepted()->received, QByteArray("x"));
        QCOMPARE(m_lab->tapped(Direction::Up), QByteArray("x"));
    }

    void whoComesDuringACutIsResetAtOnce()
    {
        m_lab->link.strike({.kind = Fault::Cut, .length = 1h});
        m_client = std::make_unique<PlainPeer>(m_lab->port());
        QTRY_VERIFY(m_client->wasReset);
        QTRY_COMPARE(m_lab->taps.size(), std::size_t(2));
        QCOMPARE(m_lab->taps[0].kind, Kind::Opened);
        QCOMPARE(m_lab->taps[1].cause, CloseCause::Cut);
        QVERIFY(!m_lab->accepted());
    }

    void afterACutNewConnectionsWork()
    {
        meet();
        m_lab->link.strike({.kind = Fault::Cut});
        QTRY_VERIFY(m_client->wasReset);
        meet();
        QVERIFY(!m_client->isOver());
    }

    void aSilentConnectionStaysDeadForGood()
    {
        meet();
        m_lab->link.strike({.kind = Fault::Silent});
        m_client->send("into the void");
        m_lab->accepted()->send("nobody hears this");
        PlainPeer other(m_lab->port());
        other.send("y");
        PlainPeer *dead = m_lab->accepted();
        QTRY_VERIFY(m_lab->accepted() != dead && m_lab->accepted()->received == "y"); // new ones work
        QCOMPARE(m_client->received, QByteArray());
        QCOMPARE(dead->received, QByteArray("x"));
        QVERIFY(!m_client->isOver() && !dead->isOver());
        QTRY_COMPARE(m_lab->tapped(Direction::Up), QByteArray("xy"));
    }

    void aBlackHoleTakesWhatIsSent()
    {
        meet();
        m_lab->link.strike({.kind = Fault::Silent});
        m_client->send(QByteArray(32 << 20, 'z')); // far more than the kernel's buffers hold
        QTRY_COMPARE(m_client->unsent(), 0);
        QCOMPARE(m_lab->link.bufferedBytes(), 0);
    }

    void aSilentEndIsNotPassedOn_data()
    {
        QTest::addColumn<Direction>("first");
        QTest::addColumn<bool>("reset");

        QTest::newRow("client closes") << Direction::Up << false;
        QTest::newRow("server closes") << Direction::Down << false;
        QTest::newRow("client resets") << Direction::Up << true;
        QTest::newRow("server resets") << Direction::Down << true;
    }

    void aSilentEndIsNotPassedOn()
    {
        QFETCH(Direction, first);
        QFETCH(bool, reset);

        meet();
        m_lab->link.strike({.kind = Fault::Silent});
        PlainPeer &closing = first == Direction::Up ? *m_client : *m_lab->accepted();
        PlainPeer &other = first == Direction::Up ? *m_lab->accepted() : *m_client;
        end(closing, reset);
        // Time passes in the link: a whole connection later nothing has come.
        PlainPeer witness(m_lab->port());
        witness.send("w");
        QTRY_VERIFY(m_lab->accepted()->received == "w");
        QVERIFY(!other.isOver());
        QVERIFY(last().kind != Kind::Closed);

        end(other, reset);
        QTRY_VERIFY(last().kind == Kind::Closed);
        QCOMPARE(last().cause, CloseCause::Vanished);
        QCOMPARE(last().direction, first);
    }

    void whoComesDuringASilenceNeverReachesTheServer()
    {
        m_lab->link.strike({.kind = Fault::Silent, .length = 1h});
        m_client = std::make_unique<PlainPeer>(m_lab->port());
        m_client->send("hello?");
        QTRY_VERIFY(!m_lab->taps.empty());
        QCOMPARE(m_lab->taps[0].kind, Kind::Opened);
        m_client->socket.close();
        QTRY_COMPARE(last().kind, Kind::Closed);
        QCOMPARE(last().cause, CloseCause::Vanished);
        QCOMPARE(m_lab->taps.size(), std::size_t(2));
        QVERIFY(!m_lab->accepted());
    }

    void aHalfOpenClientLearnsItWhenItSends()
    {
        m_lab->link.apply({.delay = 5ms});
        meet();
        m_lab->link.strike({.kind = Fault::HalfOpen});
        QTRY_VERIFY(m_lab->accepted()->wasReset);
        QVERIFY(!m_client->isOver());
        const TimePoint sent = steadyNow();
        m_client->send("are you there?");
        QTRY_VERIFY(m_client->wasReset);
        QVERIFY(steadyNow() - sent >= 10ms); // one round trip
        QTRY_COMPARE(last().kind, Kind::Closed);
        QCOMPARE(last().cause, CloseCause::Cut);
        QCOMPARE(last().direction, Direction::Down);
        QCOMPARE(m_lab->tapped(Direction::Up), QByteArray("x"));
    }

    void aHalfOpenConnectionDeliversWhatWasOnItsWay()
    {
        m_lab->link.apply({.delay = 5ms});
        meet();
        m_lab->accepted()->send("last words");
        QTRY_VERIFY(m_lab->link.bufferedBytes() > 0);
        m_lab->link.strike({.kind = Fault::HalfOpen});
        QTRY_COMPARE(m_client->received, QByteArray("last words"));
        QVERIFY(!m_client->isOver());
    }

    void aHalfOpenClientThatGoesClosesTheConnection_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::newRow("closes") << false;
        QTest::newRow("resets") << true;
    }

    void aHalfOpenClientThatGoesClosesTheConnection()
    {
        QFETCH(bool, reset);

        meet();
        m_lab->link.strike({.kind = Fault::HalfOpen});
        end(*m_client, reset);
        QTRY_COMPARE(last().kind, Kind::Closed);
        QCOMPARE(last().cause, CloseCause::Cut);
    }

    void besideAHalfOpenConnectionNewOnesWork()
    {
        meet();
        m_lab->link.strike({.kind = Fault::HalfOpen, .length = 1h});
        const auto halfOpen = std::move(m_client);
        meet();
        QVERIFY(!halfOpen->isOver());
    }

    void duringAStallNothingMovesAndThenAllGoesOn()
    {
        m_lab->server.echo = true;
        meet();
        QTRY_COMPARE(m_client->received, QByteArray("x"));
        const TimePoint struck = steadyNow();
        m_lab->link.strike({.kind = Fault::Stall, .length = 60ms});
        m_client->send("one ");
        QTRY_VERIFY(m_lab->link.bufferedBytes() > 0);
        m_client->send("two");
        m_client->socket.finishWriting();
        QTRY_COMPARE(m_client->received, QByteArray("xone two"));
        QVERIFY(steadyNow() - struck >= 60ms);
        QTRY_VERIFY(m_lab->accepted()->ended);
    }

    void aDripIsByteByByteAndEnds()
    {
        meet();
        m_lab->link.strike({.kind = Fault::Drip, .length = 50ms, .bytesPerSecond = 500});
        m_client->send(QByteArray(20'000, 'd'));
        QTRY_COMPARE(m_lab->accepted()->received.size(), 20'001);
        QTRY_COMPARE(m_lab->tapped(Direction::Up).size(), 20'001);
        const auto single = std::count_if(m_lab->taps.begin(), m_lab->taps.end(),
                                          [](const TapEvent &event) { return event.bytes == "d"; });
        QVERIFY2(single >= 10 && single <= 30, QByteArray::number(qint64(single)));
    }

    void aCollapseEndsWithTheSettingsAppliedMeanwhile()
    {
        meet();
        m_lab->link.strike({.kind = Fault::Collapse, .length = 50ms, .bytesPerSecond = 1000});
        m_lab->link.apply({.bytesPerSecond = 10'000'000});
        const TimePoint began = steadyNow();
        m_client->send(QByteArray(500'000, 'c'));
        QTRY_COMPARE(m_lab->accepted()->received.size(), 500'001);
        QVERIFY(steadyNow() - began >= 90ms); // the collapse, then 50 ms at the limit
    }

    void aSlowReaderHoldsUpItsServerOnly()
    {
        meet();
        m_lab->link.strike({.kind = Fault::SlowReader, .length = 1h, .bytesPerSecond = 1024});
        m_lab->accepted()->send(QByteArray(32 << 20, 's'));
        QTRY_VERIFY(m_client->received.size() > 50);
        QVERIFY(m_lab->accepted()->unsent() > 0);
        QVERIFY(m_lab->link.bufferedBytes() <= 4096);
        m_client->send(QByteArray(2 << 20, 'u')); // up is as ever
        QTRY_COMPARE(m_lab->accepted()->received.size(), (2 << 20) + 1);
        m_lab->link.strike({.kind = Fault::SlowReader}); // replaced by one that is over at once
        QTRY_COMPARE_WITH_TIMEOUT(m_client->received.size(), 32 << 20, 20'000);
    }

    void whoComesDuringASlowReadIsSlowToo()
    {
        m_lab->link.strike({.kind = Fault::SlowReader, .length = 1h, .bytesPerSecond = 1024});
        meet();
        m_lab->accepted()->send(QByteArray(1 << 20, 's'));
        QTRY_VERIFY(m_client->received.size() > 50);
        QVERIFY(m_lab->link.bufferedBytes() <= 4096);
    }

    void brakesLoseAndReorderNothing()
    {
        m_lab->server.echo = true;
        meet();
        QRandomGenerator random(7);
        QByteArray sent;
        LinkClock::Timer sender(m_lab->clock, [&] {
            const auto kind = static_cast<Fault>(static_cast<int>(Fault::Stall) + random.bounded(4));
            m_lab->link.strike({kind, random.bounded(6) * 1ms, 200 + random.bounded(1'000'000)});
            QByteArray chunk(random.bounded(1, 20'000), Qt::Uninitialized);
            for (char &byte : chunk)
                byte = static_cast<char>(random.generate() & 0xff);
            sent += chunk;
            m_client->send(chunk);
            if (sent.size() < 1'000'000)
                sender.setFor(steadyNow() + random.bounded(3) * 1ms);
        });
        sender.setFor(steadyNow());
        QTRY_VERIFY_WITH_TIMEOUT(sent.size() >= 1'000'000 && m_client->received.size() == sent.size() + 1,
                                 20'000);
        QVERIFY(m_client->received == "x" + sent);
        QTRY_COMPARE(m_lab->tapped(Direction::Down).size(), sent.size() + 1);
        QVERIFY(m_lab->tapped(Direction::Down) == "x" + sent);
    }

    void aListenerMayCloseTheLinkWhenItIsStruck()
    {
        meet();
        PlainPeer second(m_lab->port());
        QTRY_COMPARE(m_lab->server.peers.size(), std::size_t(2));
        connect(&m_lab->link, &LoopbackLink::tapped, this, [this] { m_lab->link.close(); });
        m_lab->link.strike({.kind = Fault::Cut});
        QTRY_VERIFY(m_client->isOver() && second.isOver());
    }

private:
    /// A client whose first byte the server has.
    void meet()
    {
        const std::size_t before = m_lab->server.peers.size();
        m_client = std::make_unique<PlainPeer>(m_lab->port());
        m_client->send("x");
        QTRY_VERIFY(m_lab->server.peers.size() > before && m_lab->accepted()->received == "x");
        QTRY_VERIFY(m_lab->tapped(Direction::Up).endsWith('x'));
    }

    static void end(PlainPeer &peer, bool reset)
    {
        if (reset)
            peer.socket.abort();
        else
            peer.socket.close();
    }

    [[nodiscard]] const TapEvent &last() const { return m_lab->taps.back(); }

    std::unique_ptr<LinkedServer> m_lab;
    std::unique_ptr<PlainPeer> m_client;
};

QTEST_GUILESS_MAIN(LinkFaultsTest)
#include "tst_link_faults.moc"
