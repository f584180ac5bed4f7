#pragma once

#include "core/protocol/message_source.h"
#include "core/transport/deadlines.h"
#include "core/transport/server_settings.h"

#include <QByteArray>

/// What all connections and transports of one front door share. Outlives them.
class ServerContext
{
public:
    ServerContext(const MessageSource &messageSource, ServerSettings serverSettings)
        : source(messageSource)
        , settings(std::move(serverSettings))
    {
    }

    /// Value of the Date header now, written once a second.
    [[nodiscard]] const QByteArray &date();

    const MessageSource &source;
    ServerSettings settings;
    DeadlineQueue deadlines;

private:
    qint64 m_dateSecond = -1;
    QByteArray m_date;
};
