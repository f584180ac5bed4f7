#pragma once

#include "core/base/result.h"
#include "core/protocol/message_source.h"

#include <QByteArray>
#include <QByteArrayView>

/// The message object around `data`, the same on all text lanes (design section 4.1):
/// {"id":42,"t":1764000000123456,"data":"..."}; a binary payload as "data_base64".
[[nodiscard]] QByteArray messageJson(const Message &message);
/// {"messages":[...],"last":N} with "missed", "restarted", "more" as members where they apply.
[[nodiscard]] QByteArray pollBody(const MessageBatch &batch);

/// Parse what the two functions above write (any valid JSON of that meaning).
[[nodiscard]] Result<Message> parseMessage(QByteArrayView json);
[[nodiscard]] Result<MessageBatch> parsePollBody(QByteArrayView json);

/// 8-byte big-endian id, 8-byte big-endian t, payload: `/ws?format=binary`.
[[nodiscard]] QByteArray binaryMessage(const Message &message);
[[nodiscard]] Result<Message> parseBinaryMessage(QByteArrayView bytes);

/// {"missed":N} and {"restarted":true}: what a stream or WebSocket is told before its first message.
[[nodiscard]] QByteArray missedJson(quint64 count);
[[nodiscard]] QByteArray restartedJson();
/// {"heartbeat":true}: what a stream with visible heartbeats is told in silence.
[[nodiscard]] QByteArray heartbeatJson();
