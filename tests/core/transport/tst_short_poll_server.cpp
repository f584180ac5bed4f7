#include "core/protocol/envelope.h"
#include "core/transport/short_poll_server.h"
#include "tests/support/door.h"

class TestShortPollServer : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatIsNewerThanTheClientsId_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body"); // empty: 204
        const QByteArray one = "{\"id\":1,\"t\":1764000000000001,\"data\":\"m1\"}";
        const QByteArray two = "{\"id\":2,\"t\":1764000000000002,\"data\":\"m2\"}";
        const QByteArray both = "{\"messages\":[" + one + ',' + two + "],\"last\":2}";
        QTest::newRow("from the start") << QByteArray("/poll?after=0") << both;
        QTest::newRow("no id is 0") << QByteArray("/poll") << both;
        QTest::newRow("after the first")
            << QByteArray("/poll?after=1") << "{\"messages\":[" + two + "],\"last\":2}";
        QTest::newRow("nothing newer") << QByteArray("/poll?after=2") << QByteArray();
        QTest::newRow("now") << QByteArray("/poll?after=now") << QByteArray("{\"messages\":[],\"last\":2}");
        QTest::newRow("another parameter") << QByteArray("/poll?x=1&after=2") << QByteArray();
    }
    void tellsWhatIsNewerThanTheClientsId()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        Door door;
        door.publishNumbered(2);
        RawClient client(door.port);
        client.get(target);
        const QByteArray response = client.response();
        QCOMPARE(RawClient::statusOf(response), body.isEmpty() ? 204 : 200);
        QCOMPARE(RawClient::bodyOf(response), body);
        QCOMPARE(response.contains("Content-Length"), !body.isEmpty());
    }

    void tellsThatTheIdsBeganAnew()
    {
        Door door;
        RawClient client(door.port);
        client.get("/poll?after=7");
        const auto empty = parsePollBody(RawClient::bodyOf(client.response()));
        QVERIFY(empty);
        QCOMPARE(*empty, (MessageBatch{.messages = {}, .restarted = true, .last = MessageId{0}}));
        door.publishNumbered(1);
        client.get("/poll?after=7");
        const auto batch = parsePollBody(RawClient::bodyOf(client.response()));
        QVERIFY(batch && batch->restarted);
        QCOMPARE(batch->messages.size(), 1U);
    }

    void tellsHowManyAreMissing()
    {
        Door door(Door::minimal(), 2);
        door.publishNumbered(5);
        RawClient client(door.port);
        client.get("/poll?after=1");
        const auto batch = parsePollBody(RawClient::bodyOf(client.response()));
        QVERIFY(batch);
        QCOMPARE(batch->missed, 2U);
        QCOMPARE(batch->messages.front().id, MessageId{4});
        QCOMPARE(batch->last, MessageId{5});
    }

    void cutsAnAnswerAtTheLimit_data()
    {
        QTest::addColumn<BatchLimits>("limits");
        QTest::newRow("messages") << BatchLimits{2, 1000};
        QTest::newRow("bytes") << BatchLimits{1000, 4};
    }
    void cutsAnAnswerAtTheLimit()
    {
        QFETCH(BatchLimits, limits);
        ServerSettings settings = Door::minimal();
        settings.batch = limits;
        Door door(settings);
        door.publishNumbered(3);
        RawClient client(door.port);
        client.get("/poll");
        const QByteArray body = RawClient::bodyOf(client.response());
        const auto batch = parsePollBody(body);
        QVERIFY(batch && batch->more);
        QCOMPARE(batch->messages.size(), 2U);
        client.get("/poll?after=" + QByteArray::number(toNumber(batch->last)));
        const auto rest = parsePollBody(RawClient::bodyOf(client.response()));
        QVERIFY(rest && !rest->more);
        QCOMPARE(rest->messages.size(), 1U);
    }

    void refusesWhatIsNoId_data()
    {
        QTest::addColumn<QByteArray>("after");
        for (const char *after : {"", "x", "-1", "1.5", "+1", "%201", "1x", "99999999999999999999", "NOW"})
            QTest::newRow(after) << QByteArray(after);
    }
    void refusesWhatIsNoId()
    {
        QFETCH(QByteArray, after);
        Door door;
        RawClient client(door.port);
        client.get("/poll?after=" + after);
        QCOMPARE(RawClient::statusOf(client.response()), 400);
    }
};

Q_DECLARE_METATYPE(BatchLimits)

QTEST_GUILESS_MAIN(TestShortPollServer)
#include "tst_short_poll_server.moc"
