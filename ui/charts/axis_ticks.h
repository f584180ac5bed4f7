#pragma once

#include <QList>
#include <QString>

/// Where the lines of an axis stand and what they say. Pure: no painting, no widgets.
namespace axis_ticks {

/// The smallest of 1, 2, 5 x 10^k with which `span` has at most `maxTicks` steps. REQUIRES: span > 0.
[[nodiscard]] double step(double span, int maxTicks);
/// Whole multiples of `step` in [min, max].
[[nodiscard]] QList<double> values(double min, double max, double step);
/// A round number at or above `value` (1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8 x 10^k), for ends of axes.
[[nodiscard]] double roundUp(double value);
/// The powers of ten around [min, max], as exponents: at least one decade apart.
struct Decades
{
    int low = 0;
    int high = 1;

    bool operator==(const Decades &) const = default;
};
[[nodiscard]] Decades decades(double min, double max);

/// "0", "500 ms", "2 s": seconds as soon as the axis reaches one.
[[nodiscard]] QString latencyText(double milliseconds, double axisMaxMs);
/// "10", "2.5"; from two minutes on "3:30".
[[nodiscard]] QString timeText(double seconds, double axisMaxS);
/// Unit of the texts above: "s", or "min".
[[nodiscard]] QString timeUnit(double axisMaxS);
/// "0", "500", "20 k", "1.5 M": plain counts and bytes.
[[nodiscard]] QString amountText(double amount);
/// "1 ms", "10 ms", "100 ms", "1 s" of a logarithmic axis.
[[nodiscard]] QString decadeText(int exponentMs);

} // namespace axis_ticks
