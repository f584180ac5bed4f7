#pragma once

#include "core/transport/fan_out.h"
#include "core/transport/server_transport.h"

#include <memory>
#include <unordered_map>

/// `GET /events`: Server-Sent Events (HTML Living Standard 9.2), design section 4.1. `retry:` first, then one
/// event a message, a comment after each settings.heartbeat of silence.
class SseServer : public ServerTransport
{
    Q_OBJECT

public:
    /// `context` outlives it.
    explicit SseServer(ServerContext &context);
    ~SseServer() override;

    void serve(HttpConnection &connection, const HttpRequest &request) override;
    void announce(const Message &message) override { m_fanOut.announce(message); }
    [[nodiscard]] int connectionCount() const override { return m_fanOut.count(); }
    [[nodiscard]] quint64 droppedCount() const override { return m_fanOut.dropped(); }
    /// Streams end with the last chunk.
    void close() override;

private:
    struct Client;

    void beat(Client &client);
    void leave(HttpConnection &connection);

    ServerContext &m_context;
    FanOut m_fanOut;
    std::unordered_map<HttpConnection *, std::unique_ptr<Client>> m_clients;
};
