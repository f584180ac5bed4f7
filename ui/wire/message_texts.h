#pragma once

#include "core/trace/trace_record.h"

#include <QList>
#include <QString>

/// The `data` of one message that a record carries.
struct MessageText
{
    MessageId id{};
    QString text; ///< line ends as pictures; binary as "24 bytes"

    bool operator==(const MessageText &) const = default;
};

/// Larger messages are not parsed: the begin of their payload as it crossed is enough for a row.
inline constexpr qsizetype maxParsedMessageBytes = 4096;

/// Of all messages of the record, at most `maxLength` characters each. Pure.
[[nodiscard]] QList<MessageText> messageTexts(const TraceRecord &record, qsizetype maxLength);
