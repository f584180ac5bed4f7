#pragma once

#include "core/protocol/message.h"

#include <QByteArray>

#include <chrono>

/// "id: 42\ndata: {json}\n\n", HTML Living Standard 9.2.5; no `event:` line.
[[nodiscard]] QByteArray sseMessage(const Message &message);
/// An event of a named type without id: `event: missed\ndata: {"missed":3}\n\n`.
[[nodiscard]] QByteArray sseEvent(const QByteArray &type, const QByteArray &data);
/// "retry: 2000\n\n".
[[nodiscard]] QByteArray sseRetry(std::chrono::milliseconds delay);
/// ": keep-alive\n\n".
[[nodiscard]] QByteArray sseComment(const QByteArray &text);
