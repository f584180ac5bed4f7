#pragma once

#include "core/protocol/message.h"
#include "core/protocol/transport_kind.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// Who sent a message: begins the payload, so that the sender knows its own again.
struct UpstreamSender
{
    TransportKind lane{};
    int client = 0;

    bool operator==(const UpstreamSender &) const = default;
};

/// "websocket 0 sends 17", padded to `bytes` (never cut): text with dots, binary with bytes that are no
/// UTF-8, so that POST takes it for binary as well.
[[nodiscard]] QByteArray upstreamPayload(const UpstreamSender &sender, quint64 number, qint64 bytes,
                                         PayloadKind kind);
/// The number of a payload of `sender`; nullopt: somebody else's.
[[nodiscard]] std::optional<quint64> numberFrom(QByteArrayView payload, const UpstreamSender &sender);
