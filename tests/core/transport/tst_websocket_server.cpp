#include "core/protocol/envelope.h"
#include "core/transport/websocket_server.h"
#include "tests/support/door.h"

#include <QWebSocket>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {
const QByteArray key = "dGhlIHNhbXBsZSBub25jZQ==";

/// A handshake with the key of RFC 6455 1.3; `changed` replaces or adds headers, an empty value removes one.
QByteArray handshake(const QByteArray &target, const HttpHeaders &changed = {},
                     const QByteArray &start = "HTTP/1.1")
{
    HttpHeaders headers{{"Host", "h"},
                        {"Upgrade", "websocket"},
                        {"Connection", "Upgrade"},
                        {"Sec-WebSocket-Version", "13"},
                        {"Sec-WebSocket-Key", key}};
    for (const HttpHeader &header : changed) {
        std::erase_if(headers, [&header](const HttpHeader &old) { return old.first == header.first; });
        if (!header.second.isEmpty())
            headers.push_back(header);
    }
    QByteArray request = "GET " + target + ' ' + start + "\r\n";
    for (const auto &[name, value] : headers)
        request += name + ": " + value + "\r\n";
    return request + "\r\n";
}

/// A QWebSocket that collects what it is sent.
class Client
{
public:
    Client(const Door &door, const QString &target)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString &text) { texts.push_back(text.toUtf8()); });
        QObject::connect(&socket, &QWebSocket::binaryMessageReceived, &socket,
                         [this](const QByteArray &bytes) { binaries.push_back(bytes); });
        socket.open(QUrl(u"ws://127.0.0.1:%1%2"_s.arg(door.port).arg(target)));
    }
    [[nodiscard]] bool isOpen()
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::ConnectedState; });
    }

    QWebSocket socket;
    QByteArrayList texts;
    QByteArrayList binaries;
};

QByteArray text(int id)
{
    const QByteArray number = QByteArray::number(id);
    return "{\"id\":" + number + ",\"t\":" + QByteArray::number(1'764'000'000'000'000 + id) + ",\"data\":\"m"
        + number + "\"}";
}

int openCount(const Door &door)
{
    return door.front.stats().connections[indexOf(TransportKind::WebSocket)];
}
}

class TestWebSocketServer : public QObject
{
    Q_OBJECT

private slots:
    void sendsEachMessageAsOneTextFrameRightAfterTheHandshake()
    {
        Door door;
        door.publishNumbered(1);
        RawClient client(door.port, handshake("/ws?after=0"));
        const QByteArray head = client.takeUntil("\r\n\r\n");
        QVERIFY(head.startsWith("HTTP/1.1 101 Switching Protocols\r\n"));
        QVERIFY(head.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        QVERIFY(head.contains("\r\nDate: "));
        QVERIFY(head.contains("\r\nCache-Control: no-store\r\n"));
        const auto frame = [](const QByteArray &payload) {
            return char(0x81) + QByteArray(1, char(payload.size())) + payload;
        };
        QTRY_COMPARE(client.bytes, frame(text(1)));
        door.publishNumbered(1);
        QTRY_COMPARE(client.bytes, frame(text(1)) + frame(text(2)));
    }

    void resumesWhereTheClientSays_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QByteArrayList>("texts");
        QTest::newRow("from now on") << u"/ws"_s << QByteArrayList{text(4)};
        QTest::newRow("now") << u"/ws?after=now"_s << QByteArrayList{text(4)};
        QTest::newRow("after 1") << u"/ws?after=1"_s << QByteArrayList{text(2), text(3), text(4)};
        QTest::newRow("above the last")
            << u"/ws?after=9"_s << QByteArrayList{"{\"restarted\":true}", text(1), text(2), text(3), text(4)};
    }
    void resumesWhereTheClientSays()
    {
        QFETCH(QString, target);
        Door door;
        door.publishNumbered(3);
        Client client(door, target);
        QVERIFY(client.isOpen());
        door.publishNumbered(1);
        QTRY_VERIFY(!client.texts.isEmpty() && client.texts.last() == text(4));
        QTEST(client.texts, "texts");
    }

    void tellsHowManyAreMissingBeforeTheFirstMessage()
    {
        Door door(Door::minimal(), 2);
        door.publishNumbered(5);
        Client client(door, u"/ws?after=1"_s);
        QTRY_COMPARE(client.texts, (QByteArrayList{"{\"missed\":2}", text(4), text(5)}));
    }

    void sendsBinaryFramesWhenAsked()
    {
        Door door;
        Client client(door, u"/ws?format=binary&after=7"_s);
        QTRY_COMPARE(client.texts, QByteArrayList{"{\"restarted\":true}"});
        const MessageId id = door.publish("pay\xff", PayloadKind::Binary);
        QTRY_COMPARE(client.binaries.size(), 1);
        const auto message = parseBinaryMessage(client.binaries.first());
        QVERIFY(message);
        QCOMPARE(message->id, id);
        QCOMPARE(message->payload, "pay\xff");
    }

    void publishesWhatAClientSends()
    {
        Door door;
        Client sender(door, u"/ws"_s);
        Client receiver(door, u"/ws?format=binary"_s);
        QVERIFY(sender.isOpen() && receiver.isOpen());
        QTRY_COMPARE(openCount(door), 2);
        sender.socket.sendTextMessage(u"h\u00e9"_s);
        sender.socket.sendBinaryMessage("\xff");
        QTRY_COMPARE(receiver.binaries.size(), 2);
        QTRY_COMPARE(sender.texts.size(), 2);
        const MessageBatch batch = door.shelf.since(MessageId{0}, {});
        QCOMPARE(batch.messages[0].payload, "h\xc3\xa9");
        QVERIFY(batch.messages[0].kind == PayloadKind::Text);
        QCOMPARE(batch.messages[1].payload, "\xff");
        QVERIFY(batch.messages[1].kind == PayloadKind::Binary);
    }

    void takesAMessageOfOneMebibyteAndClosesOnALargerOne_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("ws") << u"/ws"_s;
        QTest::newRow("echo") << u"/echo"_s;
    }
    void takesAMessageOfOneMebibyteAndClosesOnALargerOne()
    {
        QFETCH(QString, target);
        Door door;
        Client client(door, target);
        QVERIFY(client.isOpen());
        client.socket.sendBinaryMessage(QByteArray(1024 * 1024, 'x'));
        QTRY_COMPARE(client.texts.size() + client.binaries.size(), 1);
        client.socket.sendBinaryMessage(QByteArray(1024 * 1024 + 1, 'x'));
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    }

    void doesNotLoseTheCloseFrameOfARefusedMessage()
    {
        Door door;
        RawClient client(door.port, handshake("/ws"));
        QVERIFY(!client.takeUntil("\r\n\r\n").isEmpty());
        const QByteArray header("\x82\xff\x00\x00\x00\x00\x00\x80\x00\x00\x00\x00\x00\x00",
                                14); // 8 MiB, masked
        client.send(header + QByteArray(8 * 1024 * 1024, '\0'));
        QTRY_VERIFY(client.closed);
        QVERIFY(client.bytes.startsWith(QByteArray("\x88"))
                && client.bytes.mid(2, 2) == QByteArray("\x03\xf1"));
        QCOMPARE(client.socket.error(), QAbstractSocket::RemoteHostClosedError);
    }

    void returnsEachMessageAsItCame()
    {
        Door door;
        Client client(door, u"/echo"_s);
        QVERIFY(client.isOpen());
        client.socket.sendTextMessage(u"\u00e9\U0001F600"_s);
        client.socket.sendBinaryMessage(QByteArray("\x00\xff", 2));
        client.socket.sendTextMessage(QString());
        QTRY_COMPARE(client.texts, (QByteArrayList{"\xc3\xa9\xf0\x9f\x98\x80", ""}));
        QCOMPARE(client.binaries, QByteArrayList{QByteArray("\x00\xff", 2)});
        QCOMPARE(door.shelf.last(), MessageId{0});
    }

    void holdsBackAClientThatDoesNotReadItsEchoes()
    {
        constexpr int count = 40;
        Door door;
        Client client(door, u"/echo"_s);
        QVERIFY(client.isOpen());
        for (int i = 0; i < count; ++i)
            client.socket.sendBinaryMessage(QByteArray(1024 * 1024, char('a' + i % 26)));
        QTRY_COMPARE_WITH_TIMEOUT(client.binaries.size(), count, 20'000);
        for (int i = 0; i < count; ++i)
            QCOMPARE(client.binaries[i].at(1024 * 1024 - 1), char('a' + i % 26));
    }

    void pingsAndKeepsItsFramesWhole()
    {
        ServerSettings settings = Door::minimal();
        settings.pingInterval = 20ms;
        Door door(settings);
        RawClient client(door.port, handshake("/ws"));
        QVERIFY(!client.takeUntil("\r\n\r\n").isEmpty());
        QTRY_VERIFY(client.bytes.count(QByteArray("\x89\x00", 2)) >= 3);
    }

    void refusesAWrongHandshake_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        const QByteArray version = "Sec-WebSocket-Version: 13";
        QTest::newRow("no key") << handshake("/ws", {{"Sec-WebSocket-Key", ""}}) << 400 << QByteArray();
        QTest::newRow("short key") << handshake("/ws", {{"Sec-WebSocket-Key", "AAAA"}}) << 400
                                   << QByteArray();
        QTest::newRow("long key") << handshake("/ws", {{"Sec-WebSocket-Key", QByteArray(17, 'x').toBase64()}})
                                  << 400 << QByteArray();
        QTest::newRow("no base64") << handshake("/ws", {{"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j!Q=="}})
                                   << 400 << QByteArray();
        QTest::newRow("two keys") << handshake("/ws", {{"A", "b\r\nSec-WebSocket-Key: " + key}}) << 400
                                  << QByteArray();
        QTest::newRow("no version") << handshake("/ws", {{"Sec-WebSocket-Version", ""}}) << 426 << version;
        QTest::newRow("version 8") << handshake("/echo", {{"Sec-WebSocket-Version", "8"}}) << 426 << version;
        QTest::newRow("no Connection") << handshake("/ws", {{"Connection", "keep-alive"}}) << 426 << version;
        QTest::newRow("other upgrade") << handshake("/ws", {{"Upgrade", "h2c"}}) << 426 << version;
        QTest::newRow("HTTP/1.0") << handshake("/ws", {}, "HTTP/1.0") << 426 << version;
        QTest::newRow("foreign origin")
            << handshake("/ws", {{"Origin", "http://evil"}}) << 403 << QByteArray();
        QTest::newRow("bad after") << handshake("/ws?after=x") << 400 << QByteArray();
        QTest::newRow("bad format") << handshake("/ws?format=xml") << 400 << QByteArray();
        QTest::newRow("bytes behind it") << handshake("/ws") + "\x81\x80" << 400 << QByteArray();
        QTest::newRow("a request behind it") << handshake("/ws") + "GET / HTTP/1.1\r\nHost: h\r\n\r\n"
                                             << 400 << QByteArray();
        QTest::newRow("a header too long")
            << handshake("/ws", {{"A", QByteArray(9000, 'a')}}) << 431 << QByteArray();
        QTest::newRow("nothing there") << handshake("/nothing") << 404 << QByteArray();
    }
    void refusesAWrongHandshake()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, header);
        Door door;
        RawClient client(door.port, request);
        const QByteArray response = client.response();
        QTEST(RawClient::statusOf(response), "status");
        QVERIFY2(response.contains(header), response);
        QVERIFY(RawClient::bodyOf(response).startsWith("{\"error\":"));
        QCOMPARE(openCount(door), 0);
    }

    void upgradesAConnectionThatWasUsedBefore()
    {
        Door door;
        RawClient client(door.port);
        client.get("/poll");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
        client.send("\r\n" + handshake("/ws"));
        QVERIFY(client.takeUntil("\r\n\r\n").startsWith("HTTP/1.1 101 "));
        QTRY_COMPARE(openCount(door), 1);
    }

    void upgradesHoweverTheHandshakeIsSplit()
    {
        Door door;
        RawClient client(door.port);
        client.socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        for (const char byte : handshake("/ws")) {
            client.send(QByteArray(1, byte));
            QTRY_COMPARE(client.socket.bytesToWrite(), 0);
        }
        QVERIFY(client.takeUntil("\r\n\r\n").startsWith("HTTP/1.1 101 "));
    }

    void letsAForeignOriginInWhenAllowed()
    {
        ServerSettings settings = Door::minimal();
        settings.allowedOrigins = {"http://good"};
        Door door(settings);
        RawClient client(door.port, handshake("/ws", {{"Origin", "http://good"}}));
        QVERIFY(client.takeUntil("\r\n\r\n").startsWith("HTTP/1.1 101 "));
    }

    void dropsTheBacklogOfALiveClientThatLagsTooFar()
    {
        ServerSettings settings = Door::minimal();
        settings.liveLagBytes = 256 * 1024;
        Door door(settings);
        RawClient client(door.port);
        client.socket.setReadBufferSize(16 * 1024);
        client.send(handshake("/ws"));
        QVERIFY(!client.takeUntil("\r\n\r\n").isEmpty());
        QObject::disconnect(&client.socket, &QIODevice::readyRead, nullptr, nullptr);
        int published = 0;
        while (door.front.stats().dropped == 0) {
            door.publish(QByteArray(32 * 1024, 'x'));
            QVERIFY(++published < 10'000);
        }
        QObject::connect(&client.socket, &QIODevice::readyRead, &client.socket,
                         [&client] { client.bytes += client.socket.readAll(); });
        client.bytes += client.socket.readAll();
        const QByteArray notice = "{\"missed\":" + QByteArray::number(door.front.stats().dropped) + '}';
        QTRY_VERIFY_WITH_TIMEOUT(client.bytes.endsWith(notice), 20'000);
        QCOMPARE(static_cast<quint64>(client.bytes.count("{\"id\":")) + door.front.stats().dropped,
                 static_cast<quint64>(published));
    }

    void saysGoodbyeWithCloseCode1001()
    {
        Door door;
        Client client(door, u"/ws"_s);
        Client echo(door, u"/echo"_s);
        QVERIFY(client.isOpen() && echo.isOpen());
        QTRY_COMPARE(openCount(door), 2);
        QSignalSpy closed(&door.front, &FrontDoor::closed);
        door.front.close();
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        QTRY_COMPARE(echo.socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        QTRY_COMPARE(closed.count(), 1);
    }

    void answersAClosingHandshakeAndForgetsTheClient()
    {
        Door door;
        RawClient client(door.port, handshake("/ws"));
        QVERIFY(!client.takeUntil("\r\n\r\n").isEmpty());
        client.send(QByteArray("\x88\x82\x00\x00\x00\x00\x03\xe8", 8));
        QTRY_COMPARE(client.bytes, QByteArray("\x88\x02\x03\xe8", 4));
        door.publishNumbered(1);
        QTRY_VERIFY(client.closed);
        QCOMPARE(client.bytes.size(), 4);
        QTRY_COMPARE(openCount(door), 0);
    }

    void notesAtOnceThatAClientHasLeft()
    {
        Door door;
        Client client(door, u"/ws"_s);
        QVERIFY(client.isOpen());
        QTRY_COMPARE(openCount(door), 1);
        client.socket.abort();
        QTRY_COMPARE(openCount(door), 0);
        door.publishNumbered(1);
    }

    void forgetsAClientThatLeavesDuringItsHandshake()
    {
        Door door;
        for (int i = 0; i < 20; ++i) {
            RawClient client(door.port, handshake("/ws"));
            QVERIFY(client.socket.waitForConnected());
            client.socket.flush();
            client.socket.abort();
        }
        RawClient client(door.port);
        client.get("/poll");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
        QTRY_COMPARE(openCount(door), 0);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketServer)
#include "tst_websocket_server.moc"
