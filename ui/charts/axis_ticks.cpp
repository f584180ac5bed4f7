#include "ui/charts/axis_ticks.h"

#include "ui/theme/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double minutesFromS = 120;
/// Rounding errors of a multiple of a step.
constexpr double tolerance = 1e-9;

QString tr(const char *text)
{
    return QCoreApplication::translate("Axis", text);
}

/// The first of `steps` x 10^k that is at or above `value`.
template<std::size_t n>
double firstAtLeast(double value, const std::array<double, n> &steps)
{
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double factor : steps)
        if (factor * power >= value * (1 - tolerance))
            return factor * power;
    return 10 * power;
}

} // namespace

double axis_ticks::step(double span, int maxTicks)
{
    return firstAtLeast(span / std::max(1, maxTicks), std::array{1.0, 2.0, 5.0});
}

QList<double> axis_ticks::values(double min, double max, double step)
{
    QList<double> result;
    if (step <= 0)
        return result;
    const double slack = step * 1e-6;
    for (double k = std::ceil((min - slack) / step); k * step <= max + slack; ++k)
        result.append(k * step);
    return result;
}

double axis_ticks::roundUp(double value)
{
    if (value <= 0)
        return 1;
    return firstAtLeast(value, std::array{1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0});
}

axis_ticks::Decades axis_ticks::decades(double min, double max)
{
    Decades result;
    result.low = static_cast<int>(std::floor(std::log10(min) + tolerance));
    result.high = static_cast<int>(std::ceil(std::log10(std::max(min, max)) - tolerance));
    result.high = std::max(result.high, result.low + 1);
    return result;
}

QString axis_ticks::latencyText(double milliseconds, double axisMaxMs)
{
    if (milliseconds <= 0)
        return u"0"_s;
    if (axisMaxMs >= 1000)
        return NumberText{plainNumber(milliseconds / 1000), tr("s")}.joined();
    return NumberText{plainNumber(milliseconds), tr("ms")}.joined();
}

QString axis_ticks::timeText(double seconds, double axisMaxS)
{
    if (axisMaxS < minutesFromS)
        return plainNumber(std::round(seconds * 10) / 10);
    const auto whole = static_cast<qint64>(std::llround(seconds));
    return u"%1:%2"_s.arg(whole / 60).arg(whole % 60, 2, 10, QChar(u'0'));
}

QString axis_ticks::timeUnit(double axisMaxS)
{
    return axisMaxS < minutesFromS ? tr("s") : tr("min");
}

QString axis_ticks::amountText(double amount)
{
    if (amount >= 1e6)
        return NumberText{plainNumber(amount / 1e6), tr("M")}.joined();
    if (amount >= 10'000)
        return NumberText{plainNumber(amount / 1e3), tr("k")}.joined();
    return plainNumber(amount);
}

QString axis_ticks::decadeText(int exponentMs)
{
    const double ms = std::pow(10, exponentMs);
    return latencyText(ms, ms);
}
