#pragma once

#include <QByteArrayView>

#include <optional>
#include <variant>

/// What a stream is told besides messages (design section 4.1).
struct MissedNotice
{
    quint64 count = 0;
    bool operator==(const MissedNotice &) const = default;
};
struct RestartedNotice
{
    bool operator==(const RestartedNotice &) const = default;
};
/// The server is there, though it has nothing to say: the heartbeat that a script can see.
struct HeartbeatNotice
{
    bool operator==(const HeartbeatNotice &) const = default;
};
using StreamNotice = std::variant<MissedNotice, RestartedNotice, HeartbeatNotice>;

/// Reads {"missed":N}, {"restarted":true} and {"heartbeat":true}; nullopt if it is none of them.
[[nodiscard]] std::optional<StreamNotice> parseNotice(QByteArrayView json);
