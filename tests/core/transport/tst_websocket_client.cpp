#include "core/transport/websocket_client.h"

#include "core/protocol/envelope.h"
#include "tests/support/client_log.h"
#include "tests/support/door.h"
#include "tests/support/upgrade.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Phase = ClientState::Phase;

class WebSocketClientTest : public QObject
{
    Q_OBJECT

private slots:
    void isReadyWhenTheUpgradeIsAccepted()
    {
        ScriptedServer server;
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        QCOMPARE(server.target(0), QByteArray("/ws?after=0"));
        QVERIFY(server.requests()[0].head.upgrade);
        QCOMPARE(client.state().phase, Phase::Connecting);
        QCOMPARE(log.readyCount, 0);
        server.send(acceptUpgrade(server.requests()[0].head));
        QTRY_COMPARE(log.readyCount, 1);
        QCOMPARE(client.state().phase, Phase::Open);
    }

    void shakesHandsWithTheHeadersOfTheProfile()
    {
        ScriptedServer server;
        ClientSettings settings{.port = server.port()};
        settings.headers.kind = HeaderProfile::Kind::Minimal;
        WebSocketClient minimal(settings);
        minimal.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        settings.headers.kind = HeaderProfile::Kind::Browser;
        WebSocketClient browser(settings);
        browser.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 2);
        QVERIFY(!server.requests()[0].head.header("Origin"));
        QCOMPARE(server.requests()[1].head.header("Origin"),
                 "http://127.0.0.1:" + QByteArray::number(server.port()));
        QVERIFY(server.requests()[1].head.header("User-Agent").value_or("").contains("Mozilla"));
    }

    void deliversWhatComes()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{3});
        QTRY_COMPARE(log.readyCount, 1);
        QCOMPARE(server.target(0), QByteArray("/ws?after=3"));
        const QByteArray frames = shortFrame("{\"missed\":2}") + shortFrame(scriptedMessage(6))
            + shortFrame("hi", 9) + shortFrame(scriptedMessage(7));
        server.send(frames.first(20));
        server.send(frames.sliced(20));
        QTRY_COMPARE(log.lines, (QStringList{u"ready"_s, u"missed 2"_s, u"6"_s, u"7"_s}));
        QCOMPARE(log.deliveries[1].payload, QByteArray("m7"));
        QCOMPARE(toNumber(client.cursor()), quint64(7));
    }

    void asksForBinaryFramesWherePayloadsAreBinary()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port(), .payloadKind = PayloadKind::Binary});
        ClientLog log(client);
        client.start(MessageId{3});
        QTRY_COMPARE(log.readyCount, 1);
        QCOMPARE(server.target(0), QByteArray("/ws?after=3&format=binary"));
        const Message first{MessageId{6}, 1'764'000'000'123'456, PayloadKind::Binary,
                            QByteArray("\x00\xff\"", 3)};
        const Message empty{MessageId{7}, 1'764'000'000'123'457, PayloadKind::Binary, {}};
        // The notice is text in either format.
        server.send(shortFrame("{\"missed\":2}") + shortFrame(binaryMessage(first), 2)
                    + shortFrame(binaryMessage(empty), 2));
        QTRY_COMPARE(log.lines, (QStringList{u"ready"_s, u"missed 2"_s, u"6"_s, u"7"_s}));
        QCOMPARE(log.deliveries[0].payload, first.payload);
        QCOMPARE(log.deliveries[0].kind, PayloadKind::Binary);
        QCOMPARE(log.deliveries[0].unixMicroseconds, first.unixMicroseconds);
        QVERIFY(log.deliveries[1].payload.isEmpty());
        server.send(shortFrame("{\"restarted\":true}"));
        QTRY_COMPARE(log.lines.last(), u"restarted"_s);
    }

    void aBinaryFrameWithoutIdAndTimeIsALoss()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port(), .payloadKind = PayloadKind::Binary});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        server.send(shortFrame(QByteArray(15, '\0'), 2));
        QTRY_COMPARE(log.losses, 1);
        QVERIFY(log.deliveries.isEmpty());
    }

    void anotherPayloadKindReopensAfterTheCursor()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        server.send(shortFrame(scriptedMessage(1)));
        QTRY_COMPARE(log.ids(), (QList<quint64>{1}));
        client.apply({.port = server.port(), .payloadKind = PayloadKind::Binary});
        QTRY_COMPARE(log.readyCount, 2);
        QCOMPARE(server.target(1), QByteArray("/ws?after=1&format=binary"));
        QTRY_COMPARE(server.openConnections(), 1);
        server.send(shortFrame(binaryMessage({MessageId{2}, 7, PayloadKind::Binary, "two"}), 2));
        QTRY_COMPARE(log.ids(), (QList<quint64>{1, 2}));
        client.apply({.port = server.port()});
        QTRY_COMPARE(log.readyCount, 3);
        QCOMPARE(server.target(2), QByteArray("/ws?after=2"));
        QCOMPARE(log.losses, 0);
    }

    void sendsTextAndBinaryInEitherFormat_data()
    {
        QTest::addColumn<PayloadKind>("format");
        QTest::newRow("text format") << PayloadKind::Text;
        QTest::newRow("binary format") << PayloadKind::Binary;
    }

    void sendsTextAndBinaryInEitherFormat()
    {
        QFETCH(PayloadKind, format);
        Door door;
        WebSocketClient client({.port = door.port, .payloadKind = format});
        ClientLog log(client);
        QVERIFY(client.carriesUp());
        QVERIFY(!client.send("too early", PayloadKind::Text));
        client.start(MessageId{0});
        QVERIFY(!client.send("too early", PayloadKind::Text));
        QTRY_COMPARE(log.readyCount, 1);
        QVERIFY(client.send("h\xc3\xa9llo", PayloadKind::Text));
        QVERIFY(client.send("\xff", PayloadKind::Binary));
        QTRY_COMPARE(log.ids(), (QList<quint64>{1, 2}));
        QCOMPARE(log.deliveries[0].payload, QByteArray("h\xc3\xa9llo"));
        QCOMPARE(log.deliveries[1].payload, QByteArray("\xff"));
        const MessageBatch batch = door.shelf.since(MessageId{0}, {});
        QCOMPARE(batch.messages[0].kind, PayloadKind::Text);
        QCOMPARE(batch.messages[1].kind, PayloadKind::Binary);
        client.stop();
        QVERIFY(!client.send("too late", PayloadKind::Text));
    }

    void aRestartedServerTakesTheCursorBack()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{900});
        QTRY_COMPARE(log.readyCount, 1);
        server.send(shortFrame("{\"restarted\":true}") + shortFrame(scriptedMessage(1)));
        QTRY_COMPARE(log.lines, (QStringList{u"ready"_s, u"restarted"_s, u"1"_s}));
        QCOMPARE(toNumber(client.cursor()), quint64(1));
    }

    void resumesWhenTheServerIsBack()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        server.send(shortFrame(scriptedMessage(1)));
        QTRY_COMPARE(log.ids(), (QList<quint64>{1}));
        server.goAway();
        QTRY_VERIFY(log.losses >= 1);
        QVERIFY(!client.state().detail.isEmpty());
        QVERIFY(server.listen());
        QTRY_COMPARE(log.readyCount, 2);
        QCOMPARE(server.target(1), QByteArray("/ws?after=1"));
        server.send(shortFrame(scriptedMessage(2)));
        QTRY_COMPARE(log.ids(), (QList<quint64>{1, 2}));
    }

    void staysClosedAsABrowsersWebSocketDoes()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port(), .recovery = WebSocketRecovery::None});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        server.closeNewest();
        QTRY_COMPARE(log.lines, (QStringList{u"ready"_s, u"gave up"_s}));
        QCOMPARE(client.state().phase, Phase::Failed);
        QCOMPARE(server.requestCount(), 1);
    }

    void comesBackFromNowOnWhenItDoesNotResume()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port(), .recovery = WebSocketRecovery::Reconnect});
        ClientLog log(client);
        client.start(MessageId{7});
        QTRY_COMPARE(log.readyCount, 1);
        QCOMPARE(server.target(0), QByteArray("/ws?after=7")); // the first one begins where it was told to
        server.closeNewest();
        QTRY_COMPARE(log.readyCount, 2);
        QCOMPARE(server.target(1), QByteArray("/ws?after=now"));
    }

    void silenceCountsOnlyWhereAScriptCouldHearSomething()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        ClientSettings settings{.port = server.port(), .silenceTimeout = 80ms, .visibleHeartbeats = true};
        WebSocketClient hears(settings);
        ClientLog log(hears);
        hears.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        server.send(shortFrame("{\"heartbeat\":true}"));
        QTRY_COMPARE(log.losses, 1); // and then nothing more
        QVERIFY(log.deliveries.isEmpty());
        hears.stop();
        settings.visibleHeartbeats = false;
        WebSocketClient deaf(settings);
        ClientLog quiet(deaf);
        deaf.start(MessageId{0});
        QTRY_COMPARE(quiet.readyCount, 1);
        // A second client with the same patience that hears nothing at all tells when the time has passed.
        settings.port = 0;
        settings.visibleHeartbeats = true;
        ScriptedServer silent;
        settings.port = silent.port();
        WebSocketClient clock(settings);
        ClientLog ticks(clock);
        clock.start(MessageId{0});
        QTRY_VERIFY(ticks.losses >= 1);
        QCOMPARE(quiet.losses, 0);
    }

    void anEndIsALoss_data()
    {
        QTest::addColumn<QByteArray>("bytes");

        QTest::newRow("close 1001") << shortFrame(QByteArray("\x03\xe9", 2), 8);
        QTest::newRow("not JSON") << shortFrame("hello");
        QTest::newRow("another JSON") << shortFrame("{\"a\":1}");
        QTest::newRow("binary") << shortFrame("hello", 2);
        QTest::newRow("reserved opcode") << shortFrame("hello", 3);
    }

    void anEndIsALoss()
    {
        QFETCH(QByteArray, bytes);
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        server.send(bytes);
        QTRY_COMPARE(log.losses, 1);
        QVERIFY(!client.state().detail.isEmpty());
        QTRY_COMPARE(log.readyCount, 2);
        QVERIFY(log.deliveries.isEmpty());
    }

    void aRefusedUpgradeIsTriedAgain()
    {
        ScriptedServer server;
        server.answer = [](const HttpRequest &) { return scriptedResponse("503 Service Unavailable"); };
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.losses, 1);
        QCOMPARE(client.state().phase, Phase::Retrying);
        server.answer = acceptUpgrade;
        QTRY_COMPARE(log.readyCount, 1);
        QTRY_COMPARE(server.openConnections(), 1);
    }

    void keepsItsConnectionUnlessItMoves()
    {
        ScriptedServer first;
        ScriptedServer second;
        first.answer = second.answer = acceptUpgrade;
        WebSocketClient client({.port = first.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        client.apply({.port = first.port(), .headers = {.kind = HeaderProfile::Kind::Minimal}});
        first.send(shortFrame(scriptedMessage(1)));
        QTRY_COMPARE(log.ids(), (QList<quint64>{1}));
        QCOMPARE(first.requestCount(), 1);
        client.apply({.port = second.port()});
        QTRY_COMPARE(log.readyCount, 2);
        QCOMPARE(second.target(0), QByteArray("/ws?after=1"));
        QTRY_COMPARE(first.openConnections(), 0);
        QCOMPARE(log.losses, 0);
    }

    void stopsInOrderEvenFromAListener()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        connect(&client, &ClientTransport::delivered, this, [&client] { client.stop(); });
        client.start(MessageId{0});
        QTRY_COMPARE(log.readyCount, 1);
        server.send(shortFrame(scriptedMessage(1)) + shortFrame(scriptedMessage(2)));
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(log.lines, (QStringList{u"ready"_s, u"1"_s}));
        QCOMPARE(client.state().phase, Phase::Off);
    }

    void stopsWhileItConnects()
    {
        ScriptedServer server;
        WebSocketClient client({.port = server.port()});
        ClientLog log(client);
        client.start(MessageId{0});
        QTRY_COMPARE(server.requestCount(), 1);
        client.stop();
        QTRY_COMPARE(server.openConnections(), 0);
        QVERIFY(log.lines.isEmpty());
    }
};

QTEST_GUILESS_MAIN(WebSocketClientTest)
#include "tst_websocket_client.moc"
