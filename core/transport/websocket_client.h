#pragma once

#include "core/transport/resuming_client.h"

class QWebSocket;

/// Receives every message as a text frame, or as a binary one where payloads are binary, and resumes with
/// `?after=` (design section 4.1). What is missing it is told in text frames either way.
class WebSocketClient : public ResumingClient
{
    Q_OBJECT

public:
    /// What the link does not take waits up to this much; then send() refuses.
    static constexpr qint64 maxUnsentBytes = qint64{4} * 1024 * 1024;

    explicit WebSocketClient(const ClientSettings &settings, QObject *parent = nullptr);
    ~WebSocketClient() override;

    [[nodiscard]] bool carriesUp() const override { return true; }
    /// As one message, text or binary, whatever the format asked for (RFC 6455 5.6).
    [[nodiscard]] bool send(const QByteArray &payload, PayloadKind kind) override;

protected:
    void open() override;
    void closeNow() override;
    void settingsChanged(const ClientSettings &before, bool moved) override;

private:
    [[nodiscard]] bool wantsBinary() const { return settings().payloadKind == PayloadKind::Binary; }
    void receiveText(const QString &text);
    void receiveBinary(const QByteArray &bytes);
    [[nodiscard]] QString lossInWords() const;

    QWebSocket *m_socket = nullptr;
};
