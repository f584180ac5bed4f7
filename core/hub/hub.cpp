#include "core/hub/hub.h"

#include <utility>

Hub::Hub(UnixAnchor anchor, MessageLog::Limits limits, QObject *parent)
    : QObject(parent)
    , m_anchor(anchor)
    , m_limits(limits)
    , m_log(limits)
{
}

void Hub::restart()
{
    m_log = MessageLog(m_limits);
}

void Hub::publishDue(const DueMessages &messages)
{
    for (const DueMessage &message : messages)
        publish(message.payload, message.kind, message.due);
}

MessageId Hub::publishNow(const QByteArray &payload, PayloadKind kind)
{
    return publish(payload, kind, steadyNow());
}

MessageId Hub::publish(QByteArray payload, PayloadKind kind, TimePoint due)
{
    // A copy: a listener that publishes in turn may push this message out of the log.
    const Message message = m_log.append(std::move(payload), kind, m_anchor.toUnixMicroseconds(due));
    ++m_published;
    emit published(message);
    return message.id;
}
