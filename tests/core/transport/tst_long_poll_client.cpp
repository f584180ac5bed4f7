#include "core/transport/long_poll_client.h"
#include "tests/support/client_log.h"
#include "tests/support/scripted_server.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Phase = ClientState::Phase;

class LongPollClientTest : public QObject
{
    Q_OBJECT

private slots:
    void isReadyWhenItsRequestIsWritten()
    {
        ScriptedServer server;
        LongPollClient client({.port = server.port(), .longPollTimeout = 20s});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        QCOMPARE(client.state().phase, Phase::Held);
        QTRY_COMPARE(server.requestCount(), 1);
        QCOMPARE(server.target(0), QByteArray("/long-poll?after=0&timeout=20"));
    }

    void asksAgainAtOnce()
    {
        ScriptedServer server;
        LongPollClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{7});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(scriptedPoll({8, 9}, 9));
        QTRY_COMPARE(server.requestCount(), 2);
        server.send(scriptedNoContent()); // the hold timed out
        QTRY_COMPARE(server.requestCount(), 3);
        QCOMPARE(server.target(1), QByteArray("/long-poll?after=9&timeout=30"));
        QCOMPARE(server.target(2), server.target(1));
        QCOMPARE(log.lines, (QStringList{u"ready"_s, u"8"_s, u"9"_s}));
        QCOMPARE(server.connectionCount(), 1);
        QCOMPARE(client.state().phase, Phase::Held);
    }

    void aNewTimeoutActsWithTheNextRequest()
    {
        ScriptedServer server;
        LongPollClient client({.port = server.port()});
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        client.apply({.port = server.port(), .longPollTimeout = 5s});
        server.send(scriptedNoContent());
        QTRY_COMPARE(server.requestCount(), 2);
        QCOMPARE(server.target(1), QByteArray("/long-poll?after=0&timeout=5"));
    }

    void goesToAnotherPortAtOnce()
    {
        ScriptedServer first;
        ScriptedServer second;
        LongPollClient client({.port = first.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(first.requestCount(), 1);
        client.apply({.port = second.port()});
        QTRY_COMPARE(second.requestCount(), 1);
        QTRY_COMPARE(first.openConnections(), 0);
        QCOMPARE(log.losses, 0);
    }

    void aNewConnectionForEachPollWhenAsked()
    {
        ScriptedServer server;
        int answers = 0;
        server.answer = [&answers](const HttpRequest &) {
            return ++answers < 5 ? scriptedPoll({answers}, answers) : QByteArray();
        };
        LongPollClient client({.port = server.port(), .connections = ConnectionMode::New});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 5);
        QCOMPARE(log.lines, (QStringList{u"ready"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
        QCOMPARE(server.connectionCount(), 5);
    }

    void aKeptConnectionClosedAsItAsksIsNoLoss()
    {
        ScriptedServer server;
        LongPollClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(scriptedPoll({1}, 1));
        QTRY_COMPARE(server.requestCount(), 2);
        server.closeNewest();
        QTRY_COMPARE(server.requestCount(), 3);
        QCOMPARE(server.target(2), QByteArray("/long-poll?after=1&timeout=30"));
        QCOMPARE(log.losses, 0);
    }

    void backsOffFromAnError()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedResponse("503 Service Unavailable"); };
        LongPollClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.losses, 1);
        QCOMPARE(client.state().phase, Phase::Retrying);
        QVERIFY(client.state().detail.contains(u"503"_s));
        server.answer = nullptr;
        QTRY_COMPARE(client.state().phase, Phase::Held);
        QCOMPARE(log.readyCount, 2);
    }

    void comesBackWhenTheServerDoes()
    {
        ScriptedServer server;
        LongPollClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        server.send(scriptedPoll({1, 2}, 2));
        QTRY_COMPARE(server.requestCount(), 2);
        server.goAway();
        QTRY_VERIFY(log.losses >= 1);
        QVERIFY(server.listen());
        QTRY_COMPARE(server.requestCount(), 3);
        QCOMPARE(server.target(2), QByteArray("/long-poll?after=2&timeout=30"));
    }

    void aHoldIsNoSilenceButWhatFollowsItIs()
    {
        ScriptedServer server;
        LongPollClient client({.port = server.port(), .longPollTimeout = 1s, .silenceTimeout = 100ms});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        const TimePoint asked = steadyNow();
        QTRY_COMPARE(log.losses, 1);
        QVERIFY(steadyNow() - asked > 1s);
    }

    void stopsInOrder()
    {
        ScriptedServer server;
        LongPollClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        client.stop();
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(log.lines, (QStringList{u"ready"_s}));
        QCOMPARE(client.state().phase, Phase::Off);
    }
};

QTEST_GUILESS_MAIN(LongPollClientTest)
#include "tst_long_poll_client.moc"
