#pragma once

#include "core/protocol/message.h"

#include <QByteArray>

/// The ways a stream of messages is put on the wire: one event a chunk, events until the connection closes,
/// one frame a message.
enum class StreamFormat { SseChunked, SsePlain, WebSocketText, WebSocketBinary };

inline constexpr std::size_t streamFormatCount = 4;

[[nodiscard]] QByteArray wireMessage(StreamFormat format, const Message &message);
/// The server is there, in a way that a script can see.
[[nodiscard]] QByteArray wireHeartbeat(StreamFormat format);
/// What a client is told before the next message: ids between are gone.
[[nodiscard]] QByteArray wireMissed(StreamFormat format, quint64 count);
/// What a client is told before the next message: ids began anew.
[[nodiscard]] QByteArray wireRestarted(StreamFormat format);
