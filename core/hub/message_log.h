#pragma once

#include "core/protocol/message_source.h"

#include <deque>

/// The last messages of a run, bounded by count and by payload bytes, oldest dropped first.
class MessageLog : public MessageSource
{
public:
    struct Limits
    {
        qsizetype messages = 100'000;
        qint64 bytes = 64LL * 1024 * 1024;

        bool operator==(const Limits &) const = default;
    };

    explicit MessageLog(Limits limits);
    MessageLog()
        : MessageLog(Limits{})
    {
    }

    /// Gives the message the next id and keeps it. The newest message is kept whatever its size.
    const Message &append(QByteArray payload, PayloadKind kind, qint64 unixMicroseconds);

    [[nodiscard]] MessageBatch since(MessageId after, const BatchLimits &limits = {}) const override;
    [[nodiscard]] MessageId last() const override;
    [[nodiscard]] qint64 bytesSince(MessageId after) const override;
    /// The oldest id still held; last() + 1 if there is none.
    [[nodiscard]] MessageId oldest() const;

private:
    struct Entry
    {
        Message message;
        qint64 bytesBefore = 0; ///< payload bytes of all messages ever appended before this one
    };
    Limits m_limits;
    std::deque<Entry> m_entries;
    qint64 m_bytesAppended = 0;
    quint64 m_last = 0;
};
