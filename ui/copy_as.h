#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/protocol/transport_kind.h"

#include <QString>

/// Texts that repeat outside what the window shows. `origin`: "http://127.0.0.1:8080", or a lane's link.
namespace copy_as {

[[nodiscard]] QString url(TransportKind kind, const QString &origin);
/// curl for the three HTTP transports, wscat for WebSocket.
[[nodiscard]] QString shellCommand(TransportKind kind, const QString &origin);
/// A line for a browser's console.
[[nodiscard]] QString javaScript(TransportKind kind, const QString &origin);
/// Publishing from outside.
[[nodiscard]] QString publishCommand(const QString &origin);

} // namespace copy_as
