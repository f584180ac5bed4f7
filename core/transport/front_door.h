#pragma once

#include "core/base/result.h"
#include "core/transport/departed.h"
#include "core/transport/router.h"

#include <QHostAddress>
#include <QTcpServer>

#include <memory>
#include <unordered_map>

/// The server's one port: everything of design section 4.1. Accepts connections, up to
/// settings.maxConnections, and owns them until a transport takes them over.
///
/// `source` outlives it; announce() must follow each message that `source` takes, in the same turn of the
/// loop.
class FrontDoor : public QObject
{
    Q_OBJECT

public:
    FrontDoor(const MessageSource &source, const PublishFunction &publish, ServerSettings settings,
              QObject *parent = nullptr);
    ~FrontDoor() override;

    /// Port 0: any free one. Returns the port.
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    /// The same port at a further address, for clients to whom that is another host. REQUIRES: listens.
    Result<Done> listenBeside(const QHostAddress &address);
    void announce(const Message &message);
    void apply(const ServerSettings &settings);
    [[nodiscard]] ServerStats stats() const;
    /// Ends in order: no new connection, streams end with their last chunk, WebSockets with 1001, held polls
    /// are answered with 503. closed() comes when the last connection has gone.
    void close();

signals:
    void closed();

private:
    class Listener;

    void watch(Listener &listener);
    void accept(qintptr descriptor);
    void turnAway(std::unique_ptr<ServerSocket> socket);
    void open(std::unique_ptr<ServerSocket> socket);
    void forget(HttpConnection &connection);
    void checkClosed();
    [[nodiscard]] int connectionCount() const;

    ServerContext m_context;
    ServerTransports m_transports;
    Router m_router;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<Listener> m_secondListener; ///< listenBeside()
    std::unordered_map<HttpConnection *, std::unique_ptr<HttpConnection>> m_connections;
    std::unordered_map<ServerSocket *, std::unique_ptr<ServerSocket>> m_turnedAway;
    Departed m_departed;
    TimePoint m_startedAt = steadyNow();
    quint64 m_published = 0;
    bool m_closing = false;
};
