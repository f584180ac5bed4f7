#include "core/transport/client_factory.h"

#include "core/transport/long_poll_client.h"
#include "core/transport/short_poll_client.h"
#include "core/transport/sse_client.h"
#include "core/transport/websocket_client.h"

std::unique_ptr<ClientTransport> createClient(TransportKind kind, const ClientSettings &settings)
{
    switch (kind) {
    case TransportKind::ShortPoll:
        return std::make_unique<ShortPollClient>(settings);
    case TransportKind::LongPoll:
        return std::make_unique<LongPollClient>(settings);
    case TransportKind::Sse:
        return std::make_unique<SseClient>(settings);
    case TransportKind::WebSocket:
        return std::make_unique<WebSocketClient>(settings);
    }
    return nullptr;
}

bool hasEcho(TransportKind kind)
{
    return kind == TransportKind::WebSocket; // a poll and an event stream are answers, and carry nothing up
}
