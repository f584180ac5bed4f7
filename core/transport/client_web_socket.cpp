#include "core/transport/client_web_socket.h"

#include "core/protocol/http_writer.h"
#include "core/transport/http_client.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QUrl>
#include <QWebSocket>

#include <utility>

ClientWebSocket::ClientWebSocket(QObject *parent)
    : QObject(parent)
{
}

ClientWebSocket::~ClientWebSocket()
{
    close();
}

void ClientWebSocket::open(const ClientSettings &settings, const QByteArray &target)
{
    Q_ASSERT(!m_socket);
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QWebSocket::connected, this, &ClientWebSocket::opened);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &ClientWebSocket::textReceived);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &ClientWebSocket::binaryReceived);
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            &ClientWebSocket::lose);
    connect(m_socket, &QWebSocket::disconnected, this, &ClientWebSocket::lose);

    const QByteArray authority = HttpClient::Endpoint{settings.host, settings.port}.authority();
    QNetworkRequest request(QUrl(QString::fromUtf8("ws://" + authority + target)));
    for (const auto &[name, value] : handshakeHeaders(settings.headers, authority, target))
        request.setRawHeader(name, value);
    m_socket->open(request);
}

void ClientWebSocket::close()
{
    if (!m_socket)
        return;
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    // After an error Qt is about to close it itself.
    if (socket->state() == QAbstractSocket::ConnectedState
        && socket->error() == QAbstractSocket::UnknownSocketError)
        socket->close();
    socket->deleteLater();
}

bool ClientWebSocket::send(const QByteArray &payload, PayloadKind kind)
{
    if (!m_socket || !m_socket->isValid() || m_socket->bytesToWrite() > maxUnsentBytes)
        return false;
    if (kind == PayloadKind::Text)
        m_socket->sendTextMessage(QString::fromUtf8(payload));
    else
        m_socket->sendBinaryMessage(payload);
    if (m_socket)
        m_socket->flush(); // now, not when the loop comes round to the notifier
    return m_socket && m_socket->isValid(); // an error may have closed it
}

void ClientWebSocket::lose()
{
    const QString reason = lossInWords();
    close();
    emit lost(reason);
}

QString ClientWebSocket::lossInWords() const
{
    // Without a Close frame Qt 6.4 says 1000 as well.
    const QWebSocketProtocol::CloseCode code = m_socket->closeCode();
    if (m_socket->error() != QAbstractSocket::UnknownSocketError
        || code == QWebSocketProtocol::CloseCodeNormal)
        return m_socket->errorString();
    return tr("The server closed the connection: %1 %2").arg(code).arg(m_socket->closeReason()).trimmed();
}
