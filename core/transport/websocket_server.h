#pragma once

#include "core/transport/departed.h"
#include "core/transport/fan_out.h"
#include "core/transport/server_transport.h"

#include <QHostAddress>
#include <QWebSocketServer>

#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

class QWebSocket;

/// `GET /ws` and `GET /echo`: WebSocket (RFC 6455), design section 4.1.
///
/// QWebSocketServer, which does not listen, makes the handshake, reads, pings and closes; messages go past it
/// as ready frames. Deviation of Qt 6.4.2: unmasked frames of a client are accepted.
class WebSocketServer : public ServerTransport
{
    Q_OBJECT

public:
    /// `context` outlives it.
    explicit WebSocketServer(ServerContext &context);
    ~WebSocketServer() override;

    void serve(HttpConnection &connection, const HttpRequest &request) override;
    void announce(const Message &message) override { m_fanOut.announce(message); }
    [[nodiscard]] int connectionCount() const override;
    [[nodiscard]] quint64 droppedCount() const override { return m_fanOut.dropped(); }
    /// Everybody gets 1001 "going away".
    void close() override;

private:
    struct Upgrade;
    struct Client;
    /// Where a peer connects from: unique among the open connections of one port.
    using Peer = std::pair<QHostAddress, quint16>;
    struct PeerOrder
    {
        bool operator()(const Peer &a, const Peer &b) const;
    };

    void onUpgraded();
    void startEcho(Client &client);
    void startStream(Client &client, const Upgrade &upgrade);
    void ping(Client &client);
    void beat(Client &client);
    void stopStream(Client &client);
    void leave(QWebSocket *webSocket);

    ServerContext &m_context;
    FanOut m_fanOut;
    QWebSocketServer m_handshakes;
    std::map<Peer, std::unique_ptr<Upgrade>, PeerOrder> m_upgrades;
    std::unordered_map<QWebSocket *, std::unique_ptr<Client>> m_clients;
    Departed m_departed;
};
