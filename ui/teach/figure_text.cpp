#include "ui/teach/figure_text.h"

#include "ui/theme/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BarPicture", text);
}

/// Of the value: a smaller interval says nothing to somebody who guesses.
constexpr double leastInterval = 0.1;

NumberText numberText(double value, const QString &unit)
{
    if (unit == "ms"_L1)
        return latencyText(value);
    if (unit == "B"_L1)
        return bytesText(value);
    return {plainNumber(value), unit};
}

}

QString figureText(std::optional<double> value, const QString &unit)
{
    return value ? numberText(*value, unit).joined() : u"\u2013"_s;
}

QString measuredFigureText(const LaneFigure &figure, const QString &unit)
{
    if (!figure.value || !figure.ci95 || isOfTooFew(figure)
        || *figure.ci95 < leastInterval * std::abs(*figure.value))
        return figureText(figure.value, unit);
    const NumberText value = numberText(*figure.value, unit);
    const bool seconds = unit == "ms"_L1 && value.unit == "s"_L1;
    double half = seconds ? *figure.ci95 / 1000 : *figure.ci95;
    if (!seconds && *figure.value >= 10)
        half = std::round(half);
    return NumberText{tr("%1 \u00B1 %2").arg(value.number, plainNumber(half)), value.unit}.joined();
}

bool isOfTooFew(const LaneFigure &figure)
{
    return figure.value && figure.count < leastMessages;
}

QString tooFewWords(const LaneFigure &figure)
{
    return isOfTooFew(figure) ? tr("n = %1, too few to say").arg(QLocale().toString(figure.count))
                              : QString();
}
