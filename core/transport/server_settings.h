#pragma once

#include "core/protocol/header_profile.h"
#include "core/protocol/http_parser.h"
#include "core/protocol/message_source.h"

#include <QByteArray>
#include <QMetaType>

#include <chrono>
#include <vector>

/// Everything the server side can be told, every limit by name (design section 4.1).
///
/// A changed value acts on what happens next: header profile on the next response, times on the next wait.
struct ServerSettings
{
    /// Of every response, the handshake's too.
    HeaderProfile headers;
    /// Silence on an event stream after which a comment is sent.
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15);
    /// Silence is also ended by an event `heartbeat`, or a message {"heartbeat":true}: a script sees them, as
    /// it sees neither comments nor pings.
    bool visibleHeartbeats = false;
    /// Between two pings on a WebSocket.
    std::chrono::milliseconds pingInterval = std::chrono::seconds(30);
    /// What `retry:` tells an EventSource.
    std::chrono::milliseconds sseRetry = std::chrono::seconds(2);
    /// Connections of all kinds together; one more is answered with 503.
    int maxConnections = 20'000;
    /// Foreign origins that may publish and upgrade, as in the Origin header; `*` for all.
    std::vector<QByteArray> allowedOrigins;
    HttpLimits http;
    /// Largest WebSocket message; one more byte is answered with close code 1009.
    qint64 messageBytes = 1024LL * 1024;
    /// Of one poll answer.
    BatchLimits batch;
    /// From the first byte of a request head (or from the connect) to its last.
    std::chrono::milliseconds headTimeout = std::chrono::seconds(10);
    /// Between two pieces of a request body.
    std::chrono::milliseconds bodyTimeout = std::chrono::seconds(30);
    /// Between two requests only; also for a peer that stops taking an answer.
    std::chrono::milliseconds idleTimeout = std::chrono::seconds(120);
    /// How long a peer may take, once we have ended our side, to end its own.
    std::chrono::milliseconds lingerTimeout = std::chrono::seconds(2);
    /// Payload bytes that a live stream may be behind before its backlog is dropped.
    qint64 liveLagBytes = 4LL * 1024 * 1024;

    bool operator==(const ServerSettings &) const = default;
};

Q_DECLARE_METATYPE(ServerSettings)
