#include "core/hub/message_log.h"

#include <utility>

MessageLog::MessageLog(Limits limits)
    : m_limits(limits)
{
}

const Message &MessageLog::append(QByteArray payload, PayloadKind kind, qint64 unixMicroseconds)
{
    const qint64 bytesBefore = m_bytesAppended;
    m_bytesAppended += payload.size();
    m_entries.push_back({{MessageId{++m_last}, unixMicroseconds, kind, std::move(payload)}, bytesBefore});
    while (m_entries.size() > 1
           && (std::cmp_greater(m_entries.size(), m_limits.messages)
               || m_bytesAppended - m_entries.front().bytesBefore > m_limits.bytes))
        m_entries.pop_front();
    return m_entries.back().message;
}

MessageBatch MessageLog::since(MessageId after, const BatchLimits &limits) const
{
    MessageBatch batch;
    quint64 cursor = toNumber(after);
    if (cursor > m_last) {
        batch.restarted = true;
        cursor = 0;
    }
    batch.last = last();
    if (cursor == m_last)
        return batch;

    // Ids have no holes, so an id's place in the log is arithmetic.
    const quint64 first = toNumber(oldest());
    if (cursor + 1 < first) {
        batch.missed = first - cursor - 1;
        cursor = first - 1;
    }
    qint64 bytes = 0;
    for (std::size_t i = cursor + 1 - first; i < m_entries.size(); ++i) {
        const Message &message = m_entries[i].message;
        bytes += message.payload.size();
        const bool full
            = std::cmp_greater_equal(batch.messages.size(), limits.maxMessages) || bytes > limits.maxBytes;
        if (full && !batch.messages.empty()) {
            batch.more = true;
            break;
        }
        batch.messages.push_back(message);
    }
    batch.last = batch.messages.back().id;
    return batch;
}

MessageId MessageLog::last() const
{
    return MessageId{m_last};
}

qint64 MessageLog::bytesSince(MessageId after) const
{
    const quint64 cursor = toNumber(after);
    if (cursor >= m_last)
        return 0;
    const quint64 first = toNumber(oldest());
    const std::size_t index = cursor < first ? 0 : cursor + 1 - first;
    return m_bytesAppended - m_entries[index].bytesBefore;
}

MessageId MessageLog::oldest() const
{
    return MessageId{m_last + 1 - m_entries.size()};
}
