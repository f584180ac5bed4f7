#include "core/transport/transport_factory.h"

#include "core/transport/long_poll_server.h"
#include "core/transport/short_poll_server.h"
#include "core/transport/sse_server.h"
#include "core/transport/websocket_server.h"

std::unique_ptr<ServerTransport> createServer(TransportKind kind, ServerContext &context)
{
    switch (kind) {
    case TransportKind::ShortPoll:
        return std::make_unique<ShortPollServer>(context);
    case TransportKind::LongPoll:
        return std::make_unique<LongPollServer>(context);
    case TransportKind::Sse:
        return std::make_unique<SseServer>(context);
    case TransportKind::WebSocket:
        return std::make_unique<WebSocketServer>(context);
    }
    return nullptr;
}

std::optional<TransportRoute> routeOf(QByteArrayView path)
{
    if (path == "/poll")
        return TransportRoute{TransportKind::ShortPoll, false};
    if (path == "/long-poll")
        return TransportRoute{TransportKind::LongPoll, false};
    if (path == "/events")
        return TransportRoute{TransportKind::Sse, false};
    if (path == "/ws" || path == "/echo")
        return TransportRoute{TransportKind::WebSocket, true};
    return std::nullopt;
}
