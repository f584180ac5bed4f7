#include "ui/widgets/value_scale.h"

#include <algorithm>
#include <cmath>

namespace {

double roundedToTwoDigits(double value)
{
    if (value == 0)
        return 0;
    const double scale = std::pow(10, std::floor(std::log10(std::abs(value))) - 1);
    return std::round(value / scale) * scale;
}

} // namespace

double ValueScale::clamped(double value) const
{
    if (whole)
        value = std::round(value);
    value = std::clamp(value, min, max);
    if (kind == Kind::ZeroThenLog && value > 0 && value < firstPositive)
        value = value < firstPositive / 2 ? 0 : firstPositive;
    return value;
}

int ValueScale::positionOf(double value) const
{
    value = clamped(value);
    double share = 0;
    switch (kind) {
    case Kind::Linear:
        share = (value - min) / (max - min);
        break;
    case Kind::Log:
        share = std::log(value / min) / std::log(max / min);
        break;
    case Kind::ZeroThenLog:
        // Position 0 is zero; the rest is shared out from 2 % on.
        share
            = value <= 0 ? 0 : 0.02 + 0.98 * std::log(value / firstPositive) / std::log(max / firstPositive);
        break;
    }
    return static_cast<int>(std::lround(share * positions));
}

double ValueScale::valueAt(int position) const
{
    const double share = std::clamp(position, 0, positions) / static_cast<double>(positions);
    if (share >= 1)
        return max;
    switch (kind) {
    case Kind::Linear:
        return clamped(roundedToTwoDigits(min + share * (max - min)));
    case Kind::Log:
        return clamped(roundedToTwoDigits(min * std::pow(max / min, share)));
    case Kind::ZeroThenLog:
        if (share < 0.01)
            return 0;
        return clamped(roundedToTwoDigits(
            firstPositive * std::pow(max / firstPositive, std::max(0.0, share - 0.02) / 0.98)));
    }
    return min;
}

double ValueScale::stepped(double value, int count, bool byPage) const
{
    const double step = byPage ? page : arrow;
    for (int i = 0; i < std::abs(count); ++i) {
        const double before = value;
        const bool up = count > 0;
        if (steps == Steps::Absolute)
            value = up ? before + step : before - step;
        else if (before <= 0)
            value = up ? (kind == Kind::ZeroThenLog ? firstPositive : min + (whole ? 1 : step)) : before;
        else if (kind == Kind::ZeroThenLog && !up && before <= firstPositive)
            value = 0;
        else
            value = roundedToTwoDigits(up ? before * step : before / step);
        if (whole && std::round(value) == std::round(before))
            value = before + (up ? 1 : -1);
        value = clamped(value);
    }
    return value;
}
