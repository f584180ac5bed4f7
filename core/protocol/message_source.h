#pragma once

#include "core/protocol/message.h"

#include <vector>

/// What a reader who has seen everything up to some id gets next.
struct MessageBatch
{
    std::vector<Message> messages;
    /// Ids that the log no longer holds between the reader's cursor and the first message here.
    quint64 missed = 0;
    /// The reader's cursor was above the last id: the server was restarted; read as cursor 0.
    bool restarted = false;
    /// The batch was cut at a limit; ask again at once.
    bool more = false;
    /// The id to continue after: the last one here, or the log's last one if there is none.
    MessageId last{};

    bool operator==(const MessageBatch &) const = default;
};

/// Limits of one answer, design section 4.1. At least one message is given whatever its size.
struct BatchLimits
{
    qsizetype maxMessages = 1000;
    qsizetype maxBytes = 1024LL * 1024;

    bool operator==(const BatchLimits &) const = default;
};

/// Read side of the message log: what the transports need of it and no more.
class MessageSource
{
public:
    virtual ~MessageSource() = default;

    /// The messages with ids above `after`, oldest first.
    [[nodiscard]] virtual MessageBatch since(MessageId after, const BatchLimits &limits = {}) const = 0;
    /// The newest id ever given out; 0 before the first message.
    [[nodiscard]] virtual MessageId last() const = 0;
    /// Payload bytes held with ids above `after` (the lag of a reader at `after`).
    [[nodiscard]] virtual qint64 bytesSince(MessageId after) const = 0;
};
