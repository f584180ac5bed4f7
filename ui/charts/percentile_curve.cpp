#include "ui/charts/percentile_curve.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Percentiles", text);
}

} // namespace

double percentile_curve::place(double percentile)
{
    return -std::log10(1 - percentile / 100);
}

double percentile_curve::supported(qint64 count)
{
    if (count >= 1000)
        return 99.9;
    if (count >= 100)
        return 99;
    return count >= 10 ? 90 : 50;
}

QList<QPointF> percentile_curve::steps(const QList<HistogramBin> &histogram, int maxPoints)
{
    qint64 count = 0;
    for (const HistogramBin &bin : histogram)
        count += bin.count;
    QList<QPointF> points;
    if (count == 0)
        return points;
    const double end = place(supported(count));
    // Steps narrower than this are joined with the next one.
    const double least = 2 * end / maxPoints;
    qint64 below = 0;
    double from = 0;
    for (const HistogramBin &bin : histogram) {
        below += bin.count;
        const double share = static_cast<double>(below) / static_cast<double>(count);
        const double to = share < 1 ? std::min(end, -std::log10(1 - share)) : end;
        if (to - from < least && to < end)
            continue;
        points.append({from, bin.upperMs});
        points.append({to, bin.upperMs});
        from = to;
        if (to >= end)
            break;
    }
    return points;
}

QList<percentile_curve::Figure> percentile_curve::figures(const LatencySummary &latency)
{
    return {{u"p50"_s, 1, latency.p50Ms},
            {u"p90"_s, 10, latency.p90Ms},
            {u"p99"_s, 100, latency.p99Ms},
            {u"p99.9"_s, 1000, latency.p999Ms},
            {tr("max"), 1, latency.maxMs}};
}

QString percentile_curve::shortfall(const Figure &figure, qint64 count)
{
    const QLocale locale;
    return tr("needs %1, has %2").arg(locale.toString(figure.needs), locale.toString(count));
}
