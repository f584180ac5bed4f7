#include "core/transport/sse_client.h"
#include "tests/support/client_log.h"
#include "tests/support/scripted_server.h"

#include <QCoreApplication>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Phase = ClientState::Phase;

static const QByteArray streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                     "Transfer-Encoding: chunked\r\n\r\n";

static QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

static QByteArray messageEvent(int id)
{
    return "id: " + QByteArray::number(id) + "\ndata: " + scriptedMessage(id) + "\n\n";
}

class SseClientTest : public QObject
{
    Q_OBJECT

private slots:
    void isReadyWhenTheStreamIsOpen()
    {
        ScriptedServer server;
        SseClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        QCOMPARE(server.target(0), QByteArray("/events?after=0"));
        QCOMPARE(server.requests()[0].head.header("Accept"), "text/event-stream");
        QVERIFY(!server.requests()[0].head.header("Last-Event-ID"));
        QCOMPARE(log.readyCount, 0);
        QCOMPARE(client.state().phase, Phase::Connecting);
        server.send(streamHead);
        QTRY_COMPARE(log.readyCount, 1);
        QCOMPARE(client.state().phase, Phase::Open);
    }

    void deliversTheSameHoweverTheStreamIsSplit()
    {
        const QByteArray stream = streamHead + chunk("retry: 10\n\n")
            + chunk("event: missed\ndata: {\"missed\":3}\n\n") + chunk(messageEvent(4))
            + chunk(": still here\n\n") + chunk("event: weather\ndata: rain\n\n")
            + chunk(messageEvent(5) + messageEvent(6).first(9)) + chunk(messageEvent(6).sliced(9));
        for (qsizetype split = 1; split < stream.size(); ++split) {
            ScriptedServer server;
            SseClient client({.port = server.port()});
            ClientLog log(client);
            client.start(MessageId{0});
            QTRY_COMPARE(server.requestCount(), 1);
            server.send(stream.first(split));
            QCoreApplication::processEvents(); // the first part is read alone
            server.send(stream.sliced(split));
            QTRY_COMPARE(log.lines, (QStringList{u"ready"_s, u"missed 3"_s, u"4"_s, u"5"_s, u"6"_s}));
        }
    }

    void resumesWithLastEventIdAndWhatTheServerSaysOfTheWait()
    {
        ScriptedServer server;
        SseClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{8});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(streamHead + chunk("retry: 700\n\n") + chunk(messageEvent(9)));
        QTRY_COMPARE(log.ids(), (QList<quint64>{9}));
        server.closeNewest();
        QTRY_COMPARE(log.losses, 1);
        QCOMPARE(client.state().phase, Phase::Retrying);
        QVERIFY(client.state().until - client.state().since > 600ms);
        QTRY_COMPARE(server.requestCount(), 2);
        QCOMPARE(server.requests()[1].head.header("Last-Event-ID"), "9");
        QCOMPARE(server.target(1), QByteArray("/events?after=9"));
    }

    void comesBackWhenTheServerDoes()
    {
        ScriptedServer server;
        SseClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(streamHead + chunk("retry: 10\n\n") + chunk(messageEvent(1))
                    + "7\r\nid: "); // and then cut
        QTRY_COMPARE(log.ids(), (QList<quint64>{1}));
        server.goAway();
        QTRY_VERIFY(log.losses >= 1);
        QVERIFY(server.listen());
        QTRY_COMPARE(server.requestCount(), 2);
        QCOMPARE(server.requests()[1].head.header("Last-Event-ID"), "1");
        server.send(streamHead + chunk(messageEvent(2)));
        QTRY_COMPARE(log.ids(), (QList<quint64>{1, 2}));
        QCOMPARE(log.readyCount, 2);
    }

    void visibleHeartbeatsLetItNoticeSilence()
    {
        ScriptedServer server;
        SseClient client({.port = server.port(), .silenceTimeout = 150ms, .visibleHeartbeats = true});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(streamHead + chunk("event: heartbeat\ndata: {\"heartbeat\":true}\n\n"));
        QTRY_COMPARE(log.readyCount, 1);
        QTRY_COMPARE(log.losses, 1);
        QVERIFY(log.deliveries.isEmpty());
    }

    void withoutJitterItComesBackExactlyWhenToldTo()
    {
        ScriptedServer server;
        SseClient client({.port = server.port(), .reconnectJitter = false});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(streamHead + chunk("retry: 700\n\n"));
        QTRY_COMPARE(log.readyCount, 1);
        server.closeNewest();
        QTRY_COMPARE(log.losses, 1);
        const Duration wait = client.state().until - client.state().since;
        QVERIFY(wait > 690ms && wait <= 700ms);
    }

    void anOrderlyEndIsALossToo()
    {
        ScriptedServer server;
        SseClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(streamHead + "0\r\n\r\n");
        QTRY_COMPARE(server.requestCount(), 2);
        QCOMPARE(log.lines, (QStringList{u"ready"_s, u"reconnecting"_s}));
    }

    void aRestartedServerTakesTheIdBack()
    {
        ScriptedServer server;
        SseClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{900});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(streamHead + chunk("event: restarted\ndata: {\"restarted\":true}\n\n"));
        QTRY_COMPARE(log.lines, (QStringList{u"ready"_s, u"restarted"_s}));
        QCOMPARE(toNumber(client.cursor()), quint64(0));
        server.closeNewest();
        QTRY_COMPARE(server.requestCount(), 2);
        QCOMPARE(server.target(1), QByteArray("/events?after=0"));
        QVERIFY(!server.requests()[1].head.header("Last-Event-ID"));
    }

    void givesUpWhereTheStandardDoes_data()
    {
        QTest::addColumn<QByteArray>("response");

        QTest::newRow("204") << scriptedNoContent();
        QTest::newRow("404") << scriptedResponse("404 Not Found", "{}");
        QTest::newRow("503") << scriptedResponse("503 Service Unavailable", "{}");
        QTest::newRow("a page") << scriptedResponse("200 OK", "<p>", "Content-Type: text/html\r\n");
        QTest::newRow("no type") << scriptedResponse("200 OK", "data: x\n\n", "");
    }

    void givesUpWhereTheStandardDoes()
    {
        QFETCH(QByteArray, response);
        ScriptedServer server;
        server.answer = [response](const HttpRequest &) { return response; };
        SseClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(client.state().phase, Phase::Failed);
        QVERIFY(!client.state().detail.isEmpty());
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(log.lines, QStringList{u"gave up"_s});
        client.stop();
        client.start(MessageId{0}); // the user may insist
        QTRY_COMPARE(server.requestCount(), 2);
    }

    void anEventThatMakesNoSenseIsALoss_data()
    {
        QTest::addColumn<QByteArray>("bytes");

        QTest::newRow("not JSON") << QByteArray("data: hello\n\n");
        QTest::newRow("another JSON") << QByteArray("data: {\"a\":1}\n\n");
        QTest::newRow("missed how many") << QByteArray("event: missed\ndata: {}\n\n");
        QTest::newRow("endless") << "data: " + QByteArray(9 * 1024 * 1024, 'x');
    }

    void anEventThatMakesNoSenseIsALoss()
    {
        QFETCH(QByteArray, bytes);
        ScriptedServer server;
        SseClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(streamHead + chunk(bytes));
        QTRY_COMPARE(log.losses, 1);
        QVERIFY(!client.state().detail.isEmpty());
        QTRY_COMPARE(server.requestCount(), 2);
        QVERIFY(log.deliveries.isEmpty());
    }

    void keepsItsStreamUnlessItMoves()
    {
        ScriptedServer first;
        ScriptedServer second;
        SseClient client({.port = first.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(first.requestCount(), 1);
        first.send(streamHead);
        QTRY_COMPARE(log.readyCount, 1);
        client.apply({.port = first.port(), .headers = {.kind = HeaderProfile::Kind::Minimal}});
        first.send(chunk(messageEvent(1)));
        QTRY_COMPARE(log.ids(), (QList<quint64>{1}));
        QCOMPARE(first.requestCount(), 1);
        client.apply({.port = second.port()});
        QTRY_COMPARE(second.requestCount(), 1);
        QCOMPARE(second.requests()[0].head.header("Last-Event-ID"), "1");
        QTRY_COMPARE(first.openConnections(), 0);
    }

    void stopsInOrderEvenFromAListener()
    {
        ScriptedServer server;
        SseClient client({.port = server.port()});
        ClientLog log(client);
        connect(&client, &ClientTransport::delivered, this, [&client] { client.stop(); });
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(streamHead + chunk(messageEvent(1) + messageEvent(2)) + chunk(messageEvent(3)));
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(log.lines, (QStringList{u"ready"_s, u"1"_s}));
        QCOMPARE(client.state().phase, Phase::Off);
    }
};

QTEST_GUILESS_MAIN(SseClientTest)
#include "tst_sse_client.moc"
