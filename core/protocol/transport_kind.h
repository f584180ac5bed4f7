#pragma once

#include <QLatin1StringView>
#include <QMetaType>
#include <QStringView>

#include <array>
#include <optional>

/// The ways of getting messages from a server to a client that we compare.
enum class TransportKind { ShortPoll, LongPoll, Sse, WebSocket };

inline constexpr std::array allTransportKinds{TransportKind::ShortPoll, TransportKind::LongPoll,
                                              TransportKind::Sse, TransportKind::WebSocket};
inline constexpr std::size_t transportCount = allTransportKinds.size();

[[nodiscard]] constexpr std::size_t indexOf(TransportKind kind)
{
    return static_cast<std::size_t>(kind);
}

/// The name that machines read, everywhere: command line, JSON, CSV (design section 4.2).
[[nodiscard]] constexpr QLatin1StringView machineName(TransportKind kind)
{
    constexpr std::array names{QLatin1StringView("short-poll"), QLatin1StringView("long-poll"),
                               QLatin1StringView("sse"), QLatin1StringView("websocket")};
    return names[indexOf(kind)];
}

[[nodiscard]] inline std::optional<TransportKind> transportNamed(QStringView name)
{
    for (const TransportKind kind : allTransportKinds)
        if (name == machineName(kind))
            return kind;
    return std::nullopt;
}

Q_DECLARE_METATYPE(TransportKind)
