#include "core/base/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("NumberText", text);
}

} // namespace

QString NumberText::joined() const
{
    return unit.isEmpty() ? number : number + QChar(0x00A0) + unit;
}

QString plainNumber(double value)
{
    const QLocale locale;
    const double size = std::abs(value);
    int decimals = 0;
    if (size > 0 && size < 9.995)
        decimals = size < 0.995 ? 2 : 1;
    QString text = locale.toString(value, 'f', decimals);
    // "2.0" says no more than "2": trailing zeros go.
    if (decimals > 0) {
        while (text.endsWith(locale.zeroDigit()))
            text.chop(1);
        if (text.endsWith(locale.decimalPoint()))
            text.chop(locale.decimalPoint().size());
    }
    return text;
}

NumberText latencyText(std::optional<double> milliseconds)
{
    if (!milliseconds)
        return {u"\u2013"_s, {}};
    const double ms = *milliseconds;
    if (std::abs(ms) >= 10'000)
        return {QLocale().toString(ms / 1000, 'f', 1), tr("s")};
    return {plainNumber(ms), tr("ms")};
}

NumberText bytesText(std::optional<double> bytes)
{
    if (!bytes)
        return {u"\u2013"_s, {}};
    const double size = std::abs(*bytes);
    if (size >= 999'950)
        return {QLocale().toString(*bytes / 1e6, 'f', 1), tr("MB")};
    if (size >= 99'950)
        return {QLocale().toString(*bytes / 1e3, 'f', 0), tr("kB")};
    return {plainNumber(*bytes), tr("B")};
}

NumberText rateText(std::optional<double> perSecond)
{
    if (!perSecond)
        return {u"\u2013"_s, {}};
    return {plainNumber(*perSecond), tr("/s")};
}

NumberText intervalText(double milliseconds)
{
    if (milliseconds >= 1000)
        return {plainNumber(std::round(milliseconds / 10) / 100), tr("s")};
    return {plainNumber(milliseconds), tr("ms")};
}

QString clockText(double seconds)
{
    const auto tenths = static_cast<qint64>(std::floor(std::max(0.0, seconds) * 10));
    const qint64 whole = tenths / 10;
    const QString rest
        = u"%1:%2"_s.arg(whole / 60 % 60, 2, 10, QChar(u'0')).arg(whole % 60, 2, 10, QChar(u'0'));
    if (whole >= 3600)
        return u"%1:%2"_s.arg(whole / 3600).arg(rest);
    return rest + QLocale().decimalPoint() + QString::number(tenths % 10);
}
