#include "core/transport/server_stats.h"

QByteArray statsBody(const ServerStats &stats)
{
    QByteArray body = "{\"connections\":{";
    for (const TransportKind kind : allTransportKinds) {
        if (indexOf(kind) > 0)
            body += ',';
        const QLatin1StringView name = machineName(kind);
        body += '"' + QByteArray(name.data(), name.size())
            + "\":" + QByteArray::number(stats.connections[indexOf(kind)]);
    }
    body += "},\"published\":" + QByteArray::number(stats.published);
    body += ",\"last\":" + QByteArray::number(toNumber(stats.last));
    body += ",\"dropped\":" + QByteArray::number(stats.dropped);
    body += ",\"uptime_s\":" + QByteArray::number(stats.uptimeSeconds, 'f', 3) + '}';
    return body;
}
