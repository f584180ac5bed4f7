#pragma once

#include "core/link/stream_socket.h"

#include <QTcpServer>

#include <memory>
#include <vector>

/// One end of a TCP connection that keeps what it receives and sends what it is given as soon as it can.
class PlainPeer : public QObject
{
    Q_OBJECT

public:
    explicit PlainPeer(quint16 port)
    {
        wire();
        wasReset = !socket.connectTo(QHostAddress::LocalHost, port);
    }
    explicit PlainPeer(qintptr descriptor)
    {
        wire();
        socket.adopt(descriptor);
    }

    void send(const QByteArray &bytes)
    {
        m_unsent += bytes;
        proceed();
    }
    [[nodiscard]] qsizetype unsent() const { return m_unsent.size(); }
    [[nodiscard]] bool isOver() const { return ended || wasReset; }

    StreamSocket socket;
    QByteArray received;
    bool echo = false;
    bool ended = false;
    bool wasReset = false;

private:
    void wire()
    {
        connect(&socket, &StreamSocket::readable, this, &PlainPeer::read);
        connect(&socket, &StreamSocket::writable, this, &PlainPeer::proceed);
    }

    void read()
    {
        const StreamSocket::Read read = socket.read();
        received += read.bytes;
        if (echo && !read.bytes.isEmpty())
            send(read.bytes);
        ended |= read.status == StreamSocket::Status::Ended;
        wasReset |= read.status == StreamSocket::Status::Failed;
        if (isOver())
            socket.setReading(false);
    }

    void proceed()
    {
        if (m_unsent.isEmpty())
            return;
        const qint64 count = socket.write(m_unsent);
        wasReset |= count < 0;
        m_unsent.remove(0, std::max<qint64>(count, 0));
    }

    QByteArray m_unsent;
};

/// Keeps every connection it accepts.
class PlainServer : public QTcpServer
{
    Q_OBJECT

public:
    PlainServer() { listen(QHostAddress::LocalHost); }

    [[nodiscard]] quint16 port() const { return serverPort(); }

    bool echo = false;
    std::vector<std::unique_ptr<PlainPeer>> peers;

signals:
    void accepted(PlainPeer *peer);

protected:
    void incomingConnection(qintptr descriptor) override
    {
        peers.push_back(std::make_unique<PlainPeer>(descriptor));
        peers.back()->echo = echo;
        emit accepted(peers.back().get());
    }
};
