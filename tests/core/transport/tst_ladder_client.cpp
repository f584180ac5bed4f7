#include "core/transport/ladder_client.h"
#include "tests/support/client_log.h"
#include "tests/support/served_hub.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace std::chrono_literals;
using Order = LadderClient::Order;

namespace {

/// Takes connections for a server behind it, but answers a request for an upgrade itself, or never.
class Picky : public QTcpServer
{
public:
    Picky(quint16 target, const QByteArray &answerToUpgrade)
        : m_target(target)
        , m_answer(answerToUpgrade)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] { take(nextPendingConnection()); });
    }

    int upgrades = 0;

private:
    void take(QTcpSocket *client)
    {
        auto *server = new QTcpSocket(client);
        server->connectToHost(QHostAddress::LocalHost, m_target);
        connect(client, &QTcpSocket::readyRead, server, [this, client, server] {
            const QByteArray bytes = client->readAll();
            if (!bytes.contains("Upgrade: websocket")) {
                server->write(bytes);
                return;
            }
            ++upgrades;
            client->write(m_answer);
            if (!m_answer.isEmpty())
                client->disconnectFromHost();
        });
        connect(server, &QTcpSocket::readyRead, client,
                [client, server] { client->write(server->readAll()); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

    quint16 m_target;
    QByteArray m_answer;
};

const QByteArray forbidden = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

QList<quint64> upTo(quint64 last)
{
    QList<quint64> ids;
    for (quint64 id = 1; id <= last; ++id)
        ids << id;
    return ids;
}

}

Q_DECLARE_METATYPE(LadderClient::Order)

class LadderClientTest : public QObject
{
    Q_OBJECT

private slots:
    void takesTheWebSocketWhereItGetsThrough_data() { orders(); }

    void takesTheWebSocketWhereItGetsThrough()
    {
        QFETCH(Order, order);

        ServedHub served;
        served.publishNumbered(3);
        LadderClient client(order, {.port = served.port});
        ClientLog log(client);
        QSignalSpy fellBack(&client, &LadderClient::fellBack);
        client.start(MessageId{0});
        QTRY_COMPARE(client.rung(), TransportKind::WebSocket);
        QTRY_COMPARE(client.state().phase, ClientState::Phase::Open);
        served.publishNumbered(2);
        QTRY_COMPARE(log.ids(), upTo(5));
        QCOMPARE(log.readyCount, 1);
        QCOMPARE(log.losses, 0);
        QCOMPARE(fellBack.count(), 0);
        QTRY_COMPARE(served.connections(), 1);
    }

    void fallsBackAtOnceWhenItIsRefused_data() { orders(); }

    void fallsBackAtOnceWhenItIsRefused()
    {
        QFETCH(Order, order);

        ServedHub served;
        served.publishNumbered(3);
        Picky picky(served.port, forbidden);
        LadderClient client(order, {.port = picky.serverPort()}, 1h);
        ClientLog log(client);
        QSignalSpy fellBack(&client, &LadderClient::fellBack);
        client.start(MessageId{0});
        QTRY_COMPARE(fellBack.count(), 1);
        QCOMPARE(client.rung(), TransportKind::LongPoll);
        QTRY_COMPARE(log.ids(), upTo(3));
        served.publishNumbered(2);
        QTRY_COMPARE(log.ids(), upTo(5));
        QCOMPARE(picky.upgrades, 1); // it stays with what works
    }

    void fallsBackAfterItsTimeoutWhenNothingComes_data() { orders(); }

    void fallsBackAfterItsTimeoutWhenNothingComes()
    {
        QFETCH(Order, order);

        ServedHub served;
        served.publishNumbered(3);
        Picky picky(served.port, {});
        const TimePoint began = steadyNow();
        LadderClient client(order, {.port = picky.serverPort()}, 50ms);
        ClientLog log(client);
        QSignalSpy fellBack(&client, &LadderClient::fellBack);
        client.start(MessageId{0});
        QTRY_COMPARE(fellBack.count(), 1);
        QVERIFY(steadyNow() - began >= 50ms);
        served.publishNumbered(1);
        QTRY_COMPARE(log.ids(), upTo(4));
    }

    void aWebSocketThatDoesNotComeBackIsGivenUp()
    {
        ServedHub served;
        LadderClient client(Order::WebSocketFirst, {.port = served.port}, 50ms);
        ClientLog log(client);
        QSignalSpy fellBack(&client, &LadderClient::fellBack);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        served.goAway();
        QTRY_VERIFY(log.losses > 0);
        QTRY_COMPARE(fellBack.count(), 1);
        served.comeBack();
        served.publishNumbered(2);
        QTRY_COMPARE(log.ids(), upTo(2));
    }

    void aListenerMayStopIt()
    {
        ServedHub served;
        Picky picky(served.port, forbidden);
        LadderClient client(Order::WebSocketFirst, {.port = picky.serverPort()});
        QSignalSpy fellBack(&client, &LadderClient::fellBack);
        connect(&client, &LadderClient::fellBack, this, [&client] { client.stop(); });
        client.start(MessageId{0});
        QTRY_COMPARE(fellBack.count(), 1);
        QCOMPARE(client.state().phase, ClientState::Phase::Off);
        client.start(MessageId{0});
        QTRY_COMPARE(fellBack.count(), 2);
    }

private:
    static void orders()
    {
        QTest::addColumn<Order>("order");
        QTest::newRow("WebSocket first") << Order::WebSocketFirst;
        QTest::newRow("long poll first") << Order::LongPollFirst;
    }
};

QTEST_GUILESS_MAIN(LadderClientTest)
#include "tst_ladder_client.moc"
