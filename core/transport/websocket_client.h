#pragma once

#include "core/transport/resuming_client.h"

class QWebSocket;

/// Receives every message as a text frame and resumes with `?after=` (design section 4.1).
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

private:
    void receiveText(const QString &text);
    [[nodiscard]] QString lossInWords() const;

    QWebSocket *m_socket = nullptr;
};
