#pragma once

#include "core/protocol/http_parser.h"
#include "core/trace/har_body.h"
#include "core/trace/har_json.h"

/// The parts of a HAR entry that come from the heads of its messages.
namespace har_message {

/// The member `request`. `origin`: what the URL begins with if there is no Host.
void writeRequest(HarJson &json, const HarRequest &request, const QString &origin);
/// Members `status` to `headers` of the member `response`, which is open.
void writeResponseHead(HarJson &json, const HttpResponse &head);
/// The whole member `response` where none came.
void writeNoResponse(HarJson &json);
/// UTF-8 if the bytes are, else Latin-1: header fields may hold either (RFC 9110 5.5).
[[nodiscard]] QString text(const QByteArray &bytes);

} // namespace har_message
