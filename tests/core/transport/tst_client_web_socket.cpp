#include "core/transport/client_web_socket.h"

#include "tests/support/upgrade.h"

#include <QSignalSpy>
#include <QTest>

class ClientWebSocketTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsOfOpeningAndOfOneLoss()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        ClientWebSocket socket;
        QSignalSpy opened(&socket, &ClientWebSocket::opened);
        QSignalSpy lost(&socket, &ClientWebSocket::lost);
        QVERIFY(!socket.send("early", PayloadKind::Text));
        socket.open({.port = server.port()}, "/echo");
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(socket.send("text", PayloadKind::Text));
        server.goAway();
        QTRY_COMPARE(lost.size(), 1);
        QVERIFY(!lost[0][0].toString().isEmpty());
        QVERIFY(!socket.send("late", PayloadKind::Text));
        socket.open({.port = server.port()}, "/echo"); // nobody listens
        QTRY_COMPARE(lost.size(), 2);
        QCOMPARE(opened.size(), 1);
    }

    void saysNothingAfterAClose()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        ClientWebSocket socket;
        QSignalSpy opened(&socket, &ClientWebSocket::opened);
        QSignalSpy lost(&socket, &ClientWebSocket::lost);
        QSignalSpy text(&socket, &ClientWebSocket::textReceived);
        socket.open({.port = server.port()}, "/echo");
        QTRY_COMPARE(opened.size(), 1);
        server.send(shortFrame("one"));
        QTRY_COMPARE(text.size(), 1);
        server.send(shortFrame("two"));
        socket.close();
        socket.open({.port = server.port()}, "/echo");
        QTRY_COMPARE(opened.size(), 2);
        QTRY_COMPARE(server.openConnections(), 1);
        QCOMPARE(text.size(), 1);
        QCOMPARE(lost.size(), 0);
    }

    void theServersReasonIsTold()
    {
        ScriptedServer server;
        server.answer = acceptUpgrade;
        ClientWebSocket socket;
        QSignalSpy opened(&socket, &ClientWebSocket::opened);
        QSignalSpy lost(&socket, &ClientWebSocket::lost);
        socket.open({.port = server.port()}, "/echo");
        QTRY_COMPARE(opened.size(), 1);
        server.send(shortFrame("\x03\xe9 bye", 8)); // 1001
        QTRY_COMPARE(lost.size(), 1);
        QVERIFY2(lost[0][0].toString().contains(QLatin1StringView("1001")),
                 qPrintable(lost[0][0].toString()));
    }
};

QTEST_GUILESS_MAIN(ClientWebSocketTest)
#include "tst_client_web_socket.moc"
