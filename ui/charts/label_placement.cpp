#include "ui/charts/label_placement.h"

#include <algorithm>
#include <numeric>

QList<double> label_placement::spread(const QList<double> &wanted, double gap, double top, double bottom)
{
    QList<qsizetype> order(wanted.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](qsizetype a, qsizetype b) { return wanted[a] < wanted[b]; });
    QList<double> placed(wanted.size());
    double from = top;
    for (const qsizetype i : order) {
        placed[i] = std::max(wanted[i], from);
        from = placed[i] + gap;
    }
    double to = bottom;
    for (auto i = order.crbegin(); i != order.crend(); ++i) {
        placed[*i] = std::min(placed[*i], to);
        to = placed[*i] - gap;
    }
    return placed;
}

QList<std::optional<double>> label_placement::besideLines(const QList<Mark> &marks, double gap, double left,
                                                          double right)
{
    QList<std::optional<double>> result(marks.size());
    double free = right;
    for (qsizetype i = marks.size() - 1; i >= 0; --i) {
        const Mark &mark = marks[i];
        double x = mark.x + gap;
        if (x + mark.width > free)
            x = mark.x - gap - mark.width;
        if (x < left || x + mark.width > free)
            continue;
        result[i] = x;
        free = std::min(x, mark.x) - gap;
    }
    return result;
}
