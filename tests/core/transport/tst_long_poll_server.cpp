#include "core/protocol/envelope.h"
#include "core/transport/long_poll_server.h"
#include "tests/support/door.h"

#include <sys/socket.h>

namespace {
QByteArray singleBody(int id)
{
    const QByteArray number = QByteArray::number(id);
    return "{\"messages\":[{\"id\":" + number + ",\"t\":176400000000000" + number + ",\"data\":\"m" + number
        + "\"}],\"last\":" + number + '}';
}

void waitForHeld(const Door &door, int count)
{
    QTRY_COMPARE(door.front.stats().connections[indexOf(TransportKind::LongPoll)], count);
}
}

class TestLongPollServer : public QObject
{
    Q_OBJECT

private slots:
    void answersAtOnceWhenThereIsSomething()
    {
        Door door;
        door.publishNumbered(1);
        RawClient client(door.port);
        client.get("/long-poll");
        QCOMPARE(RawClient::bodyOf(client.response()), singleBody(1));
    }

    void answersAHeldPollInTheTurnInWhichTheMessageComes()
    {
        Door door;
        RawClient client(door.port);
        client.get("/long-poll?after=0");
        waitForHeld(door, 1);
        door.publishNumbered(1);
        // No event loop runs between the message and these bytes.
        QByteArray bytes(4096, '\0');
        const auto received = ::recv(static_cast<int>(client.socket.socketDescriptor()), bytes.data(),
                                     static_cast<std::size_t>(bytes.size()), 0);
        QVERIFY(received > 0);
        QVERIFY(bytes.first(received).startsWith("HTTP/1.1 200"));
        QVERIFY(bytes.first(received).endsWith(singleBody(1)));
    }

    void answersEverybodyWhoIsHeld()
    {
        Door door;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<RawClient>(door.port));
            clients.back()->get("/long-poll?after=now", i % 2 == 0 ? "Connection: close\r\n" : "");
        }
        waitForHeld(door, 20);
        door.publishNumbered(1);
        for (int i = 0; i < 20; ++i) {
            const QByteArray response = clients[static_cast<std::size_t>(i)]->response();
            QCOMPARE(RawClient::bodyOf(response), singleBody(1));
            QCOMPARE(response.contains("Connection: close\r\n"), i % 2 == 0);
        }
    }

    void givesUpAfterTheTimeout()
    {
        Door door;
        RawClient client(door.port);
        QElapsedTimer clock;
        clock.start();
        client.get("/long-poll?timeout=1");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
        QVERIFY(clock.elapsed() >= 1000);
        client.get("/long-poll?timeout=0");
        QCOMPARE(RawClient::statusOf(client.response()), 204);
    }

    void tellsWhereNowIsWhenItMayNotHold()
    {
        Door door;
        door.publishNumbered(2);
        RawClient client(door.port);
        client.get("/long-poll?after=now&timeout=0");
        QCOMPARE(RawClient::bodyOf(client.response()), "{\"messages\":[],\"last\":2}");
    }

    void holdsFromNow()
    {
        Door door;
        door.publishNumbered(2);
        RawClient client(door.port);
        client.get("/long-poll?after=now");
        waitForHeld(door, 1);
        door.publishNumbered(1);
        QCOMPARE(RawClient::bodyOf(client.response()), singleBody(3));
    }

    void tellsAtOnceThatTheIdsBeganAnew()
    {
        Door door;
        RawClient client(door.port);
        client.get("/long-poll?after=5");
        const auto empty = parsePollBody(RawClient::bodyOf(client.response()));
        QVERIFY(empty);
        QCOMPARE(*empty, (MessageBatch{.messages = {}, .restarted = true, .last = MessageId{0}}));
    }

    void refusesAWrongTimeout_data()
    {
        QTest::addColumn<QByteArray>("timeout");
        for (const char *timeout : {"", "121", "-1", "1.5", "x", "30s"})
            QTest::newRow(timeout) << QByteArray(timeout);
    }
    void refusesAWrongTimeout()
    {
        QFETCH(QByteArray, timeout);
        Door door;
        RawClient client(door.port);
        client.get("/long-poll?timeout=" + timeout);
        QCOMPARE(RawClient::statusOf(client.response()), 400);
    }

    void answersPipelinedPollsInOrder()
    {
        Door door;
        RawClient client(door.port);
        client.get("/long-poll?after=0");
        client.get("/long-poll?after=1");
        client.get("/poll?after=0");
        waitForHeld(door, 1);
        door.publishNumbered(2);
        QCOMPARE(RawClient::bodyOf(client.response()), singleBody(1));
        QCOMPARE(RawClient::bodyOf(client.response()), singleBody(2));
        QCOMPARE(parsePollBody(RawClient::bodyOf(client.response()))->messages.size(), 2U);
    }

    void freesAHeldPollWhoseClientLeaves()
    {
        Door door;
        RawClient leaving(door.port);
        leaving.get("/long-poll");
        RawClient staying(door.port);
        staying.get("/long-poll");
        waitForHeld(door, 2);
        leaving.socket.abort();
        waitForHeld(door, 1);
        door.publishNumbered(1);
        QCOMPARE(RawClient::bodyOf(staying.response()), singleBody(1));
    }

    void servesARoundOfPollsWithoutLosingOne()
    {
        Door door;
        RawClient client(door.port);
        for (int i = 1; i <= 9; ++i) {
            client.get("/long-poll?after=" + QByteArray::number(i - 1));
            if (i % 2 == 0)
                QVERIFY(client.socket.flush()); // on its way when the message comes, else still to be sent
            door.publishNumbered(1);
            QCOMPARE(RawClient::bodyOf(client.response()), singleBody(i));
        }
    }
};

QTEST_GUILESS_MAIN(TestLongPollServer)
#include "tst_long_poll_server.moc"
