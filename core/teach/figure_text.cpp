#include "core/teach/figure_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double thousand = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("FigureText", text);
}

QString with(const QString &number, const QString &unit)
{
    return number + QChar(0x00A0) + unit;
}

/// Digits after the point that leave three significant ones.
int decimalsFor(double value)
{
    const double size = std::abs(value);
    if (size <= 0 || size >= 99.95)
        return 0;
    return size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 2 - static_cast<int>(std::floor(std::log10(size)));
}

template<std::size_t n>
QString scaled(double value, const std::array<const char *, n> &units)
{
    std::size_t unit = 0;
    while (unit + 1 < n && std::abs(value) >= 999.5) {
        value /= thousand;
        ++unit;
    }
    return with(figure_text::significant(value), tr(units[unit]));
}

} // namespace

QString figure_text::significant(double value)
{
    if (std::abs(value) >= thousand) {
        const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
        value = std::round(value / unit) * unit;
    }
    return QLocale().toString(value, 'f', decimalsFor(value));
}

QString figure_text::plain(double value)
{
    const QLocale locale;
    QString text = locale.toString(value, 'f', value == std::round(value) ? 0 : decimalsFor(value));
    if (!text.contains(locale.decimalPoint()))
        return text;
    while (text.endsWith(locale.zeroDigit()))
        text.chop(1);
    if (text.endsWith(locale.decimalPoint()))
        text.chop(locale.decimalPoint().size());
    return text;
}

QString figure_text::bitRate(double bitsPerSecond)
{
    return scaled(
        bitsPerSecond,
        std::array{QT_TRANSLATE_NOOP("FigureText", "bit/s"), QT_TRANSLATE_NOOP("FigureText", "kbit/s"),
                   QT_TRANSLATE_NOOP("FigureText", "Mbit/s"), QT_TRANSLATE_NOOP("FigureText", "Gbit/s"),
                   QT_TRANSLATE_NOOP("FigureText", "Tbit/s")});
}

QString figure_text::bytes(double bytes)
{
    return scaled(bytes,
                  std::array{QT_TRANSLATE_NOOP("FigureText", "B"), QT_TRANSLATE_NOOP("FigureText", "kB"),
                             QT_TRANSLATE_NOOP("FigureText", "MB"), QT_TRANSLATE_NOOP("FigureText", "GB"),
                             QT_TRANSLATE_NOOP("FigureText", "TB")});
}

QString figure_text::gigabytes(double bytes)
{
    return with(significant(bytes / 1e9), tr("GB"));
}

QString figure_text::byteCount(double bytes)
{
    return with(plain(bytes), tr("B"));
}

QString figure_text::rate(double perSecond)
{
    return with(plain(perSecond), tr("/s"));
}

QString figure_text::resultRate(double perSecond)
{
    return with(significant(perSecond), tr("/s"));
}

QString figure_text::seconds(double seconds)
{
    return seconds < 1 && seconds > 0 ? with(plain(seconds * thousand), tr("ms"))
                                      : with(plain(seconds), tr("s"));
}
