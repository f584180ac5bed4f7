#pragma once

#include <QByteArrayView>

#include <optional>
#include <variant>

/// What a stream is told before its first message (design section 4.1).
struct MissedNotice
{
    quint64 count = 0;
    bool operator==(const MissedNotice &) const = default;
};
struct RestartedNotice
{
    bool operator==(const RestartedNotice &) const = default;
};
using StreamNotice = std::variant<MissedNotice, RestartedNotice>;

/// Reads {"missed":N} and {"restarted":true}; nullopt if it is neither.
[[nodiscard]] std::optional<StreamNotice> parseNotice(QByteArrayView json);
