#pragma once

#include "core/transport/client_web_socket.h"
#include "core/transport/resuming_client.h"

/// A WebSocket to `/echo` (design section 4.1): what is sent comes back on it as it was, and to nobody else.
///
/// It comes back after a loss unless the recovery setting says as a browser does; what was under way is lost
/// either way, as an echo is no message of the log. While something is under way silence does say that the
/// peer is gone: the timeout runs from the last sign of it.
class EchoClient : public ResumingClient
{
    Q_OBJECT

public:
    explicit EchoClient(const ClientSettings &settings, QObject *parent = nullptr);

    [[nodiscard]] bool carriesUp() const override { return true; }
    [[nodiscard]] bool send(const QByteArray &payload, PayloadKind kind) override;

protected:
    void open() override;
    void closeNow() override;
    void settingsChanged(const ClientSettings &before, bool moved) override;
    [[nodiscard]] bool comesBack() const override;

private:
    void receive(const QByteArray &payload, PayloadKind kind);

    ClientWebSocket m_socket;
    qint64 m_underWay = 0; ///< messages
};
