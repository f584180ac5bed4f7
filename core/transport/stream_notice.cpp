#include "core/transport/stream_notice.h"

#include <QJsonDocument>
#include <QJsonObject>

std::optional<StreamNotice> parseNotice(QByteArrayView json)
{
    const QJsonObject object
        = QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size())).object();
    if (object.value(QLatin1StringView("restarted")).toBool())
        return RestartedNotice{};
    if (object.value(QLatin1StringView("heartbeat")).toBool())
        return HeartbeatNotice{};
    const qint64 count = object.value(QLatin1StringView("missed")).toInteger();
    if (count > 0)
        return MissedNotice{static_cast<quint64>(count)};
    return std::nullopt;
}
