#pragma once

#include <QtGlobal>

#include <chrono>

using Duration = std::chrono::nanoseconds;
using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// The one monotonic clock of the program. Logic takes `now` as an argument; only shells call this.
[[nodiscard]] inline TimePoint steadyNow()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::steady_clock::now());
}

[[nodiscard]] constexpr double toMilliseconds(Duration d)
{
    return std::chrono::duration<double, std::milli>(d).count();
}

[[nodiscard]] constexpr double toSeconds(Duration d)
{
    return std::chrono::duration<double>(d).count();
}

[[nodiscard]] constexpr Duration fromSeconds(double s)
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(s));
}

/// Unix time that never jumps: read once from the system clock, carried on by the steady clock.
/// One anchor serves a whole run, so that a message's `t` converts back to the same TimePoint (to 1 us).
struct UnixAnchor
{
    TimePoint steady{};
    qint64 unixMicroseconds = 0;

    [[nodiscard]] static UnixAnchor takeNow()
    {
        using namespace std::chrono;
        const auto wall = duration_cast<microseconds>(system_clock::now().time_since_epoch());
        return {steadyNow(), wall.count()};
    }
    [[nodiscard]] qint64 toUnixMicroseconds(TimePoint t) const
    {
        return unixMicroseconds + std::chrono::floor<std::chrono::microseconds>(t - steady).count();
    }
    [[nodiscard]] TimePoint toSteady(qint64 us) const
    {
        return steady + std::chrono::microseconds(us - unixMicroseconds);
    }

    bool operator==(const UnixAnchor &) const = default;
};
