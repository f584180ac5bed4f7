#include "core/link/link_connection.h"
#include "tests/support/linked_server.h"

#include <QTest>

using namespace std::chrono_literals;
using Kind = TapEvent::Kind;

/// How a connection ends, seen from both of its sides.
class LinkConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_lab = std::make_unique<LinkedServer>();
        QVERIFY(m_lab->isOpen);
    }

    void cleanup() { m_lab.reset(); }

    void halfCloseTravelsBehindTheBytes()
    {
        m_lab->link.apply({.delay = 5ms});
        PlainPeer client(m_lab->port());
        client.send("question");
        client.socket.finishWriting();
        QTRY_VERIFY(m_lab->accepted() && m_lab->accepted()->ended);
        QCOMPARE(m_lab->accepted()->received, QByteArray("question"));
        m_lab->accepted()->send("answer");
        m_lab->accepted()->socket.finishWriting();
        QTRY_VERIFY(client.ended);
        QCOMPARE(client.received, QByteArray("answer"));

        QTRY_COMPARE(m_lab->taps.back().kind, Kind::Closed);
        QCOMPARE(m_lab->taps.back().direction, Direction::Up);
        QVERIFY(m_lab->taps.back().out - m_lab->taps.back().in >= 10ms);
        QCOMPARE(m_lab->link.bufferedBytes(), 0);
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

        m_lab->link.apply({.delay = 3ms});
        PlainPeer client(m_lab->port());
        client.send("x");
        QTRY_COMPARE(m_lab->accepted() ? m_lab->accepted()->received.size() : 0, 1);
        QTRY_COMPARE(m_lab->taps.size(), std::size_t(2));
        PlainPeer &closing = first == Direction::Up ? client : *m_lab->accepted();
        PlainPeer &other = first == Direction::Up ? *m_lab->accepted() : client;
        if (reset)
            closing.socket.abort();
        else
            closing.socket.close();
        QTRY_VERIFY(reset ? other.wasReset : other.ended);
        other.socket.close();
        QTRY_COMPARE(m_lab->taps.back().kind, Kind::Closed);
        QCOMPARE(m_lab->taps.back().direction, first);
        QCOMPARE(m_lab->taps.size(), std::size_t(3));
    }

    void aServerThatSendsToAClosedClientIsReset()
    {
        PlainPeer client(m_lab->port());
        client.send("x");
        QTRY_VERIFY(m_lab->accepted() && !m_lab->accepted()->received.isEmpty());
        client.socket.close();
        QTRY_VERIFY(m_lab->accepted()->ended);
        LinkClock::Timer talker(m_lab->clock, [&] {
            m_lab->accepted()->send("are you there?");
            talker.setFor(steadyNow() + 1ms);
        });
        talker.setFor(steadyNow());
        QTRY_VERIFY(m_lab->accepted()->wasReset);
        QTRY_COMPARE(m_lab->taps.back().kind, Kind::Closed);
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

        m_lab->link.apply({.delay = 2ms});
        m_lab->server.close();
        PlainPeer client(m_lab->port());
        client.send(bytes);
        QTRY_VERIFY(client.wasReset);
        QTRY_COMPARE(m_lab->taps.size(), std::size_t(2));
        QCOMPARE(m_lab->taps[0].kind, Kind::Opened);
        QCOMPARE(m_lab->taps[1].kind, Kind::Closed);
        QCOMPARE(m_lab->taps[1].direction, Direction::Down);
    }

private:
    std::unique_ptr<LinkedServer> m_lab;
};

QTEST_GUILESS_MAIN(LinkConnectionTest)
#include "tst_link_connection.moc"
