#pragma once

#include "core/transport/client_transport.h"

#include <memory>

/// The only place that knows which client class serves which transport.
[[nodiscard]] std::unique_ptr<ClientTransport> createClient(TransportKind kind,
                                                            const ClientSettings &settings);

/// Its clients have createEcho(): the server has a way (`GET /echo`) to return a message to its sender alone.
[[nodiscard]] bool hasEcho(TransportKind kind);
