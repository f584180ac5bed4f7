#include "core/transport/front_door.h"
#include "tests/support/door.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <sys/socket.h>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {
QByteArray post(const QByteArray &body, const QByteArray &headers = {})
{
    return "POST /messages HTTP/1.1\r\nHost: h:1\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

bool hasDateAndNoStore(const QByteArray &response)
{
    return response.contains("\r\nDate: ") && response.contains("\r\nCache-Control: no-store\r\n")
        && !response.contains("X-Accel-Buffering");
}
}

class TestFrontDoor : public QObject
{
    Q_OBJECT

private slots:
    void answersEachRequestAsTheContractSays_data()
    {
        QTest::addColumn<QByteArray>("requestLine");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("page") << QByteArray("GET /") << 200
                              << QByteArray("Content-Type: text/html; charset=utf-8");
        QTest::newRow("page with a query")
            << QByteArray("GET /?a=b") << 200 << QByteArray("Content-Type: text/html");
        QTest::newRow("absolute target") << QByteArray("GET http://h/poll") << 200 << QByteArray();
        QTest::newRow("poll") << QByteArray("GET /poll") << 200
                              << QByteArray("Content-Type: application/json");
        QTest::newRow("poll, nothing newer") << QByteArray("GET /poll?after=2") << 204 << QByteArray();
        QTest::newRow("poll, bad id") << QByteArray("GET /poll?after=x") << 400 << QByteArray();
        QTest::newRow("long poll") << QByteArray("GET /long-poll") << 200 << QByteArray();
        QTest::newRow("long poll, bad timeout")
            << QByteArray("GET /long-poll?timeout=121") << 400 << QByteArray();
        QTest::newRow("stream, bad id") << QByteArray("GET /events?after=-1") << 400 << QByteArray();
        QTest::newRow("WebSocket without upgrade")
            << QByteArray("GET /ws") << 426 << QByteArray("Upgrade: websocket");
        QTest::newRow("echo without upgrade")
            << QByteArray("GET /echo") << 426 << QByteArray("Upgrade: websocket");
        QTest::newRow("stats") << QByteArray("GET /stats") << 200
                               << QByteArray("Content-Type: application/json");
        QTest::newRow("unknown") << QByteArray("GET /nothing") << 404 << QByteArray();
        QTest::newRow("unknown, other method") << QByteArray("DELETE /nothing") << 404 << QByteArray();
        QTest::newRow("not a path") << QByteArray("GET poll") << 404 << QByteArray();
        QTest::newRow("messages with GET")
            << QByteArray("GET /messages") << 405 << QByteArray("Allow: POST, OPTIONS");
        QTest::newRow("poll with PUT")
            << QByteArray("PUT /poll") << 405 << QByteArray("Allow: GET, HEAD, OPTIONS");
        QTest::newRow("stream with POST")
            << QByteArray("POST /events") << 405 << QByteArray("Allow: GET, HEAD, OPTIONS");
        QTest::newRow("options") << QByteArray("OPTIONS /poll") << 204
                                 << QByteArray("Allow: GET, HEAD, OPTIONS");
        QTest::newRow("options, messages")
            << QByteArray("OPTIONS /messages") << 204 << QByteArray("Allow: POST, OPTIONS");
        QTest::newRow("options, all")
            << QByteArray("OPTIONS *") << 204 << QByteArray("Allow: GET, HEAD, POST, OPTIONS");
    }
    void answersEachRequestAsTheContractSays()
    {
        QFETCH(QByteArray, requestLine);
        QFETCH(QByteArray, header);
        Door door;
        door.publishNumbered(2);
        RawClient client(door.port, requestLine + " HTTP/1.1\r\nHost: h\r\n\r\n");
        const QByteArray response = client.response();
        QTEST(RawClient::statusOf(response), "status");
        QVERIFY2(response.contains(header), response);
        QVERIFY2(hasDateAndNoStore(response), response);
        QCOMPARE(response.contains("\r\nAccess-Control-Allow-Origin: *\r\n"), requestLine.startsWith("GET"));
        if (RawClient::statusOf(response) >= 400)
            QVERIFY(QJsonDocument::fromJson(RawClient::bodyOf(response)).object().contains(u"error"_s));
    }

    void answersHeadWithGetsHead_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char *target : {"/", "/poll", "/poll?after=2", "/long-poll", "/stats", "/ws", "/nothing"})
            QTest::newRow(target) << QByteArray(target);
    }
    void answersHeadWithGetsHead()
    {
        QFETCH(QByteArray, target);
        Door door;
        door.publishNumbered(2);
        RawClient client(door.port);
        const QByteArray rest = " HTTP/1.1\r\nHost: h\r\n\r\n";
        client.send("HEAD " + target + rest);
        const QByteArray head = client.takeUntil("\r\n\r\n");
        client.send("GET " + target + rest);
        const QByteArray response = client.response();
        // /stats tells its uptime, and Date may tick.
        static const QRegularExpression changing(u"(Date|Content-Length): [^\r]*"_s);
        QCOMPARE(QString::fromUtf8(head).remove(changing),
                 QString::fromUtf8(response.first(response.indexOf("\r\n\r\n") + 4)).remove(changing));
    }

    void neverHoldsAHead()
    {
        Door door;
        RawClient client(door.port, "HEAD /long-poll HTTP/1.1\r\nHost: h\r\n\r\n");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
        client.send("HEAD /events HTTP/1.1\r\nHost: h\r\n\r\n");
        QVERIFY(client.takeUntil("\r\n\r\n").contains("Content-Type: text/event-stream\r\n"));
        client.get("/poll");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
    }

    void tellsAPreflightThatReadingIsAllowed()
    {
        Door door;
        RawClient client(door.port,
                         "OPTIONS /events HTTP/1.1\r\nHost: h\r\nOrigin: http://other\r\n"
                         "Access-Control-Request-Method: GET\r\n\r\n");
        const QByteArray response = client.response();
        QCOMPARE(RawClient::statusOf(response), 204);
        QVERIFY(response.contains("\r\nAccess-Control-Allow-Methods: GET, HEAD\r\n"));
        QVERIFY(response.contains("\r\nAccess-Control-Allow-Origin: *\r\n"));
    }

    void publishesABody_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("text");
        QTest::newRow("text") << QByteArray("caf\xc3\xa9") << true;
        QTest::newRow("empty") << QByteArray("") << true;
        QTest::newRow("binary") << QByteArray("\xff\x00\x01", 3) << false;
        QTest::newRow("1 MiB") << QByteArray(1024 * 1024, 'x') << true;
    }
    void publishesABody()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, text);
        Door door;
        door.publishNumbered(1);
        RawClient client(door.port, post(body));
        const QByteArray response = client.response();
        QCOMPARE(RawClient::statusOf(response), 201);
        QCOMPARE(RawClient::bodyOf(response), "{\"id\":2}");
        const Message message = door.shelf.since(MessageId{1}, {}).messages.at(0);
        QCOMPARE(message.payload, body);
        QCOMPARE(message.kind == PayloadKind::Text, text);
    }

    void refusesABodyOverOneMebibyte()
    {
        Door door;
        RawClient client(door.port, post(QByteArray(1024 * 1024 + 1, 'x')));
        QCOMPARE(RawClient::statusOf(client.response()), 413);
        QCOMPARE(door.shelf.last(), MessageId{0});
    }

    void refusesAForeignOriginToPublish_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("allowed");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << QByteArray() << QByteArray() << 201;
        QTest::newRow("own") << QByteArray("http://h:1") << QByteArray() << 201;
        QTest::newRow("own, other case") << QByteArray("http://H:1") << QByteArray() << 201;
        QTest::newRow("other port") << QByteArray("http://h:2") << QByteArray() << 403;
        QTest::newRow("other host") << QByteArray("http://evil:1") << QByteArray() << 403;
        QTest::newRow("null") << QByteArray("null") << QByteArray() << 403;
        QTest::newRow("allowed") << QByteArray("http://good") << QByteArray("http://good") << 201;
        QTest::newRow("other than the allowed")
            << QByteArray("http://good2") << QByteArray("http://good") << 403;
        QTest::newRow("all allowed") << QByteArray("null") << QByteArray("*") << 201;
    }
    void refusesAForeignOriginToPublish()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, allowed);
        ServerSettings settings = Door::minimal();
        if (!allowed.isEmpty())
            settings.allowedOrigins = {allowed};
        Door door(settings);
        RawClient client(door.port,
                         post("x", origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n"));
        const QByteArray response = client.response();
        QTEST(RawClient::statusOf(response), "status");
        if (!origin.isEmpty() && RawClient::statusOf(response) == 201)
            QVERIFY(response.contains("Access-Control-Allow-Origin: " + origin));
    }

    void countsWhatItServes()
    {
        Door door;
        door.publishNumbered(3);
        RawClient shortPoll(door.port);
        RawClient longPoll(door.port);
        RawClient stream(door.port);
        shortPoll.get("/poll");
        longPoll.get("/long-poll?after=3");
        stream.get("/events");
        QCOMPARE(RawClient::statusOf(shortPoll.response()), 200);
        QVERIFY(!stream.takeUntil("retry: 2000\n\n").isEmpty());
        QTRY_COMPARE(door.front.stats().connections, (std::array{1, 1, 1, 0}));
        RawClient client(door.port);
        client.get("/stats");
        const QByteArray body = RawClient::bodyOf(client.response());
        QVERIFY2(
            body.startsWith("{\"connections\":{\"short-poll\":1,\"long-poll\":1,\"sse\":1,\"websocket\":0},"
                            "\"published\":3,\"last\":3,\"dropped\":0,\"uptime_s\":"),
            body);
        QVERIFY(QJsonDocument::fromJson(body).object().value(u"uptime_s"_s).isDouble());
        for (RawClient *leaving : {&shortPoll, &longPoll, &stream})
            leaving->socket.abort();
        QTRY_COMPARE(door.front.stats().connections, (std::array{0, 0, 0, 0}));
    }

    void countsAConnectionForTheTransportItUsedLast()
    {
        Door door;
        RawClient client(door.port);
        client.get("/poll");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
        client.get("/long-poll?timeout=0");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
        QCOMPARE(door.front.stats().connections, (std::array{0, 1, 0, 0}));
    }

    void turnsAwayWhoeverFindsNoRoom()
    {
        ServerSettings settings = Door::minimal();
        settings.maxConnections = 2;
        Door door(settings);
        RawClient first(door.port);
        RawClient second(door.port);
        for (RawClient *client : {&first, &second}) {
            client->get("/poll");
            QCOMPARE(RawClient::statusOf(client->response()), 204);
        }
        RawClient third(door.port);
        third.get("/poll");
        const QByteArray response = third.response();
        QCOMPARE(RawClient::statusOf(response), 503);
        QVERIFY(RawClient::bodyOf(response).startsWith("{\"error\":"));
        QTRY_VERIFY(third.closed);
        first.socket.abort();
        QTRY_VERIFY(door.front.stats().connections[0] == 1);
        RawClient fourth(door.port);
        fourth.get("/poll");
        QCOMPARE(RawClient::statusOf(fourth.response()), 204);
    }

    void mayGoWhileSomebodyIsTurnedAway()
    {
        ServerSettings settings = Door::minimal();
        settings.maxConnections = 0;
        auto door = std::make_unique<Door>(settings);
        RawClient client(door->port);
        QVERIFY(client.socket.waitForConnected()); // the server is not at work yet
        // A peer that does not end its side: its descriptor is kept open past its socket.
        const int copy = ::dup(static_cast<int>(client.socket.socketDescriptor()));
        QCOMPARE(RawClient::statusOf(client.response()), 503);
        door.reset();
        ::close(copy);
    }

    void appliesAHeaderProfileToTheNextResponse()
    {
        Door door;
        RawClient client(door.port);
        client.get("/poll");
        const qsizetype before = client.response().size();
        ServerSettings settings = Door::minimal();
        settings.headers = {HeaderProfile::Kind::Custom, 4000};
        door.front.apply(settings);
        client.get("/poll");
        QCOMPARE(client.response().size(), 2000);
        QVERIFY(before < 400);
    }

    void aSecondAddressLeadsToTheSameServer()
    {
        Door door;
        const QHostAddress beside(u"127.0.0.2"_s);
        QVERIFY(door.front.listenBeside(beside));
        door.publish("m1");
        QTcpSocket socket;
        QByteArray bytes;
        connect(&socket, &QIODevice::readyRead, this, [&] { bytes += socket.readAll(); });
        socket.connectToHost(beside, door.port);
        socket.write("GET /poll HTTP/1.1\r\nHost: h\r\n\r\n");
        QTRY_VERIFY(bytes.contains("m1"));
    }

    void aSecondAddressThatIsTakenIsSaidInWords()
    {
        Door door;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(u"127.0.0.2"_s), door.port));
        const auto refused = door.front.listenBeside(QHostAddress(u"127.0.0.2"_s));
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(u"127.0.0.2"_s));
        RawClient client(door.port);
        client.get("/poll");
        QCOMPARE(RawClient::statusOf(client.response()), 204); // the first one goes on
    }

    void saysInWordsWhyItCannotListen()
    {
        Door door;
        MessageShelf shelf;
        FrontDoor second(shelf, [](const QByteArray &, PayloadKind) { return MessageId{}; }, {});
        const auto listening = second.listen(QHostAddress::LocalHost, door.port);
        QVERIFY(!listening);
        QVERIFY(listening.error().message.contains(QString::number(door.port)));
    }

    void endsEverythingInOrder()
    {
        Door door;
        RawClient idle(door.port);
        idle.get("/poll");
        QCOMPARE(RawClient::statusOf(idle.response()), 204);
        RawClient held(door.port);
        held.get("/long-poll");
        RawClient stream(door.port);
        stream.get("/events");
        QVERIFY(!stream.takeUntil("retry: 2000\n\n\r\n").isEmpty());
        RawClient plainStream(door.port, "GET /events HTTP/1.0\r\n\r\n");
        QVERIFY(!plainStream.takeUntil("retry: 2000\n\n").isEmpty());
        QTRY_COMPARE(door.front.stats().connections, (std::array{1, 1, 2, 0}));
        QSignalSpy closed(&door.front, &FrontDoor::closed);
        door.front.close();
        const QByteArray response = held.response();
        QCOMPARE(RawClient::statusOf(response), 503);
        QVERIFY(response.contains("Connection: close\r\n"));
        QTRY_VERIFY(idle.closed && held.closed && stream.closed && plainStream.closed);
        QCOMPARE(stream.bytes, "0\r\n\r\n");
        QCOMPARE(plainStream.bytes, "");
        QTRY_COMPARE(closed.count(), 1);
        RawClient late(door.port);
        QTRY_COMPARE(late.socket.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void saysThatItIsClosedWhenNobodyWasThere()
    {
        Door door;
        QSignalSpy closed(&door.front, &FrontDoor::closed);
        door.front.close();
        QTRY_COMPARE(closed.count(), 1);
    }

    void survivesBytesThatMeanNothing()
    {
        Door door;
        QRandomGenerator random(7);
        for (int i = 0; i < 50; ++i) {
            QByteArray bytes(random.bounded(1, 3000), '\0');
            for (char &byte : bytes)
                byte = static_cast<char>(random.bounded(256));
            RawClient client(door.port, bytes + "\r\n\r\n");
            QVERIFY(client.response().startsWith("HTTP/1.1 4"));
        }
        RawClient client(door.port);
        client.get("/poll");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
    }
};

QTEST_GUILESS_MAIN(TestFrontDoor)
#include "tst_front_door.moc"
