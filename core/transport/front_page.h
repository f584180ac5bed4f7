#pragma once

#include <QByteArray>

/// The page at `/`: live clients of all four transports for a real browser.
[[nodiscard]] QByteArray frontPage();
