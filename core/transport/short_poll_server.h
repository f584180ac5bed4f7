#pragma once

#include "core/transport/server_context.h"
#include "core/transport/server_transport.h"

/// `GET /poll`: answers at once with what the log holds after the client's id, design section 4.1.
class ShortPollServer : public ServerTransport
{
    Q_OBJECT

public:
    /// `context` outlives it.
    explicit ShortPollServer(ServerContext &context)
        : m_context(context)
    {
    }

    void serve(HttpConnection &connection, const HttpRequest &request) override;
    void announce(const Message &) override { }
    [[nodiscard]] int connectionCount() const override { return m_connections; }
    void close() override { }

private:
    ServerContext &m_context;
    int m_connections = 0;
};
