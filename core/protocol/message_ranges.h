#pragma once

#include "core/protocol/json_message.h"
#include "core/protocol/wire_record.h"

#include <vector>

/// Ranges of text whose begin counts from the begin of that text, not yet of a connection.
using TextRanges = std::vector<ByteRange>;

/// Appends a range that begins where the last one ends: joins it to that one if both say the same, leaves it
/// out if empty.
void appendRange(TextRanges &ranges, qint64 size, BytePart part, std::optional<MessageId> message = {});

/// The object of a message: Envelope around its data; characters as Payload, what JSON escapes and base64 add
/// as Encoding. An escape's last bytes are its Payload. Base64, and a string with very many escapes from
/// there on, are one range of each.
void appendMessageRanges(TextRanges &ranges, QByteArrayView text, const JsonMessage &message);
/// The answer to a poll: messages, and Framing around them.
void appendPollBodyRanges(TextRanges &ranges, QByteArrayView text, const JsonPollBody &body);
