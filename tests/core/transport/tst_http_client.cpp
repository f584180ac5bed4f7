#include "core/transport/http_client.h"
#include "tests/support/scripted_server.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <utility>

using namespace Qt::Literals::StringLiterals;

/// Sends one request after the other and keeps what came back.
class Caller : public QObject
{
public:
    explicit Caller(quint16 port)
        : endpoint{QHostAddress::LocalHost, port}
    {
        connect(&client, &HttpClient::headReceived, this, [this](const HttpResponse &head) {
            status = head.status;
            body.clear();
        });
        connect(&client, &HttpClient::bodyReceived, this, [this](const QByteArray &bytes) { body += bytes; });
        connect(&client, &HttpClient::finished, this, [this] { ++finished; });
        connect(&client, &HttpClient::failed, this, [this](const QString &text) {
            ++failed;
            reason = text;
        });
    }
    void send(const QByteArray &target, bool keepAlive = true, const QByteArray &method = "GET")
    {
        RequestSpec request;
        request.method = method;
        request.target = target;
        request.host = endpoint.authority();
        request.profile.kind = HeaderProfile::Kind::Minimal;
        request.keepAlive = keepAlive;
        client.send(endpoint, request);
    }

    HttpClient client;
    HttpClient::Endpoint endpoint;
    int status = 0;
    QByteArray body;
    QString reason;
    int finished = 0;
    int failed = 0;
};

class HttpClientTest : public QObject
{
    Q_OBJECT

private slots:
    void namesTheServerAsHostDoes()
    {
        QCOMPARE((HttpClient::Endpoint{QHostAddress::LocalHost, 80}.authority()), QByteArray("127.0.0.1:80"));
        QCOMPARE((HttpClient::Endpoint{QHostAddress::LocalHostIPv6, 8080}.authority()),
                 QByteArray("[::1]:8080"));
    }

    void readsTheSameHoweverTheAnswerIsSplit()
    {
        const QByteArray stream
            = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n";
        ScriptedServer server;
        Caller caller(server.port());
        for (qsizetype split = 1; split < stream.size(); ++split) {
            caller.send("/x");
            QTRY_COMPARE(server.requestCount(), int(split));
            QSignalSpy arrived(caller.client.findChild<QTcpSocket *>(), &QIODevice::readyRead);
            server.send(stream.first(split));
            QVERIFY(arrived.wait()); // the first part is read alone
            server.send(stream.sliced(split));
            QTRY_COMPARE(caller.finished, int(split));
            QCOMPARE(caller.body, QByteArray("abcdefg"));
        }
        QCOMPARE(server.connectionCount(), 1);
        QCOMPARE(caller.failed, 0);
    }

    void keepsOrClosesTheConnection_data()
    {
        QTest::addColumn<bool>("keepAlive");
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<int>("connections");

        QTest::newRow("kept") << true << scriptedResponse("200 OK", "a") << 1;
        QTest::newRow("204 without a body") << true << scriptedNoContent() << 1;
        QTest::newRow("the client wants a new one") << false << scriptedResponse("200 OK", "a") << 3;
        QTest::newRow("the server closes")
            << true << scriptedResponse("200 OK", "a", "Connection: close\r\n") << 3;
        QTest::newRow("ends with the connection")
            << true << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\na") << 3;
    }

    void keepsOrClosesTheConnection()
    {
        QFETCH(bool, keepAlive);
        QFETCH(QByteArray, response);
        QFETCH(int, connections);

        ScriptedServer server;
        server.answer = [response](const HttpRequest &) { return response; };
        Caller caller(server.port());
        for (int i = 1; i <= 3; ++i) {
            caller.send("/x", keepAlive);
            QTRY_COMPARE(caller.finished, i);
        }
        QCOMPARE(server.connectionCount(), connections);
        QCOMPARE(caller.failed, 0);
        QTRY_COMPARE(server.openConnections(), connections == 1 ? 1 : 0);
    }

    void replacesAKeptConnectionThatTheServerHasClosed()
    {
        ScriptedServer server;
        Caller caller(server.port());
        caller.send("/first");
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(scriptedNoContent());
        QTRY_COMPARE(caller.finished, 1);

        caller.send("/second");
        QTRY_COMPARE(server.requestCount(), 2);
        server.closeNewest(); // without a byte of an answer
        QTRY_COMPARE(server.requestCount(), 3);
        QCOMPARE(server.target(2), QByteArray("/second"));
        QCOMPARE(server.connectionCount(), 2);
        server.send(scriptedNoContent());
        QTRY_COMPARE(caller.finished, 2);
        QCOMPARE(caller.failed, 0);
    }

    void triesAgainOnlyOnce()
    {
        ScriptedServer server;
        Caller caller(server.port());
        caller.send("/first");
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(scriptedNoContent());
        QTRY_COMPARE(caller.finished, 1);
        caller.send("/second");
        QTRY_COMPARE(server.requestCount(), 2);
        server.closeNewest();
        QTRY_COMPARE(server.requestCount(), 3);
        server.closeNewest();
        QTRY_COMPARE(caller.failed, 1);
        QCOMPARE(server.connectionCount(), 2);
    }

    void neverSendsAPostTwice()
    {
        ScriptedServer server;
        Caller caller(server.port());
        caller.send("/first");
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(scriptedNoContent());
        QTRY_COMPARE(caller.finished, 1);
        caller.send("/messages", true, "POST");
        QTRY_COMPARE(server.requestCount(), 2); // on the kept connection
        server.closeNewest();
        QTRY_COMPARE(caller.failed, 1);
        QCOMPARE(server.requestCount(), 2);
        QCOMPARE(server.connectionCount(), 1);
        caller.send("/messages", true, "POST");
        QTRY_COMPARE(server.requestCount(), 3);
        QCOMPARE(server.connectionCount(), 2);
    }

    void failsInWords_data()
    {
        QTest::addColumn<QByteArray>("bytes");

        QTest::newRow("closed without an answer") << QByteArray();
        QTest::newRow("closed in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
        QTest::newRow("closed in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
        QTest::newRow("closed in a chunk")
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nab");
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    }

    void failsInWords()
    {
        QFETCH(QByteArray, bytes);
        ScriptedServer server;
        Caller caller(server.port());
        caller.send("/x");
        QTRY_COMPARE(server.requestCount(), 1);
        if (!bytes.isEmpty())
            server.send(bytes);
        server.closeNewest();
        QTRY_COMPARE(caller.failed, 1);
        QVERIFY(!caller.reason.isEmpty());
        QVERIFY(!caller.client.isBusy());
        QCOMPARE(caller.finished, 0);
    }

    void failsWhenNobodyListens()
    {
        ScriptedServer server;
        Caller caller(server.port());
        server.goAway();
        caller.send("/x");
        QTRY_COMPARE(caller.failed, 1);
        QVERIFY(server.listen());
        server.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        caller.send("/x");
        QTRY_COMPARE(caller.finished, 1);
    }

    void closeForgetsTheRequestAndSaysNothing()
    {
        ScriptedServer server;
        Caller caller(server.port());
        caller.send("/x");
        QTRY_COMPARE(server.requestCount(), 1);
        caller.client.close();
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(caller.failed + caller.finished, 0);
    }

    void aListenerMayCloseInTheMiddleOfAnAnswer()
    {
        ScriptedServer server;
        Caller caller(server.port());
        connect(&caller.client, &HttpClient::bodyReceived, &caller, [&caller] { caller.client.close(); });
        caller.send("/x");
        QTRY_COMPARE(server.requestCount(), 1);
        server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(caller.body, QByteArray("a"));
        QCOMPARE(caller.failed + caller.finished, 0);
    }

    void opensANewConnectionAsSoonAsItIsAskedTo()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        Caller caller(server.port());
        caller.send("/x", true);
        QTRY_COMPARE(caller.finished, 1);
        caller.send("/x", false);
        QTRY_COMPARE(caller.finished, 2);
        QCOMPARE(server.connectionCount(), 2);
        QTRY_COMPARE(server.openConnections(), 0);
    }

    void goesToAnotherServerWhenAsked()
    {
        ScriptedServer first;
        ScriptedServer second;
        first.answer = second.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        Caller caller(first.port());
        caller.send("/x");
        QTRY_COMPARE(caller.finished, 1);
        caller.endpoint.port = second.port();
        caller.send("/y");
        QTRY_COMPARE(caller.finished, 2);
        QCOMPARE(second.requestCount(), 1);
        QTRY_COMPARE(first.openConnections(), 0);
    }
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_http_client.moc"
