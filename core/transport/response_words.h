#pragma once

#include "core/protocol/http_parser.h"

#include <QString>

/// "The server answered 503 Service Unavailable".
[[nodiscard]] QString statusInWords(const HttpResponse &response);
/// Whether Content-Type is `type`, whatever its parameters (RFC 9110 8.3.1).
[[nodiscard]] bool hasMediaType(const HttpResponse &response, QByteArrayView type);
