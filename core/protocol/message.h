#pragma once

#include <QByteArray>
#include <QMetaType>

/// Position of a message in the log: 1, 2, 3 ... without holes. 0 means "before the first".
enum class MessageId : quint64 {};

[[nodiscard]] constexpr quint64 toNumber(MessageId id)
{
    return static_cast<quint64>(id);
}
[[nodiscard]] constexpr MessageId next(MessageId id)
{
    return MessageId{toNumber(id) + 1};
}

enum class PayloadKind { Text, Binary };

/// One message as the log holds it. `payload` is valid UTF-8 when `kind` is Text.
struct Message
{
    MessageId id{};
    /// When the message was due in the schedule (of a POST: when it was taken in), Unix microseconds
    /// from the steady clock anchored once at start: the `t` of design section 4.1.
    qint64 unixMicroseconds = 0;
    PayloadKind kind = PayloadKind::Text;
    QByteArray payload;

    bool operator==(const Message &) const = default;
};

Q_DECLARE_METATYPE(MessageId)
Q_DECLARE_METATYPE(Message)
