#pragma once

#include "core/protocol/message.h"
#include "core/protocol/transport_kind.h"

#include <QByteArray>
#include <QMetaType>

#include <array>

/// What `GET /stats` tells, design section 4.1.
struct ServerStats
{
    std::array<int, transportCount> connections{};
    quint64 published = 0;
    MessageId last{};
    quint64 dropped = 0;
    double uptimeSeconds = 0;

    bool operator==(const ServerStats &) const = default;
};

/// {"connections":{"short-poll":N,...},"published":N,"last":ID,"dropped":N,"uptime_s":x}
[[nodiscard]] QByteArray statsBody(const ServerStats &stats);

Q_DECLARE_METATYPE(ServerStats)
