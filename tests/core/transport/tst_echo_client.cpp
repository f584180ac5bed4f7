#include "core/transport/echo_client.h"

#include "tests/support/client_log.h"
#include "tests/support/door.h"
#include "tests/support/upgrade.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Phase = ClientState::Phase;

class EchoClientTest : public QObject
{
    Q_OBJECT

private slots:
    void whatItSendsComesBackToItAlone()
    {
        Door door;
        EchoClient client({.port = door.port});
        EchoClient other({.port = door.port});
        ClientLog log(client);
        ClientLog others(other);
        QVERIFY(!client.send("too early", PayloadKind::Text));
        client.start(MessageId{0});
        other.start(MessageId{0});
        QVERIFY(!client.send("too early", PayloadKind::Text));
        QTRY_COMPARE(log.readyCount, 1);
        QTRY_COMPARE(others.readyCount, 1);
        QCOMPARE(client.state().phase, Phase::Open);
        const QByteArray large(600'000, '\x80'); // two frames of Qt's
        QVERIFY(client.send("h\xc3\xa9llo", PayloadKind::Text));
        QVERIFY(client.send({}, PayloadKind::Text));
        QVERIFY(client.send("\xff", PayloadKind::Binary));
        QVERIFY(client.send(large, PayloadKind::Binary));
        QTRY_COMPARE(log.deliveries.size(), 4);
        QCOMPARE(log.deliveries[0].payload, QByteArray("h\xc3\xa9llo"));
        QCOMPARE(log.deliveries[0].kind, PayloadKind::Text);
        QVERIFY(log.deliveries[1].payload.isEmpty());
        QCOMPARE(log.deliveries[2].payload, QByteArray("\xff"));
        QCOMPARE(log.deliveries[2].kind, PayloadKind::Binary);
        QCOMPARE(log.deliveries[3].payload, large);
        QCOMPARE(toNumber(log.deliveries[0].id), quint64(0));
        QCOMPARE(toNumber(client.cursor()), quint64(0));
        QVERIFY(others.deliveries.isEmpty());
        QCOMPARE(toNumber(door.shelf.last()), quint64(0)); // nothing was published
        client.stop();
        QVERIFY(!client.send("too late", PayloadKind::Text));
        QCOMPARE(log.losses, 0);
    }

    void asksForAnEchoWithTheHeadersOfTheProfile()
    {
        ScriptedServer server;
        ClientSettings settings{.port = server.port(), .payloadKind = PayloadKind::Binary};
        settings.headers.kind = HeaderProfile::Kind::Browser;
        EchoClient client(settings);
        client.start(MessageId{7});
        QTRY_COMPARE(server.requestCount(), 1);
        QCOMPARE(server.target(0), QByteArray("/echo")); // no cursor, no format: it has neither
        QVERIFY(server.requests()[0].head.upgrade);
        QVERIFY(server.requests()[0].head.header("User-Agent").value_or("").contains("Mozilla"));
        QCOMPARE(client.state().phase, Phase::Connecting);
    }

    void comesBackAfterALossButForABrowsersWay_data()
    {
        QTest::addColumn<WebSocketRecovery>("recovery");
        QTest::newRow("none") << WebSocketRecovery::None;
        QTest::newRow("reconnect") << WebSocketRecovery::Reconnect;
        QTest::newRow("resume") << WebSocketRecovery::Resume;
    }

    void comesBackAfterALossButForABrowsersWay()
    {
        QFETCH(WebSocketRecovery, recovery);
        ScriptedServer server;
        server.answer = acceptUpgrade;
        EchoClient client({.port = server.port(), .recovery = recovery});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        QVERIFY(client.send("lost", PayloadKind::Text));
        server.closeNewest();
        if (recovery == WebSocketRecovery::None) {
            QTRY_COMPARE(log.lines, (QStringList{u"ready"_s, u"gave up"_s}));
            QCOMPARE(client.state().phase, Phase::Failed);
            QVERIFY(!client.send("again", PayloadKind::Text));
            return;
        }
        QTRY_COMPARE(log.lines, (QStringList{u"ready"_s, u"reconnecting"_s, u"ready"_s}));
        QCOMPARE(server.target(1), QByteArray("/echo"));
        QVERIFY(client.send("again", PayloadKind::Text));
        server.send(shortFrame("again"));
        QTRY_COMPARE(log.deliveries.size(), 1);
    }

    void silenceCountsWhileSomethingIsUnderWay()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        ClientSettings settings{.port = server.port(), .silenceTimeout = 80ms};
        EchoClient client(settings);
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        // Nothing is under way: one with the same patience and no server at all tells when the time has
        // passed.
        ScriptedServer deaf;
        settings.port = deaf.port();
        EchoClient clock(settings);
        ClientLog time(clock);
        clock.start(MessageId{0});
        QTRY_VERIFY(time.losses >= 1);
        QCOMPARE(log.losses, 0);
        QVERIFY(client.send("one", PayloadKind::Text));
        QVERIFY(client.send("two", PayloadKind::Text));
        server.send(shortFrame("one"));
        QTRY_COMPARE(log.deliveries.size(), 1);
        QTRY_COMPARE(log.losses, 1); // and the second never
    }

    void anEchoOfWhatWasNotSentIsALoss()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        EchoClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        server.send(shortFrame("surprise"));
        QTRY_COMPARE(log.losses, 1);
        QVERIFY(log.deliveries.isEmpty());
    }

    void anotherPortIsAnotherConnection()
    {
        ScriptedServer first;
        ScriptedServer second;
        first.answer = second.answer = acceptUpgrade;
        EchoClient client({.port = first.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        client.apply({.port = first.port(), .silenceTimeout = 1s});
        QCOMPARE(first.openConnections(), 1);
        client.apply({.port = second.port()});
        QTRY_COMPARE(log.readyCount, 2);
        QTRY_COMPARE(first.openConnections(), 0);
        QCOMPARE(log.losses, 0);
    }
};

QTEST_GUILESS_MAIN(EchoClientTest)
#include "tst_echo_client.moc"
