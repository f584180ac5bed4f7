#include "core/transport/server_context.h"

#include "core/protocol/http_writer.h"

#include <QDateTime>

const QByteArray &ServerContext::date()
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != m_dateSecond) {
        m_dateSecond = now;
        m_date = httpDate(now);
    }
    return m_date;
}
