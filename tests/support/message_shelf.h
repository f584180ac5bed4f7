#pragma once

#include "core/protocol/message_source.h"

#include <vector>

/// A log for tests of the server side: keeps the newest `capacity` messages, ids 1, 2, 3 ...
class MessageShelf : public MessageSource
{
public:
    explicit MessageShelf(std::size_t capacity = 1'000'000)
        : m_capacity(capacity)
    {
    }

    /// The reference holds until the next add().
    const Message &add(const QByteArray &payload, PayloadKind kind = PayloadKind::Text)
    {
        m_last = next(m_last);
        m_messages.push_back(
            {m_last, 1'764'000'000'000'000 + static_cast<qint64>(toNumber(m_last)), kind, payload});
        if (m_messages.size() > m_capacity)
            m_messages.erase(m_messages.begin());
        return m_messages.back();
    }

    [[nodiscard]] MessageBatch since(MessageId after, const BatchLimits &limits) const override
    {
        MessageBatch batch;
        batch.restarted = after > m_last;
        const quint64 cursor = batch.restarted ? 0 : toNumber(after);
        batch.last = m_last;
        if (m_messages.empty() || cursor == toNumber(m_last))
            return batch;
        const quint64 oldest = toNumber(m_messages.front().id);
        batch.missed = oldest > cursor + 1 ? oldest - cursor - 1 : 0;
        qsizetype bytes = 0;
        for (std::size_t i = cursor + 1 > oldest ? cursor + 1 - oldest : 0; i < m_messages.size(); ++i) {
            bytes += m_messages[i].payload.size();
            const auto count = static_cast<qsizetype>(batch.messages.size());
            if (count > 0 && (count >= limits.maxMessages || bytes > limits.maxBytes)) {
                batch.more = true;
                break;
            }
            batch.messages.push_back(m_messages[i]);
        }
        batch.last = batch.messages.back().id;
        return batch;
    }
    [[nodiscard]] MessageId last() const override { return m_last; }
    [[nodiscard]] qint64 bytesSince(MessageId after) const override
    {
        qint64 bytes = 0;
        for (auto entry = m_messages.rbegin(); entry != m_messages.rend() && entry->id > after; ++entry)
            bytes += entry->payload.size();
        return bytes;
    }

private:
    std::size_t m_capacity;
    std::vector<Message> m_messages;
    MessageId m_last{};
};
