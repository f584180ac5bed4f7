#pragma once

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <vector>

#include <sys/socket.h>

/// A relay of the test's own that does nothing but count: what a meter is compared with.
class CountingProxy : public QObject
{
public:
    explicit CountingProxy(quint16 targetPort)
        : m_targetPort(targetPort)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                relay(client);
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] qint64 upBytes() const { return m_up.size(); }
    [[nodiscard]] qint64 downBytes() const { return m_down; }
    [[nodiscard]] int connectionCount() const { return m_connections; }
    /// Request lines that went up. Only where no payload goes up.
    [[nodiscard]] qint64 requestCount() const { return m_up.count(" HTTP/1.1\r\n"); }
    [[nodiscard]] bool isIdle() const
    {
        return std::all_of(m_clients.begin(), m_clients.end(), [](const QPointer<QTcpSocket> &client) {
            return !client || client->state() == QAbstractSocket::UnconnectedState;
        });
    }
    /// Ends its side of all connections and forwards nothing more, but counts what still comes up.
    void cut()
    {
        for (const QPointer<QTcpSocket> &client : m_clients) {
            if (!client || client->state() != QAbstractSocket::ConnectedState)
                continue;
            auto *server = client->findChild<QTcpSocket *>();
            server->disconnect(client);
            server->disconnectFromHost();
            client->flush();
            ::shutdown(static_cast<int>(client->socketDescriptor()), SHUT_WR);
        }
    }

private:
    void relay(QTcpSocket *client)
    {
        ++m_connections;
        auto *server = new QTcpSocket(client);
        m_clients.emplace_back(client);
        connect(client, &QTcpSocket::readyRead, server, [this, client, server] {
            const QByteArray bytes = client->readAll();
            m_up += bytes;
            if (server->state() != QAbstractSocket::UnconnectedState)
                server->write(bytes);
        });
        connect(server, &QTcpSocket::readyRead, client, [this, client, server] {
            const QByteArray bytes = server->readAll();
            m_down += bytes.size();
            client->write(bytes);
        });
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::errorOccurred, client, &QTcpSocket::disconnectFromHost);
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        server->connectToHost(QHostAddress::LocalHost, m_targetPort);
    }

    QTcpServer m_server;
    quint16 m_targetPort;
    std::vector<QPointer<QTcpSocket>> m_clients;
    QByteArray m_up;
    qint64 m_down = 0;
    int m_connections = 0;
};
