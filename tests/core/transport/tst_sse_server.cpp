#include "core/protocol/http_writer.h"
#include "core/transport/sse_server.h"
#include "tests/support/door.h"

using namespace std::chrono_literals;

namespace {
const QByteArray retry = "retry: 2000\n\n";

QByteArray eventOf(int id)
{
    const QByteArray number = QByteArray::number(id);
    return "id: " + number + "\ndata: {\"id\":" + number
        + ",\"t\":" + QByteArray::number(1'764'000'000'000'000 + id) + ",\"data\":\"m" + number + "\"}\n\n";
}

/// The text of a chunked stream.
QByteArray dechunked(QByteArrayView bytes)
{
    QByteArray text;
    while (!bytes.isEmpty()) {
        const qsizetype line = bytes.indexOf("\r\n");
        const qsizetype size = line < 0 ? -1 : bytes.first(line).toByteArray().toLongLong(nullptr, 16);
        if (size < 0 || bytes.size() < line + size + 4)
            break;
        text += bytes.sliced(line + 2, size).toByteArray();
        bytes = bytes.sliced(line + size + 4);
    }
    return text;
}
}

class TestSseServer : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithRetryThenSendsEachMessageInAChunkOfItsOwn()
    {
        Door door;
        RawClient client(door.port);
        client.get("/events?after=0");
        const QByteArray head = client.takeUntil("\r\n\r\n");
        QVERIFY(head.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(head.contains("\r\nContent-Type: text/event-stream\r\n"));
        QVERIFY(head.contains("\r\nTransfer-Encoding: chunked\r\n"));
        QVERIFY(head.contains("\r\nCache-Control: no-store\r\n"));
        QVERIFY(!head.contains("Content-Length"));
        QTRY_COMPARE(client.bytes, chunkOf(retry));
        door.publishNumbered(2);
        QTRY_COMPARE(client.bytes, chunkOf(retry) + chunkOf(eventOf(1)) + chunkOf(eventOf(2)));
    }

    void endsWithTheConnectionForHttp10()
    {
        Door door;
        door.publishNumbered(1);
        RawClient client(door.port, "GET /events?after=0 HTTP/1.0\r\n\r\n");
        const QByteArray head = client.takeUntil("\r\n\r\n");
        QVERIFY(!head.contains("Transfer-Encoding"));
        QVERIFY(head.contains("\r\nConnection: close\r\n"));
        QTRY_COMPARE(client.bytes, retry + eventOf(1));
    }

    void resumesWhereTheClientSays_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("events");
        QTest::newRow("from now on") << QByteArray("/events") << QByteArray() << eventOf(4);
        QTest::newRow("now") << QByteArray("/events?after=now") << QByteArray() << eventOf(4);
        QTest::newRow("after 1") << QByteArray("/events?after=1") << QByteArray()
                                 << eventOf(2) + eventOf(3) + eventOf(4);
        QTest::newRow("Last-Event-ID")
            << QByteArray("/events") << QByteArray("Last-Event-ID: 2\r\n") << eventOf(3) + eventOf(4);
        QTest::newRow("Last-Event-ID wins")
            << QByteArray("/events?after=0") << QByteArray("last-event-id: 2\r\n") << eventOf(3) + eventOf(4);
        QTest::newRow("up to date") << QByteArray("/events?after=3") << QByteArray() << eventOf(4);
        QTest::newRow("above the last") << QByteArray("/events?after=9") << QByteArray()
                                        << "event: restarted\ndata: {\"restarted\":true}\n\n" + eventOf(1)
                + eventOf(2) + eventOf(3) + eventOf(4);
    }
    void resumesWhereTheClientSays()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, events);
        Door door;
        door.publishNumbered(3);
        RawClient client(door.port);
        client.get(target, headers);
        QVERIFY(!client.takeUntil("\r\n\r\n").isEmpty());
        QTRY_VERIFY(client.bytes.contains(retry));
        door.publishNumbered(1);
        QTRY_COMPARE(dechunked(client.bytes), retry + events);
    }

    void tellsHowManyAreMissingInAnEventWithoutId()
    {
        Door door(Door::minimal(), 2);
        door.publishNumbered(5);
        RawClient client(door.port);
        client.get("/events?after=1");
        QVERIFY(!client.takeUntil("\r\n\r\n").isEmpty());
        QTRY_COMPARE(dechunked(client.bytes),
                     retry + "event: missed\ndata: {\"missed\":2}\n\n" + eventOf(4) + eventOf(5));
    }

    void refusesWhatIsNoId()
    {
        Door door;
        RawClient client(door.port);
        client.get("/events", "Last-Event-ID: x\r\n");
        QCOMPARE(RawClient::statusOf(client.response()), 400);
    }

    void breaksTheSilenceWithAComment()
    {
        ServerSettings settings = Door::minimal();
        settings.heartbeat = 40ms;
        Door door(settings);
        RawClient client(door.port);
        client.get("/events");
        QVERIFY(!client.takeUntil("\r\n\r\n").isEmpty());
        QTRY_VERIFY(client.bytes.count(chunkOf(": keep-alive\n\n")) >= 3);
    }

    void breaksTheSilenceWithAnEventThatAScriptSees()
    {
        ServerSettings settings = Door::minimal();
        settings.heartbeat = 40ms;
        settings.visibleHeartbeats = true;
        Door door(settings);
        RawClient client(door.port);
        client.get("/events");
        QVERIFY(!client.takeUntil("\r\n\r\n").isEmpty());
        QTRY_VERIFY(client.bytes.count(chunkOf("event: heartbeat\ndata: {\"heartbeat\":true}\n\n")) >= 3);
        QVERIFY(!client.bytes.contains("keep-alive"));
    }

    void replaysALongLogAsFastAsTheClientReads()
    {
        constexpr int count = 400;
        Door door;
        for (int i = 0; i < count; ++i)
            door.publish(QByteArray(64 * 1024, 'x'));
        RawClient client(door.port);
        client.socket.setReadBufferSize(64 * 1024);
        QObject::disconnect(&client.socket, &QIODevice::readyRead, nullptr, nullptr);
        client.get("/events?after=0");
        QTRY_COMPARE(door.front.stats().connections[indexOf(TransportKind::Sse)], 1);
        door.publish("late");
        QObject::connect(&client.socket, &QIODevice::readyRead, &client.socket,
                         [&client] { client.bytes += client.socket.readAll(); });
        client.bytes += client.socket.readAll();
        QTRY_VERIFY_WITH_TIMEOUT(client.bytes.endsWith("\"late\"}\n\n\r\n"), 20'000);
        QCOMPARE(client.bytes.count("\nid: "), count + 1);
        QVERIFY(!client.bytes.contains("missed"));
        QCOMPARE(door.front.stats().dropped, 0U);
    }

    void dropsTheBacklogOfALiveClientThatLagsTooFar()
    {
        ServerSettings settings = Door::minimal();
        settings.liveLagBytes = 256 * 1024;
        Door door(settings);
        RawClient client(door.port);
        client.socket.setReadBufferSize(16 * 1024);
        client.get("/events");
        QVERIFY(!client.takeUntil(retry).isEmpty());
        QObject::disconnect(&client.socket, &QIODevice::readyRead, nullptr, nullptr);
        int published = 0;
        while (door.front.stats().dropped == 0) {
            door.publish(QByteArray(32 * 1024, 'x'));
            QVERIFY(++published < 10'000);
        }
        QObject::connect(&client.socket, &QIODevice::readyRead, &client.socket,
                         [&client] { client.bytes += client.socket.readAll(); });
        client.bytes += client.socket.readAll();
        QTRY_VERIFY_WITH_TIMEOUT(client.bytes.contains("event: missed\n"), 20'000);
        door.publish("after");
        QTRY_VERIFY(client.bytes.contains("\"after\""));
        const QByteArray notice = "{\"missed\":" + QByteArray::number(door.front.stats().dropped) + '}';
        QVERIFY(client.bytes.contains(notice));
        QCOMPARE(static_cast<quint64>(client.bytes.count("\nid: ")) + door.front.stats().dropped,
                 static_cast<quint64>(published) + 1);
    }

    void ignoresWhatAClientSendsIntoItsStream()
    {
        Door door;
        RawClient client(door.port);
        client.get("/events");
        QVERIFY(!client.takeUntil(retry + "\r\n").isEmpty());
        client.send(QByteArray(300'000, 'x'));
        QTRY_COMPARE(client.socket.bytesToWrite(), 0);
        door.publishNumbered(1);
        QTRY_COMPARE(client.bytes, chunkOf(eventOf(1)));
    }

    void notesAtOnceThatAClientHasLeft()
    {
        Door door;
        RawClient client(door.port);
        client.get("/events");
        QVERIFY(!client.takeUntil(retry).isEmpty());
        client.socket.abort();
        door.publishNumbered(3);
        QTRY_COMPARE(door.front.stats().connections[indexOf(TransportKind::Sse)], 0);
        door.publishNumbered(1);
    }
};

QTEST_GUILESS_MAIN(TestSseServer)
#include "tst_sse_server.moc"
