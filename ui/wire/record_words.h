#pragma once

#include "core/trace/trace_log.h"

#include <QString>

/// A record of the trace in plain words, the same in every view of the wire. Pure.

/// "WebSocket frame, message 141", "Request GET /poll?after=3", "TCP connection closed by the server".
[[nodiscard]] QString recordName(const TraceRecord &record);
/// "server to client, 30.900 to 30.940 s"; of what has no bytes "at 30.900 s". Seconds on the trace's axis.
[[nodiscard]] QString recordTimes(const TraceRecord &record, const Trace &trace);
/// Both, for screen readers and hover: "WebSocket frame, message 141: server to client, ..., 55 bytes".
[[nodiscard]] QString recordSentence(const TraceRecord &record, const Trace &trace);
/// "message 141", "messages 122 to 140", "19 messages, 122 to 150"; without any: empty.
[[nodiscard]] QString messagesText(const std::vector<MessageId> &messages);
/// What a status code of a WebSocket means (RFC 6455 7.4.1): "normal closure"; unknown: empty.
[[nodiscard]] QString closeCodeMeaning(int code);
/// "text", "ping"; an unknown one: "reserved".
[[nodiscard]] QString opcodeName(int opcode);
