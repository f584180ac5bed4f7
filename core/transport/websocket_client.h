#pragma once

#include "core/transport/client_web_socket.h"
#include "core/transport/resuming_client.h"

/// Receives every message as a text frame, or as a binary one where payloads are binary (design section 4.1);
/// what is missing it is told in text frames either way. What it does after a loss is a setting: a browser's
/// WebSocket stays closed; a script around it may open another, and may resume with `?after=`.
class WebSocketClient : public ResumingClient
{
    Q_OBJECT

public:
    static constexpr qint64 maxUnsentBytes = ClientWebSocket::maxUnsentBytes;

    explicit WebSocketClient(const ClientSettings &settings, QObject *parent = nullptr);

    [[nodiscard]] bool carriesUp() const override { return true; }
    /// As one message, text or binary, whatever the format asked for (RFC 6455 5.6).
    [[nodiscard]] bool send(const QByteArray &payload, PayloadKind kind) override;
    [[nodiscard]] std::unique_ptr<ClientTransport> createEcho(const ClientSettings &settings) const override;

protected:
    void open() override;
    void closeNow() override { m_socket.close(); }
    void settingsChanged(const ClientSettings &before, bool moved) override;
    [[nodiscard]] bool comesBack() const override;

private:
    /// A script sees messages, but no pings: without visible heartbeats silence says nothing.
    void expectMessages();
    [[nodiscard]] bool wantsBinary() const { return settings().payloadKind == PayloadKind::Binary; }
    void receiveText(const QString &text);
    void receiveBinary(const QByteArray &bytes);

    ClientWebSocket m_socket;
};
