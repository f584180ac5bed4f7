#pragma once

#include "core/protocol/http_parser.h"

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

/// An HTTP server on a real socket whose every byte the test decides.
///
/// Requests are collected in order of arrival. Either the test answers them with send(), or `answer` does at
/// once (an empty answer: held).
class ScriptedServer : public QObject
{
public:
    struct Request
    {
        HttpRequest head;
        int connection = 0;
    };

    ScriptedServer()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(); });
        listen();
    }

    /// Comes back on the port that it had.
    bool listen()
    {
        return m_server.listen(QHostAddress::LocalHost, m_port) && (m_port = m_server.serverPort());
    }
    /// Refuses new connections and drops the old ones.
    void goAway()
    {
        m_server.close();
        for (const auto &socket : m_sockets)
            if (socket)
                socket->abort();
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] const std::vector<Request> &requests() const { return m_requests; }
    [[nodiscard]] int requestCount() const { return static_cast<int>(m_requests.size()); }
    [[nodiscard]] QByteArray target(int request) const
    {
        return m_requests.at(std::size_t(request)).head.target;
    }
    /// Connections accepted so far, closed ones included.
    [[nodiscard]] int connectionCount() const { return static_cast<int>(m_sockets.size()); }
    [[nodiscard]] int openConnections() const
    {
        return static_cast<int>(std::count_if(m_sockets.begin(), m_sockets.end(), [](const auto &socket) {
            return socket && socket->state() == QAbstractSocket::ConnectedState;
        }));
    }

    /// To the newest connection, now.
    void send(const QByteArray &bytes)
    {
        m_sockets.back()->write(bytes);
        m_sockets.back()->flush();
    }
    /// In order: what was sent arrives first.
    void closeNewest() { m_sockets.back()->disconnectFromHost(); }

    std::function<QByteArray(const HttpRequest &)> answer;

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            const int connection = connectionCount();
            m_sockets.emplace_back(socket);
            auto parser = std::make_shared<HttpRequestParser>();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, connection, parser] {
                for (const HttpRequestOutput &output : parser->feed(socket->readAll()))
                    if (const auto *head = std::get_if<HttpRequest>(&output))
                        take({*head, connection}, socket);
            });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    }
    void take(const Request &request, QTcpSocket *socket)
    {
        m_requests.push_back(request);
        const QByteArray bytes = answer ? answer(request.head) : QByteArray();
        if (bytes.isEmpty())
            return;
        socket->write(bytes);
        if (!request.head.keepAlive || bytes.contains("Connection: close"))
            socket->disconnectFromHost();
    }

    QTcpServer m_server;
    quint16 m_port = 0;
    std::vector<QPointer<QTcpSocket>> m_sockets;
    std::vector<Request> m_requests;
};

/// A whole response with Content-Length; `extra` is header lines with their CRLF.
inline QByteArray scriptedResponse(const QByteArray &status, const QByteArray &body = {},
                                   const QByteArray &extra = "Content-Type: application/json\r\n")
{
    return "HTTP/1.1 " + status + "\r\n" + extra + "Content-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

inline QByteArray scriptedNoContent()
{
    return "HTTP/1.1 204 No Content\r\n\r\n";
}

/// The message with this id, as design section 4.1 writes it.
inline QByteArray scriptedMessage(int id)
{
    return "{\"id\":" + QByteArray::number(id) + ",\"t\":1764000000123456,\"data\":\"m"
        + QByteArray::number(id) + "\"}";
}

/// A poll's body with these ids; `members` as in ",\"more\":true".
inline QByteArray scriptedPoll(const std::vector<int> &ids, int last, const QByteArray &members = {})
{
    QByteArray messages;
    for (const int id : ids)
        messages += (messages.isEmpty() ? "" : ",") + scriptedMessage(id);
    return scriptedResponse(
        "200 OK", "{\"messages\":[" + messages + "],\"last\":" + QByteArray::number(last) + members + "}");
}
