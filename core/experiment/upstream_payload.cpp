#include "core/experiment/upstream_payload.h"

#include <algorithm>

namespace {

constexpr char noUtf8 = '\xff';

QByteArray prefixOf(const UpstreamSender &sender)
{
    const QLatin1StringView lane = machineName(sender.lane);
    return QByteArray(lane.data(), lane.size()) + ' ' + QByteArray::number(sender.client) + " sends ";
}

} // namespace

QByteArray upstreamPayload(const UpstreamSender &sender, quint64 number, qint64 bytes, PayloadKind kind)
{
    QByteArray payload = prefixOf(sender) + QByteArray::number(number);
    if (kind == PayloadKind::Binary)
        payload += noUtf8;
    return payload.leftJustified(bytes, kind == PayloadKind::Binary ? noUtf8 : '.');
}

std::optional<quint64> numberFrom(QByteArrayView payload, const UpstreamSender &sender)
{
    const QByteArray prefix = prefixOf(sender);
    if (!payload.startsWith(prefix))
        return std::nullopt;
    const QByteArrayView rest = payload.sliced(prefix.size());
    const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c < '0' || c > '9'; });
    bool ok = false;
    const quint64 number = rest.first(end - rest.begin()).toULongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}
