#include "core/protocol/reconnect_policy.h"

#include <algorithm>

namespace ReconnectPolicy {

Duration delay(int attempt, double random)
{
    const double first = std::chrono::duration<double>(firstDelay).count();
    if (attempt <= 0)
        return fromSeconds(first * random);
    constexpr int enoughDoublings = 20; // past the cap, and 2^n stays small
    const double doubled = first * static_cast<double>(1 << std::min(attempt, enoughDoublings));
    const double longest = std::min(doubled, std::chrono::duration<double>(maxDelay).count());
    return fromSeconds(longest * (1 + random) / 2);
}

} // namespace ReconnectPolicy
