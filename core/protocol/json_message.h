#pragma once

#include "core/protocol/json_cursor.h"
#include "core/protocol/message.h"

#include <optional>
#include <vector>

/// Where the parts of our JSON are in its text: envelope decodes what is there, the wire parser counts it.
/// Members that we do not know are passed over; a member that we know and find twice is a fault.

/// {"id":42,"t":1764000000123456,"data":"..."}; offsets count from the begin of the whole text.
struct JsonMessage
{
    qsizetype begin = 0; ///< of its {
    qsizetype end = 0; ///< after its }
    MessageId id{};
    qint64 unixMicroseconds = 0;
    PayloadKind kind = PayloadKind::Text;
    JsonCursor::StringSpan data; ///< of `data` or `data_base64`
};

/// {"messages":[...],"last":N}, and "missed", "restarted", "more".
struct JsonPollBody
{
    std::vector<JsonMessage> messages;
    MessageId last{};
    quint64 missed = 0;
    bool restarted = false;
    bool more = false;
};

[[nodiscard]] std::optional<JsonMessage> locateMessage(QByteArrayView text);
[[nodiscard]] std::optional<JsonPollBody> locatePollBody(QByteArrayView text);
/// {"missed":N} or {"restarted":true}.
[[nodiscard]] bool isMissedOrRestarted(QByteArrayView text);
/// {"heartbeat":true}, and nothing else.
[[nodiscard]] bool isHeartbeat(QByteArrayView text);
/// N of {"id":N}.
[[nodiscard]] std::optional<MessageId> locateId(QByteArrayView text);

/// The UTF-8 that the characters of a JSON string stand for; a lone surrogate becomes U+FFFD.
[[nodiscard]] QByteArray decodeJsonString(QByteArrayView characters);
/// One escape at the begin of `characters`, which are sound: its size here and the UTF-8 it stands for.
struct JsonEscape
{
    qsizetype size = 0;
    char32_t character = 0;

    [[nodiscard]] qsizetype utf8Bytes() const;
};
[[nodiscard]] JsonEscape readEscape(QByteArrayView characters);
/// Bytes that sound base64 (RFC 4648 4, padded) stands for; nullopt if it is not sound.
[[nodiscard]] std::optional<qsizetype> decodedBase64Bytes(QByteArrayView base64);
