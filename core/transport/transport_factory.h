#pragma once

#include "core/protocol/transport_kind.h"
#include "core/transport/server_context.h"
#include "core/transport/server_transport.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

/// The server side of a transport. `context` outlives it.
[[nodiscard]] std::unique_ptr<ServerTransport> createServer(TransportKind kind, ServerContext &context);

/// A path at which a transport is served.
struct TransportRoute
{
    TransportKind kind = TransportKind::ShortPoll;
    /// The request must ask for an upgrade to WebSocket.
    bool upgrade = false;
};
[[nodiscard]] std::optional<TransportRoute> routeOf(QByteArrayView path);
