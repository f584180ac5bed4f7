#pragma once

#include "core/transport/resuming_client.h"

class QWebSocket;

/// Receives every message as a text frame (design section 4.1). What it does after a loss is a setting: a
/// browser's WebSocket stays closed; a script around it may open another, and may resume with `?after=`.
class WebSocketClient : public ResumingClient
{
    Q_OBJECT

public:
    explicit WebSocketClient(const ClientSettings &settings, QObject *parent = nullptr);
    ~WebSocketClient() override;

protected:
    void open() override;
    void closeNow() override;
    void settingsChanged(const ClientSettings &before, bool moved) override;
    [[nodiscard]] bool comesBack() const override;

private:
    /// A script sees messages, but no pings: without visible heartbeats silence says nothing.
    void expectMessages();
    void receiveText(const QString &text);
    [[nodiscard]] QString lossInWords() const;

    QWebSocket *m_socket = nullptr;
};
