#include "core/link/stream_socket.h"
#include "tests/support/plain_peer.h"

#include <QSignalSpy>
#include <QTest>

class StreamSocketTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheEndOfAStreamFromAReset_data()
    {
        QTest::addColumn<bool>("reset");

        QTest::newRow("close") << false;
        QTest::newRow("abort") << true;
    }

    void tellsTheEndOfAStreamFromAReset()
    {
        QFETCH(bool, reset);

        PlainServer server;
        PlainPeer client(server.port());
        QTRY_COMPARE(server.peers.size(), std::size_t(1));
        if (reset)
            client.socket.abort();
        else
            client.socket.close();
        QVERIFY(!client.socket.isOpen());
        QTRY_VERIFY(server.peers[0]->isOver());
        QCOMPARE(server.peers[0]->wasReset, reset);
    }

    void readsOnAfterItHasFinishedWriting()
    {
        PlainServer server;
        PlainPeer client(server.port());
        client.send("question");
        client.socket.finishWriting();
        QTRY_VERIFY(!server.peers.empty() && server.peers[0]->ended);
        server.peers[0]->send("answer");
        QTRY_COMPARE(client.received, QByteArray("answer"));
        QVERIFY(!client.ended);
    }

    void tellsWhenThereIsRoomAgain()
    {
        PlainServer server;
        PlainPeer client(server.port());
        QTRY_COMPARE(server.peers.size(), std::size_t(1));
        server.peers[0]->socket.setReading(false);
        QSignalSpy writable(&client.socket, &StreamSocket::writable);
        const qsizetype size = 32LL * 1024 * 1024;
        client.send(QByteArray(size, 'x'));
        QVERIFY(client.unsent() > 0);
        server.peers[0]->socket.setReading(true);
        QTRY_COMPARE(server.peers[0]->received.size(), size);
        QVERIFY(!writable.isEmpty());
    }

    void aRefusalShowsAsFailure()
    {
        quint16 port = 0;
        {
            const PlainServer gone;
            port = gone.port();
        }
        PlainPeer client(port);
        QTRY_VERIFY(client.wasReset);
        QCOMPARE(client.socket.write("x"), -1);
    }

    void aClosedSocketReadsAndWritesNothing()
    {
        StreamSocket socket;
        QCOMPARE(socket.read().status, StreamSocket::Status::Failed);
        QCOMPARE(socket.write("x"), -1);
        socket.finishWriting();
        socket.abort();
        QVERIFY(!socket.isOpen());
    }
};

QTEST_GUILESS_MAIN(StreamSocketTest)
#include "tst_stream_socket.moc"
