#include "core/transport/websocket_client.h"

#include "core/protocol/envelope.h"
#include "core/transport/echo_client.h"
#include "core/transport/stream_notice.h"

WebSocketClient::WebSocketClient(const ClientSettings &settings, QObject *parent)
    : ResumingClient(settings, parent)
{
    connect(&m_socket, &ClientWebSocket::opened, this, [this] {
        setState(ClientState::Phase::Open);
        expectMessages();
        tellReady();
    });
    connect(&m_socket, &ClientWebSocket::textReceived, this, &WebSocketClient::receiveText);
    connect(&m_socket, &ClientWebSocket::binaryReceived, this, &WebSocketClient::receiveBinary);
    connect(&m_socket, &ClientWebSocket::lost, this, [this](const QString &reason) { lose(reason); });
}

void WebSocketClient::open()
{
    // A new connection that does not resume hears what comes from now on.
    const bool fromNow = wasReady() && settings().recovery == WebSocketRecovery::Reconnect;
    const QByteArray after = fromNow ? "?after=now" : afterQuery();
    expectWithin(settings().silenceTimeout);
    m_socket.open(settings(), "/ws" + after + (wantsBinary() ? "&format=binary" : ""));
}

bool WebSocketClient::comesBack() const
{
    return settings().recovery != WebSocketRecovery::None;
}

void WebSocketClient::expectMessages()
{
    expectWithin(settings().visibleHeartbeats ? settings().silenceTimeout : Duration{0});
}

bool WebSocketClient::send(const QByteArray &payload, PayloadKind kind)
{
    return isReady() && m_socket.send(payload, kind);
}

std::unique_ptr<ClientTransport> WebSocketClient::createEcho(const ClientSettings &settings) const
{
    return std::make_unique<EchoClient>(settings);
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
