#include "core/transport/echo_client.h"

EchoClient::EchoClient(const ClientSettings &settings, QObject *parent)
    : ResumingClient(settings, parent)
{
    connect(&m_socket, &ClientWebSocket::opened, this, [this] {
        setState(ClientState::Phase::Open);
        expectNothing();
        tellReady();
    });
    connect(&m_socket, &ClientWebSocket::textReceived, this,
            [this](const QString &text) { receive(text.toUtf8(), PayloadKind::Text); });
    connect(&m_socket, &ClientWebSocket::binaryReceived, this,
            [this](const QByteArray &bytes) { receive(bytes, PayloadKind::Binary); });
    connect(&m_socket, &ClientWebSocket::lost, this, [this](const QString &reason) { lose(reason); });
}

void EchoClient::open()
{
    expectWithin(settings().silenceTimeout);
    m_socket.open(settings(), "/echo");
}

void EchoClient::closeNow()
{
    m_underWay = 0;
    m_socket.close();
}

bool EchoClient::comesBack() const
{
    return settings().recovery != WebSocketRecovery::None;
}

bool EchoClient::send(const QByteArray &payload, PayloadKind kind)
{
    if (!isReady() || !m_socket.send(payload, kind))
        return false;
    if (m_underWay++ == 0)
        expectWithin(settings().silenceTimeout);
    return true;
}

void EchoClient::settingsChanged(const ClientSettings &before, bool moved)
{
    Q_UNUSED(before)
    if (moved)
        reopen();
}

void EchoClient::receive(const QByteArray &payload, PayloadKind kind)
{
    const TimePoint at = steadyNow();
    if (m_underWay == 0) {
        lose(tr("An echo came of what was not sent"));
        return;
    }
    answeredWell();
    if (--m_underWay > 0)
        expectWithin(settings().silenceTimeout);
    else
        expectNothing();
    tellDelivered({.id = {}, .unixMicroseconds = 0, .kind = kind, .payload = payload}, at);
}
