#pragma once

#include "core/protocol/message_ranges.h"

/// Purpose of each byte of one event, its empty line included.
struct SseEventRanges
{
    WireRecordKind kind = WireRecordKind::SseEvent;
    QByteArray summary; ///< "message", or its type, or "retry", "comment"
    std::vector<MessageId> messages;
};

/// `event`: lines up to and with an empty one, each with its end. `ranges` is filled; `firstOfStream`: a byte
/// order mark may lead.
[[nodiscard]] SseEventRanges rangesOfSseEvent(QByteArrayView event, bool firstOfStream, TextRanges &ranges);
