#include "core/transport/resuming_client.h"
#include "tests/support/client_log.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// A client without a wire: the test says what comes.
class PlayedClient : public ResumingClient
{
public:
    using ResumingClient::answeredWell;
    using ResumingClient::expectNothing;
    using ResumingClient::expectWithin;
    using ResumingClient::giveUp;
    using ResumingClient::lose;
    using ResumingClient::ResumingClient;
    using ResumingClient::tellBatch;
    using ResumingClient::tellDelivered;
    using ResumingClient::tellReady;

    int opened = 0;
    int closed = 0;
    int moved = 0;

protected:
    void open() override { ++opened; }
    void closeNow() override { ++closed; }
    void settingsChanged(const ClientSettings &, bool toAnotherPlace) override { moved += toAnotherPlace; }
};

static Message message(quint64 id)
{
    return {MessageId{id}, 1000, PayloadKind::Text, "m" + QByteArray::number(id)};
}

class ResumingClientTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsABatchInOrderAndMovesTheCursor()
    {
        PlayedClient client{ClientSettings{}};
        ClientLog log(client);
        client.start(MessageId{1});
        QVERIFY(client.tellBatch({.messages = {message(4), message(5)}, .missed = 2, .last = MessageId{6}},
                                 steadyNow()));
        QCOMPARE(log.lines, (QStringList{u"missed 2"_s, u"4"_s, u"5"_s}));
        QCOMPARE(toNumber(client.cursor()), quint64(6));
        QCOMPARE(log.deliveries[0].payload, QByteArray("m4"));
        QCOMPARE(log.deliveries[0].unixMicroseconds, qint64(1000));
    }

    void aRestartedServerTakesTheCursorBack()
    {
        PlayedClient client{ClientSettings{}};
        ClientLog log(client);
        client.start(MessageId{900});
        QVERIFY(client.tellBatch({.messages = {message(1)}, .restarted = true, .last = MessageId{1}},
                                 steadyNow()));
        QCOMPARE(log.lines, (QStringList{u"restarted"_s, u"1"_s}));
        QCOMPARE(toNumber(client.cursor()), quint64(1));
    }

    void anOlderMessageDoesNotTakeTheCursorBack()
    {
        PlayedClient client{ClientSettings{}};
        ClientLog log(client);
        client.start(MessageId{0});
        QVERIFY(client.tellDelivered(message(3), steadyNow()));
        QVERIFY(client.tellDelivered(message(2), steadyNow()));
        QCOMPARE(log.lines, (QStringList{u"3"_s, u"2"_s}));
        QCOMPARE(toNumber(client.cursor()), quint64(3));
    }

    void nothingIsToldAfterAListenerHasStoppedIt()
    {
        PlayedClient client{ClientSettings{}};
        ClientLog log(client);
        connect(&client, &ClientTransport::delivered, this, [&client] { client.stop(); });
        client.start(MessageId{0});
        QVERIFY(!client.tellBatch({.messages = {message(1), message(2)}, .last = MessageId{2}}, steadyNow()));
        QCOMPARE(log.lines, (QStringList{u"1"_s}));
        QCOMPARE(client.state().phase, ClientState::Phase::Off);
    }

    void nothingIsToldOfABatchAfterAListenerHasStartedItAnew()
    {
        PlayedClient client{ClientSettings{}};
        ClientLog log(client);
        client.start(MessageId{0});
        connect(&client, &ClientTransport::delivered, this, [&client] {
            client.stop();
            client.start(MessageId{7});
        });
        QVERIFY(!client.tellBatch({.messages = {message(1), message(2)}, .last = MessageId{2}}, steadyNow()));
        QCOMPARE(toNumber(client.cursor()), quint64(7));
        QCOMPARE(log.ids(), (QList<quint64>{1}));
    }

    void isReadyOncePerConnection()
    {
        PlayedClient client{ClientSettings{}};
        ClientLog log(client);
        client.start(MessageId{0});
        client.tellReady();
        client.tellReady();
        client.lose(u"cut"_s);
        QTRY_COMPARE(client.opened, 2);
        client.tellReady();
        QCOMPARE(log.lines, (QStringList{u"ready"_s, u"reconnecting"_s, u"ready"_s}));
    }

    void saysWhyAndUntilWhenItWaits()
    {
        PlayedClient client{ClientSettings{}};
        client.start(MessageId{0});
        QCOMPARE(client.state().phase, ClientState::Phase::Connecting);
        const TimePoint before = steadyNow();
        client.lose(u"cut"_s);
        const ClientState state = client.state();
        QCOMPARE(state.phase, ClientState::Phase::Retrying);
        QCOMPARE(state.detail, u"cut"_s);
        QVERIFY(state.since >= before && state.until >= state.since);
        QCOMPARE(client.closed, 1);
        QTRY_COMPARE(client.opened, 2);
        QVERIFY(steadyNow() >= state.until);
        QCOMPARE(client.state().phase, ClientState::Phase::Connecting);
    }

    void waitsLongerAfterEachFailureUntilAnAnswerIsGood()
    {
        PlayedClient client{ClientSettings{}};
        client.start(MessageId{0});
        Duration wait{0};
        for (int attempt = 0; attempt < 4; ++attempt) {
            client.lose(u"cut"_s);
            QVERIFY(client.state().until - client.state().since > wait);
            wait = client.state().until - client.state().since;
        }
        QVERIFY(wait >= std::chrono::seconds(2));
        client.answeredWell();
        client.lose(u"cut"_s);
        QVERIFY(client.state().until - client.state().since < std::chrono::milliseconds(500));
    }

    void sameSeedSameWaits()
    {
        PlayedClient first{ClientSettings{.seed = 5}};
        PlayedClient second{ClientSettings{.seed = 5}};
        PlayedClient other{ClientSettings{.seed = 6}};
        std::vector<double> waits;
        for (PlayedClient *client : {&first, &second, &other}) {
            client->start(MessageId{0});
            client->lose(u"cut"_s);
            waits.push_back(toMilliseconds(client->state().until - client->state().since));
        }
        // State is stamped a moment after the loss.
        QVERIFY(std::abs(waits[0] - waits[1]) < 20);
        QVERIFY(std::abs(waits[0] - waits[2]) > 20);
    }

    void aStopEndsTheWaiting()
    {
        PlayedClient client{ClientSettings{}};
        PlayedClient clock{ClientSettings{}};
        client.start(MessageId{0});
        client.lose(u"cut"_s);
        const TimePoint until = client.state().until;
        client.stop();
        clock.start(MessageId{0});
        clock.lose(u"cut"_s); // same seed: its wait ends a moment after the other's would have
        QTRY_VERIFY(clock.opened == 2 && steadyNow() > until);
        QCOMPARE(client.opened, 1);
    }

    void givesUpForGood()
    {
        PlayedClient client{ClientSettings{}};
        ClientLog log(client);
        client.start(MessageId{0});
        client.giveUp(u"no"_s);
        QCOMPARE(client.state().phase, ClientState::Phase::Failed);
        QCOMPARE(client.state().detail, u"no"_s);
        QCOMPARE(log.lines, QStringList{u"gave up"_s});
    }

    void silenceIsALossOnlyWhereItIsExpectedToEnd()
    {
        PlayedClient client{ClientSettings{}};
        ClientLog log(client);
        client.start(MessageId{0});
        client.expectWithin(std::chrono::milliseconds(1));
        client.expectNothing();
        client.expectWithin(std::chrono::milliseconds(20));
        QTRY_COMPARE(log.lines, QStringList{u"reconnecting"_s});
        QCOMPARE(client.state().phase, ClientState::Phase::Retrying);
        client.stop();
        client.start(MessageId{0});
        client.expectWithin(std::chrono::milliseconds(1));
        client.expectWithin(Duration{0}); // waits for ever
        client.stop();
        QCOMPARE(log.losses, 1);
    }

    void withoutJitterAllWaitTheSameTime()
    {
        std::vector<Duration> waits;
        for (const quint32 seed : {1U, 2U, 3U}) {
            PlayedClient client{ClientSettings{.reconnectJitter = false, .seed = seed}};
            client.start(MessageId{0});
            client.lose(u"gone"_s);
            waits.push_back(
                std::chrono::round<std::chrono::milliseconds>(client.state().until - client.state().since));
        }
        for (const Duration wait : waits)
            QVERIFY(wait > std::chrono::milliseconds(490) && wait <= std::chrono::milliseconds(500));
    }

    void knowsWhetherANewSettingMovesIt()
    {
        PlayedClient client{ClientSettings{.port = 1}};
        client.apply({.port = 2}); // not started: nothing to move
        client.start(MessageId{0});
        client.apply({.port = 2, .pollInterval = std::chrono::seconds(1)});
        QCOMPARE(client.moved, 0);
        client.apply({.port = 3});
        QCOMPARE(client.moved, 1);
    }
};

QTEST_GUILESS_MAIN(ResumingClientTest)
#include "tst_resuming_client.moc"
