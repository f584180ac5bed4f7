#pragma once

#include "core/base/steady_time.h"

#include <chrono>

/// How long to wait before connecting again, after RFC 6455 7.2.3: at first a random delay, so that the
/// clients of a restarted server do not all come at once, then truncated binary exponential backoff.
///
/// The RFC suggests 0 to 5 s for the first delay; a lab on loopback takes a tenth of it.
namespace ReconnectPolicy {

inline constexpr std::chrono::milliseconds firstDelay{500};
inline constexpr std::chrono::seconds maxDelay{10};

/// `random` 1 is without jitter: clients that lost their server together come back together.
///
/// `attempt`: failed attempts since the connection was last open, from 0. `random`: in [0, 1].
/// The first delay is in [0, firstDelay), attempt n in the upper half of firstDelay * 2^n, at most maxDelay.
[[nodiscard]] Duration delay(int attempt, double random);

} // namespace ReconnectPolicy
