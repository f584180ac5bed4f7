#pragma once

#include <QHostAddress>
#include <QString>

#include <optional>
#include <utility>

/// "127.0.0.1:8080", "[::1]:0", "localhost:80"; nullopt for anything else: other names are not looked up.
[[nodiscard]] std::optional<std::pair<QHostAddress, quint16>> listenAddress(const QString &text);
