#pragma once

#include "core/transport/server_context.h"
#include "core/transport/server_transport.h"

#include <memory>
#include <unordered_map>

/// `GET /long-poll`: as a poll, but held until a message is there or the client's timeout has passed, design
/// section 4.1. A held poll is answered in the turn of the loop in which the message is announced.
class LongPollServer : public ServerTransport
{
    Q_OBJECT

public:
    /// `context` outlives it.
    explicit LongPollServer(ServerContext &context);
    ~LongPollServer() override;

    void serve(HttpConnection &connection, const HttpRequest &request) override;
    void announce(const Message &message) override;
    [[nodiscard]] int connectionCount() const override { return m_connections; }
    /// Held polls are answered with 503 and their connections end.
    void close() override;
    [[nodiscard]] int heldCount() const { return static_cast<int>(m_held.size()); }

private:
    struct Held;
    using HeldPolls = std::unordered_map<HttpConnection *, std::unique_ptr<Held>>;

    void hold(HttpConnection &connection, MessageId cursor, Duration timeout);
    void giveUp(HttpConnection &connection);

    ServerContext &m_context;
    HeldPolls m_held;
    int m_connections = 0;
};
