#pragma once

#include <QString>

/// What this program was built from.
namespace build_info {

[[nodiscard]] QString version();
/// Abbreviated commit, "-dirty" with local changes; "unknown" outside a checkout.
[[nodiscard]] QString commit();

} // namespace build_info
