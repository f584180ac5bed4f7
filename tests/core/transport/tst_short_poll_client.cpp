#include "core/transport/short_poll_client.h"
#include "tests/support/client_log.h"
#include "tests/support/scripted_server.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Phase = ClientState::Phase;

static ClientSettings settingsFor(const ScriptedServer &server, Duration interval)
{
    return {.port = server.port(), .pollInterval = interval};
}

/// A seed whose first tick comes in the second half of an interval: no tick disturbs what the test looks at.
static quint32 lateSeed()
{
    quint32 seed = 1;
    while (QRandomGenerator(seed).generateDouble() < 0.6)
        ++seed;
    return seed;
}

class ShortPollClientTest : public QObject
{
    Q_OBJECT

private slots:
    void isReadyWhenTheFirstPollIsAnswered()
    {
        ScriptedServer server;
        ShortPollClient client(settingsFor(server, 30s));
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        QCOMPARE(server.target(0), QByteArray("/poll?after=0"));
        QCOMPARE(log.readyCount, 0);
        QCOMPARE(client.state().phase, Phase::Connecting);
        server.send(scriptedNoContent());
        QTRY_COMPARE(log.readyCount, 1);
        QCOMPARE(client.state().phase, Phase::Waiting);
    }

    void firstTickComesAtItsSeededPhase()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        ClientSettings settings = settingsFor(server, 30s);
        settings.seed = lateSeed();
        ShortPollClient client(settings);
        ClientLog log(client);
        const TimePoint before = steadyNow();
        client.start(MessageId{0});
        const TimePoint after = steadyNow();
        QTRY_COMPARE(log.readyCount, 1);
        const Duration phase = fromSeconds(30 * QRandomGenerator(settings.seed).generateDouble());
        QVERIFY(client.state().until - phase >= before - 1us);
        QVERIFY(client.state().until - phase <= after + 1us);
    }

    void asksAfterWhatItHasSeen()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &request) {
            return request.query("after") == "41" ? scriptedPoll({42, 43}, 43) : scriptedNoContent();
        };
        ShortPollClient client(settingsFor(server, 50ms));
        ClientLog log(client);
        const TimePoint before = steadyNow();
        client.start(MessageId{41});
        QTRY_VERIFY(server.requestCount() >= 3);
        QCOMPARE(server.target(0), QByteArray("/poll?after=41"));
        QCOMPARE(server.target(2), QByteArray("/poll?after=43"));
        QCOMPARE(log.lines, (QStringList{u"ready"_s, u"42"_s, u"43"_s}));
        QCOMPARE(log.deliveries[0].at, log.deliveries[1].at);
        QVERIFY(log.deliveries[0].at > before);
        QCOMPARE(toNumber(client.cursor()), quint64(43));
        QCOMPARE(server.connectionCount(), 1);
    }

    void aCutAnswerIsFollowedAtOnce()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &request) {
            return request.query("after") == "0" ? scriptedPoll({1}, 1, ",\"more\":true")
                                                 : scriptedPoll({2}, 2);
        };
        ClientSettings settings = settingsFor(server, 30s);
        settings.seed = lateSeed();
        ShortPollClient client(settings);
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.ids(), (QList<quint64>{1, 2}));
        QCOMPARE(client.effectiveInterval(), Duration{0}); // neither of them was a tick
    }

    void ticksThatMeetAPollAreSkipped()
    {
        ScriptedServer server;
        ShortPollClient client(settingsFor(server, 50ms));
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);

        ScriptedServer clockServer;
        clockServer.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        ShortPollClient clock(settingsFor(clockServer, 50ms));
        clock.start(MessageId{0});
        QTRY_VERIFY(clockServer.requestCount() > 5);
        QCOMPARE(server.requestCount(), 1);
        QVERIFY(clock.effectiveInterval() > 25ms);

        server.send(scriptedNoContent());
        QTRY_COMPARE(server.requestCount(), 2);
    }

    void aShorterIntervalActsAtOnce()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        ClientSettings settings = settingsFor(server, 30s);
        settings.seed = lateSeed();
        ShortPollClient client(settings);
        client.start(MessageId{0});
        QTRY_COMPARE(client.state().phase, Phase::Waiting);
        QVERIFY(client.state().until > steadyNow() + 10s);

        settings.pollInterval = 200ms;
        client.apply(settings);
        QVERIFY(client.state().until <= steadyNow() + 200ms);
        QTRY_VERIFY(server.requestCount() >= 3);
        QVERIFY(client.effectiveInterval() < 20s);
    }

    void otherSettingsKeepTheTicks()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        ClientSettings settings = settingsFor(server, 30s);
        settings.seed = lateSeed();
        ShortPollClient client(settings);
        client.start(MessageId{0});
        QTRY_COMPARE(client.state().phase, Phase::Waiting);
        const ClientState before = client.state();
        settings.headers.kind = HeaderProfile::Kind::Minimal;
        client.apply(settings);
        QCOMPARE(client.state(), before);
    }

    void aNewConnectionForEachPollWhenAsked()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedNoContent(); };
        ClientSettings settings = settingsFor(server, 50ms);
        settings.connections = ConnectionMode::New;
        ShortPollClient client(settings);
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_VERIFY(server.requestCount() >= 3);
        QCOMPARE(server.connectionCount(), server.requestCount());
        QCOMPARE(log.lines, (QStringList{u"ready"_s}));
    }

    void comesBackWhenTheServerDoes()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &request) {
            return request.query("after") == "0" ? scriptedPoll({1}, 1) : scriptedNoContent();
        };
        ShortPollClient client(settingsFor(server, 50ms));
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.ids(), (QList<quint64>{1}));
        server.goAway();
        QTRY_VERIFY(log.losses >= 1);
        server.answer = [](const HttpRequest &request) {
            return request.query("after") == "1" ? scriptedPoll({2}, 2) : scriptedNoContent();
        };
        QVERIFY(server.listen());
        QTRY_COMPARE(log.ids(), (QList<quint64>{1, 2}));
        QCOMPARE(log.readyCount, 2);
    }

    void stopsInOrder()
    {
        ScriptedServer server;
        ShortPollClient client(settingsFor(server, 50ms));
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        client.stop();
        QCOMPARE(client.state().phase, Phase::Off);
        QTRY_COMPARE(server.openConnections(), 0);
        QVERIFY(log.lines.isEmpty());

        client.start(MessageId{3});
        QTRY_COMPARE(server.requestCount(), 2);
        QCOMPARE(server.target(1), QByteArray("/poll?after=3"));
    }
};

QTEST_GUILESS_MAIN(ShortPollClientTest)
#include "tst_short_poll_client.moc"
