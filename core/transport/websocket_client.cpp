#include "core/transport/websocket_client.h"

#include "core/protocol/envelope.h"
#include "core/protocol/http_writer.h"
#include "core/transport/http_client.h"
#include "core/transport/stream_notice.h"

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QUrl>
#include <QWebSocket>

#include <utility>

WebSocketClient::WebSocketClient(const ClientSettings &settings, QObject *parent)
    : ResumingClient(settings, parent)
{
}

WebSocketClient::~WebSocketClient()
{
    WebSocketClient::closeNow();
}

void WebSocketClient::open()
{
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QWebSocket::connected, this, [this] {
        setState(ClientState::Phase::Open);
        expectMessages();
        tellReady();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, &WebSocketClient::receiveText);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &WebSocketClient::receiveBinary);
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            [this] { lose(lossInWords()); });
    connect(m_socket, &QWebSocket::disconnected, this, [this] { lose(lossInWords()); });

    // A new connection that does not resume hears what comes from now on.
    const bool fromNow = wasReady() && settings().recovery == WebSocketRecovery::Reconnect;
    const QByteArray after = fromNow ? "?after=now" : afterQuery();
    const QByteArray target = "/ws" + after + (wantsBinary() ? "&format=binary" : "");
    const QByteArray authority = HttpClient::Endpoint{settings().host, settings().port}.authority();
    QNetworkRequest request(QUrl(QString::fromUtf8("ws://" + authority + target)));
    for (const auto &[name, value] : handshakeHeaders(settings().headers, authority, target))
        request.setRawHeader(name, value);
    expectWithin(settings().silenceTimeout);
    m_socket->open(request);
}

bool WebSocketClient::comesBack() const
{
    return settings().recovery != WebSocketRecovery::None;
}

void WebSocketClient::expectMessages()
{
    expectWithin(settings().visibleHeartbeats ? settings().silenceTimeout : Duration{0});
}

void WebSocketClient::closeNow()
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

bool WebSocketClient::send(const QByteArray &payload, PayloadKind kind)
{
    if (!m_socket || !isReady() || m_socket->bytesToWrite() > maxUnsentBytes)
        return false;
    if (kind == PayloadKind::Text)
        m_socket->sendTextMessage(QString::fromUtf8(payload));
    else
        m_socket->sendBinaryMessage(payload);
    if (m_socket)
        m_socket->flush(); // now, not when the loop comes round to the notifier
    return m_socket && m_socket->isValid(); // an error may have closed it
}

void WebSocketClient::settingsChanged(const ClientSettings &before, bool moved)
{
    // The format is asked for in the handshake. The cursor is kept, so that the new connection goes on
    // after the last message delivered by the old one.
    if (moved || settings().payloadKind != before.payloadKind)
        reopen();
}

void WebSocketClient::receiveText(const QString &text)
{
    const TimePoint at = steadyNow();
    const QByteArray json = text.toUtf8();
    expectMessages();
    if (const Result<Message> message = parseMessage(json)) {
        answeredWell();
        tellDelivered(*message, at);
    } else if (const std::optional<StreamNotice> notice = parseNotice(json)) {
        if (const auto *missedNotice = std::get_if<MissedNotice>(&*notice))
            tellMissed(missedNotice->count);
        else if (std::holds_alternative<RestartedNotice>(*notice))
            tellRestarted();
    } else {
        lose(tr("A message makes no sense: %1").arg(message.error().message));
    }
}

void WebSocketClient::receiveBinary(const QByteArray &bytes)
{
    const TimePoint at = steadyNow();
    expectMessages();
    if (!wantsBinary()) {
        lose(tr("A binary message came that was not asked for"));
        return;
    }
    if (const Result<Message> message = parseBinaryMessage(bytes)) {
        answeredWell();
        tellDelivered(*message, at);
    } else {
        lose(tr("A message makes no sense: %1").arg(message.error().message));
    }
}

QString WebSocketClient::lossInWords() const
{
    // Without a Close frame Qt 6.4 says 1000 as well.
    const QWebSocketProtocol::CloseCode code = m_socket->closeCode();
    if (m_socket->error() != QAbstractSocket::UnknownSocketError
        || code == QWebSocketProtocol::CloseCodeNormal)
        return m_socket->errorString();
    return tr("The server closed the connection: %1 %2").arg(code).arg(m_socket->closeReason()).trimmed();
}
