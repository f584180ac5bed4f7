#pragma once

#include "core/protocol/http_parser.h"

#include <optional>

/// What RFC 9112 says about a whole head beyond its grammar.

/// Host (3.2) and Transfer-Encoding (6.1); nothing: the head is sound. Only `chunked` is decoded here, so any
/// other transfer coding is a fault.
[[nodiscard]] std::optional<HttpFault> faultOf(const HttpRequest &head);
[[nodiscard]] std::optional<HttpFault> faultOf(const HttpResponse &head);
/// Whether the connection persists after the message: 9.3.
[[nodiscard]] bool staysOpen(const HttpHeaders &headers, int versionMinor);
/// A GET of HTTP/1.1 that asks for `Upgrade: websocket`, RFC 6455 4.1.
[[nodiscard]] bool asksForWebSocket(const HttpRequest &head);
