#pragma once

#include "core/transport/alarm.h"
#include "core/transport/client_transport.h"

#include <memory>

/// A client that finds out by itself what gets through: WebSocket, or long polling where that fails.
///
/// WebSocketFirst: long polling takes over once the WebSocket has failed before it was open, or was not open
/// for `connectTimeout`, and stays. LongPollFirst, as Engine.IO: long polling delivers from the begin while a
/// WebSocket is tried beside it, and is left when that is open. Both share one cursor: no message is lost or
/// reported twice when the rung changes.
class LadderClient : public ClientTransport
{
    Q_OBJECT

public:
    enum class Order { WebSocketFirst, LongPollFirst };
    /// Longer than any handshake over a working path needs: two round trips of 2 x 500 ms and some.
    static constexpr std::chrono::seconds defaultConnectTimeout{3};

    LadderClient(Order order, const ClientSettings &settings, Duration connectTimeout = defaultConnectTimeout,
                 QObject *parent = nullptr);
    ~LadderClient() override;

    void start(MessageId cursor) override;
    void stop() override;
    void apply(const ClientSettings &settings) override;
    [[nodiscard]] ClientState state() const override { return active().state(); }
    [[nodiscard]] MessageId cursor() const override { return m_cursor; }
    /// What carries the messages now.
    [[nodiscard]] TransportKind rung() const { return m_rung; }

signals:
    /// The WebSocket was given up; from now on it is long polling.
    void fellBack();

private:
    [[nodiscard]] ClientTransport &active() const;
    void watch(TransportKind kind, ClientTransport &client);
    void onReady(TransportKind kind);
    void onLoss(TransportKind kind);
    void onDelivered(const Delivery &delivery);
    void tryWebSocket();
    void fallBack();

    Order m_order;
    Duration m_connectTimeout;
    std::unique_ptr<ClientTransport> m_webSocket;
    std::unique_ptr<ClientTransport> m_longPoll;
    Alarm m_patience;
    MessageId m_cursor{};
    TransportKind m_rung = TransportKind::WebSocket;
    quint64 m_session = 0; ///< changes with each start() and stop()
    bool m_running = false;
    bool m_tried = false; ///< LongPollFirst: the WebSocket has had its chance
    bool m_wasOpen = false; ///< the WebSocket
};
