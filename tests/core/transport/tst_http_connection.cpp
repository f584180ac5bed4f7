#include "core/transport/http_connection.h"
#include "tests/support/door.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace std::chrono_literals;

namespace {
const QByteArray get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

/// Answers "GET /held" when told to, everything else at once with its target and body.
class Answerer : public RequestHandler
{
public:
    std::optional<HttpAnswer> refusal(const HttpRequest &request) const override
    {
        return request.path() == "/no" ? std::optional(errorAnswer(403, "no")) : std::nullopt;
    }
    void handle(HttpConnection &connection, const HttpRequest &request, const QByteArray &body) override
    {
        seen.push_back(request.target);
        if (request.path() == "/held")
            held = &connection;
        else
            connection.respond(
                {.status = 200, .contentType = "text/plain", .body = request.target + body, .extra = {}});
    }
    std::vector<QByteArray> seen;
    HttpConnection *held = nullptr;
};

/// One HttpConnection and the client at its other end.
class Pair
{
public:
    explicit Pair(ServerSettings settings = Door::minimal())
        : context(shelf, std::move(settings))
    {
        if (!m_listener.listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
        client = std::make_unique<RawClient>(m_listener.serverPort());
        if (!QTest::qWaitFor([this] { return m_listener.accepted != -1; }))
            qFatal("nobody came");
        auto socket = std::make_unique<ServerSocket>(context);
        if (!socket->takeOver(m_listener.accepted))
            qFatal("no socket");
        connection = std::make_unique<HttpConnection>(std::move(socket), answerer, context);
        QObject::connect(connection.get(), &HttpConnection::closed, connection.get(),
                         [this] { closed = true; });
        connection->start();
    }

private:
    struct Listener : QTcpServer
    {
        void incomingConnection(qintptr descriptor) override { accepted = descriptor; }
        qintptr accepted = -1;
    };
    MessageShelf shelf;
    Listener m_listener;

public:
    ServerContext context;
    Answerer answerer;
    std::unique_ptr<RawClient> client;
    std::unique_ptr<HttpConnection> connection;
    bool closed = false;
};
}

class TestHttpConnection : public QObject
{
    Q_OBJECT

private slots:
    void answersOneRequestAfterTheOtherOnOneConnection()
    {
        Pair pair;
        for (int i = 0; i < 3; ++i) {
            pair.client->send(get);
            QCOMPARE(RawClient::bodyOf(pair.client->response()), "/a");
        }
        QVERIFY(!pair.client->closed);
    }

    void answersTheSameHoweverTheRequestIsSplit()
    {
        const QByteArray post = "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
        Pair pair;
        pair.client->socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        QSignalSpy arrived(&pair.connection->socket(), &QIODevice::readyRead);
        for (const char byte : post + get) {
            pair.client->send(QByteArray(1, byte));
            QVERIFY(arrived.wait()); // each byte is read alone
        }
        QCOMPARE(arrived.size(), (post + get).size());
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "/bhello");
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "/a");
    }

    void answersPipelinedRequestsInOrderBehindAHeldOne()
    {
        Pair pair;
        pair.client->send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n" + get
                          + "GET /c HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_VERIFY(pair.answerer.held);
        QCOMPARE(pair.answerer.seen.size(), 1U);
        pair.answerer.held->respond({.status = 200, .contentType = {}, .body = "first", .extra = {}});
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "first");
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "/a");
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "/c");
    }

    void answersMorePipelinedRequestsThanItReadsAhead()
    {
        constexpr int count = 6000;
        Pair pair;
        pair.client->send(QByteArray(get).repeated(count));
        for (int i = 0; i < count; ++i)
            QCOMPARE(RawClient::bodyOf(pair.client->response()), "/a");
    }

    void sendsHeadAndBodyAtOnceWithoutTheEventLoop()
    {
        Pair pair;
        pair.client->send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_VERIFY(pair.answerer.held);
        pair.answerer.held->respond({.status = 200, .contentType = {}, .body = "body", .extra = {}});
        QByteArray bytes(4096, '\0');
        const auto received = ::recv(static_cast<int>(pair.client->socket.socketDescriptor()), bytes.data(),
                                     static_cast<std::size_t>(bytes.size()), 0);
        QVERIFY(received > 0);
        QVERIFY(bytes.first(received).endsWith("\r\n\r\nbody"));
    }

    void switchesNaglesAlgorithmOff()
    {
        Pair pair;
        int value = 0;
        socklen_t size = sizeof value;
        const auto descriptor = static_cast<int>(pair.connection->socket().socketDescriptor());
        QCOMPARE(::getsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &value, &size), 0);
        QVERIFY(value != 0);
    }

    void endsTheConnectionWhenTheClientAsksForIt_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("Connection: close")
            << QByteArray("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        QTest::newRow("HTTP/1.0") << QByteArray("GET /a HTTP/1.0\r\n\r\n");
    }
    void endsTheConnectionWhenTheClientAsksForIt()
    {
        QFETCH(QByteArray, request);
        Pair pair;
        pair.client->send(request);
        const QByteArray response = pair.client->response();
        QVERIFY(response.contains("Connection: close\r\n"));
        QCOMPARE(RawClient::bodyOf(response), "/a");
        QTRY_VERIFY(pair.client->closed);
        QTRY_VERIFY(pair.closed);
    }

    void keepsAnHttp10ConnectionWhenAsked()
    {
        Pair pair;
        pair.client->send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        QVERIFY(pair.client->response().contains("Connection: keep-alive\r\n"));
        pair.client->send(get);
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "/a");
    }

    void answersHeadWithTheHeadAlone()
    {
        Pair pair;
        pair.client->send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n" + get);
        const QByteArray head = pair.client->takeUntil("\r\n\r\n");
        QVERIFY(head.contains("Content-Length: 2\r\n"));
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "/a");
    }

    void refusesWhatIsNoRequest_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 13) << 400;
        QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("two lengths") << QByteArray(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")
                                     << 400;
        QTest::newRow("head over 16 KiB") << "GET / HTTP/1.1\r\nHost: h\r\nA: " + QByteArray(17 * 1024, 'a')
                + "\r\n\r\n" << 431;
        QTest::newRow("target over 16 KiB") << "GET /" + QByteArray(17 * 1024, 'a') + " HTTP/1.1\r\n\r\n"
                                            << 414;
        QTest::newRow("body over 1 MiB")
            << QByteArray("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n") << 413;
    }
    void refusesWhatIsNoRequest()
    {
        QFETCH(QByteArray, bytes);
        Pair pair;
        pair.client->send(bytes);
        const QByteArray response = pair.client->response();
        QTEST(RawClient::statusOf(response), "status");
        QVERIFY(RawClient::bodyOf(response).startsWith("{\"error\":\""));
        QVERIFY(response.contains("Connection: close\r\n"));
        QTRY_VERIFY(pair.client->closed);
    }

    void answersWhatCameBeforeTheFault()
    {
        Pair pair;
        pair.client->send(get + "nonsense\r\n\r\n");
        QCOMPARE(RawClient::statusOf(pair.client->response()), 200);
        QCOMPARE(RawClient::statusOf(pair.client->response()), 400);
    }

    void doesNotLoseARefusalWhenTheClientGoesOnSending()
    {
        Pair pair;
        pair.client->send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n"
                          + QByteArray(8'000'000, 'x'));
        QCOMPARE(RawClient::statusOf(pair.client->response()), 413);
        QTRY_VERIFY(pair.client->closed);
        QCOMPARE(pair.client->socket.error(), QAbstractSocket::RemoteHostClosedError);
    }

    void asksForABodyThatWaitsForItsPermission()
    {
        Pair pair;
        pair.client->send("POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(pair.client->takeUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
        pair.client->send("ok");
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "/bok");
    }

    void refusesABodyBeforeItIsSent()
    {
        Pair pair;
        pair.client->send(
            "POST /no HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(RawClient::statusOf(pair.client->response()), 403);
        QTRY_VERIFY(pair.client->closed);
    }

    void givesUpAHeadThatTakesTooLong()
    {
        ServerSettings settings = Door::minimal();
        settings.headTimeout = 50ms;
        Pair pair(settings);
        pair.client->send("GET / HTTP/1.1\r\nHost:");
        QCOMPARE(RawClient::statusOf(pair.client->response()), 408);
        QTRY_VERIFY(pair.client->closed);
    }

    void givesUpAHeadThatTricklesIn()
    {
        ServerSettings settings = Door::minimal();
        settings.headTimeout = 100ms;
        Pair pair(settings);
        QTimer trickle;
        connect(&trickle, &QTimer::timeout, this, [&pair] { pair.client->send("a"); });
        trickle.start(20);
        QCOMPARE(RawClient::statusOf(pair.client->response()), 408);
    }

    void closesAConnectionThatNeverSpoke()
    {
        ServerSettings settings = Door::minimal();
        settings.headTimeout = 50ms;
        Pair pair(settings);
        QTRY_VERIFY(pair.client->closed);
        QCOMPARE(pair.client->bytes, "");
    }

    void givesUpABodyThatStalls()
    {
        ServerSettings settings = Door::minimal();
        settings.bodyTimeout = 50ms;
        Pair pair(settings);
        pair.client->send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab");
        QCOMPARE(RawClient::statusOf(pair.client->response()), 408);
    }

    void closesAnIdleConnectionButNeverAHeldOne()
    {
        ServerSettings settings = Door::minimal();
        settings.headTimeout = 30ms;
        settings.idleTimeout = 60ms;
        Pair held(settings);
        held.client->send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_VERIFY(held.answerer.held);
        Pair idle(settings);
        idle.client->send(get);
        QCOMPARE(RawClient::statusOf(idle.client->response()), 200);
        QTRY_VERIFY(idle.client->closed);
        QVERIFY(!held.client->closed);
        held.answerer.held->respond(emptyAnswer());
        QCOMPARE(RawClient::statusOf(held.client->response()), 204);
    }

    void answersAClientThatHasEndedItsOwnSide()
    {
        Pair pair;
        QTRY_COMPARE(pair.client->socket.state(), QAbstractSocket::ConnectedState);
        pair.client->send(get);
        pair.client->socket.flush();
        ::shutdown(static_cast<int>(pair.client->socket.socketDescriptor()), SHUT_WR);
        QCOMPARE(RawClient::bodyOf(pair.client->response()), "/a");
        QTRY_VERIFY(pair.closed);
    }

    void tellsAtOnceWhenAClientLeavesAHeldRequest()
    {
        Pair pair;
        pair.client->send("GET /held HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_VERIFY(pair.answerer.held);
        pair.client->socket.abort();
        QTRY_VERIFY(pair.closed);
    }

    void doesNotLingerForeverForAPeerThatNeverCloses()
    {
        ServerSettings settings = Door::minimal();
        settings.lingerTimeout = 50ms;
        Pair pair(settings);
        QTRY_COMPARE(pair.client->socket.state(), QAbstractSocket::ConnectedState);
        // A peer that reads nothing and ends nothing: its descriptor is kept open past its socket.
        const int copy = ::dup(static_cast<int>(pair.client->socket.socketDescriptor()));
        pair.client->send("GET /a HTTP/1.0\r\n\r\n");
        pair.client->socket.flush();
        pair.client->socket.setSocketDescriptor(-1);
        QTRY_VERIFY(pair.closed);
        ::close(copy);
    }

    void stopsWorkingForAClientThatDoesNotReadItsAnswers()
    {
        Pair pair;
        pair.client->socket.setReadBufferSize(1024);
        const QByteArray body(1024 * 1024, 'x');
        const QByteArray post = "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 1048576\r\n\r\n" + body;
        QObject::disconnect(&pair.client->socket, &QIODevice::readyRead, nullptr, nullptr);
        for (int i = 0; i < 30; ++i)
            pair.client->send(post);
        QTRY_VERIFY(pair.connection->socket().bytesToWrite() > 256 * 1024);
        QVERIFY(pair.answerer.seen.size() < 30);
        QVERIFY(pair.connection->socket().bytesToWrite() < 3 * 1024 * 1024);
        connect(&pair.client->socket, &QIODevice::readyRead, this,
                [&pair] { pair.client->socket.readAll(); });
        pair.client->socket.readAll();
        QTRY_COMPARE_WITH_TIMEOUT(pair.answerer.seen.size(), 30U, 20'000);
    }
};

QTEST_GUILESS_MAIN(TestHttpConnection)
#include "tst_http_connection.moc"
