#include "core/link/middlebox.h"
#include "tests/support/linked_server.h"

#include <QTest>

#include <algorithm>

using namespace std::chrono_literals;
using Box = MiddleboxProfile::Kind;
using Kind = TapEvent::Kind;

namespace {
const QByteArray poll = "GET /poll HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray upgrade = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n";
const QByteArray switches = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
const QByteArray streamHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const QByteArray chunk = "8\r\ndata: 1\n\r\n";
}

/// A middlebox in a link, over real sockets: who gets what, when, and what is tapped.
class MiddleboxLinkTest : public QObject
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

    void aRefusedUpgradeNeverReachesTheServerAndIsTapped()
    {
        m_lab->link.apply({.delay = 5ms});
        m_lab->link.setMiddlebox({.kind = Box::RefusesUpgrade});
        const TimePoint began = steadyNow();
        ask(upgrade);
        QTRY_VERIFY(m_client->ended);
        QVERIFY(steadyNow() - began >= 20ms); // the connection and the request: a round trip each
        QCOMPARE(m_client->received, Middlebox::refusal());
        QTRY_COMPARE(last().kind, Kind::Closed);
        QCOMPARE(last().cause, CloseCause::Middlebox);
        QTRY_VERIFY(m_lab->accepted() && m_lab->accepted()->ended);
        QCOMPARE(m_lab->accepted()->received, QByteArray());
        QCOMPARE(m_lab->tapped(Direction::Up), upgrade);
        QCOMPARE(m_lab->tapped(Direction::Down), Middlebox::refusal());
        const auto first = std::find_if(m_lab->taps.begin(), m_lab->taps.end(),
                                        [](const TapEvent &e) { return e.kind == Kind::Bytes; });
        QCOMPARE(first->direction, Direction::Up); // the request is told of before its answer
    }

    void aSwallowed101LeavesTheClientWaiting()
    {
        m_lab->link.setMiddlebox({.kind = Box::SwallowsUpgrade});
        ask(upgrade);
        QTRY_VERIFY(m_lab->accepted() && m_lab->accepted()->received == upgrade);
        m_lab->accepted()->send(switches + "frames");
        m_client->send("more");
        QTRY_COMPARE(m_lab->accepted()->received, upgrade + "more");
        QVERIFY(!m_client->isOver());
        QCOMPARE(m_client->received, QByteArray());
        QCOMPARE(m_lab->tapped(Direction::Down), QByteArray());
        m_client->socket.close();
        QTRY_VERIFY(m_lab->accepted()->ended);
    }

    void aStreamIsHeldBackUntilThereIsEnough()
    {
        m_lab->link.setMiddlebox({.kind = Box::BuffersBytes, .bytes = 100});
        ask(poll);
        QTRY_VERIFY(m_lab->accepted() && m_lab->accepted()->received == poll);
        m_lab->accepted()->send(streamHead);
        QTRY_COMPARE(m_lab->link.bufferedBytes(), qint64(streamHead.size()));
        m_lab->accepted()->send(chunk.repeated(6));
        QTRY_COMPARE(m_client->received, (streamHead + chunk.repeated(6)).left(100));
        QTRY_COMPARE(m_lab->tapped(Direction::Down).size(), 100);
        m_lab->accepted()->socket.close();
        QTRY_VERIFY(m_client->ended);
        QCOMPARE(m_client->received, streamHead + chunk.repeated(6));
    }

    void everyConnectionIsClosedAfterItsTime_data()
    {
        QTest::addColumn<Box>("box");
        QTest::newRow("busy") << Box::ClosesBusy;
        QTest::newRow("idle") << Box::ClosesIdle;
    }

    void everyConnectionIsClosedAfterItsTime()
    {
        QFETCH(Box, box);

        m_lab->link.setMiddlebox({.kind = box, .time = 30ms});
        const TimePoint began = steadyNow();
        ask(poll);
        QTRY_VERIFY(m_lab->accepted());
        m_lab->accepted()->send(streamHead);
        QTRY_VERIFY(m_client->ended && m_lab->accepted()->ended);
        QVERIFY(steadyNow() - began >= 30ms);
        QCOMPARE(m_client->received, streamHead);
        QTRY_COMPARE(last().kind, Kind::Closed);
        QCOMPARE(last().cause, CloseCause::Middlebox);
        QCOMPARE(last().direction, Direction::Down);
    }

    void whatMovesKeepsAnIdleConnectionOpen()
    {
        m_lab->link.setMiddlebox({.kind = Box::ClosesIdle, .time = 100ms});
        const TimePoint began = steadyNow();
        ask(poll);
        LinkClock::Timer talker(m_lab->clock, [&] {
            m_lab->accepted()->send("x");
            if (m_lab->accepted()->unsent() == 0 && steadyNow() - began < 300ms)
                talker.setFor(steadyNow() + 5ms);
        });
        QTRY_VERIFY(m_lab->accepted());
        talker.setFor(steadyNow());
        QTRY_VERIFY(m_client->ended);
        QVERIFY(steadyNow() - began >= 390ms);
    }

    void itHoldsForNewConnectionsOnly()
    {
        m_client = std::make_unique<PlainPeer>(m_lab->port());
        QTRY_VERIFY(m_lab->accepted());
        m_lab->link.setMiddlebox({.kind = Box::RefusesUpgrade});
        m_client->send(upgrade);
        QTRY_COMPARE(m_lab->accepted()->received, upgrade);
    }

    void aLargeRequestPassesWhenTheServerIsSlowToRead()
    {
        m_lab->link.setMiddlebox({.kind = Box::BuffersToEnd});
        const qsizetype size = 24 << 20;
        ask("POST /messages HTTP/1.1\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n");
        QTRY_VERIFY(m_lab->accepted() && !m_lab->accepted()->received.isEmpty());
        const qsizetype head = m_lab->accepted()->received.size();
        m_lab->accepted()->socket.setReading(false);
        m_client->send(QByteArray(size, 'p'));
        QTRY_VERIFY(m_client->unsent() > 0 && m_lab->link.bufferedBytes() > (4 << 20));
        m_lab->accepted()->socket.setReading(true);
        QTRY_COMPARE_WITH_TIMEOUT(m_lab->accepted()->received.size(), head + size, 20'000);
        QTRY_COMPARE(m_lab->tapped(Direction::Up).size(), head + size);
        QCOMPARE(m_lab->link.bufferedBytes(), 0);
    }

private:
    void ask(const QByteArray &request)
    {
        m_client = std::make_unique<PlainPeer>(m_lab->port());
        m_client->send(request);
    }

    [[nodiscard]] const TapEvent &last() const { return m_lab->taps.back(); }

    std::unique_ptr<LinkedServer> m_lab;
    std::unique_ptr<PlainPeer> m_client;
};

QTEST_GUILESS_MAIN(MiddleboxLinkTest)
#include "tst_middlebox_link.moc"
