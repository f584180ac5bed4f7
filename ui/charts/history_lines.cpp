#include "ui/charts/history_lines.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace {

constexpr int mostColumns = 150;

struct Column
{
    qint64 requests = 0, connects = 0, bytes = 0, overhead = 0, messages = 0;
    int connections = -1; ///< at its end; -1: as before
};

std::optional<double> valueOf(const Column &column, HistoryQuantity quantity, double widthS)
{
    switch (quantity) {
    case HistoryQuantity::RequestsPerSecond:
        return static_cast<double>(column.requests) / widthS;
    case HistoryQuantity::WireBytesPerSecond:
        return static_cast<double>(column.bytes) / widthS;
    case HistoryQuantity::OpenConnections:
        return column.connections;
    case HistoryQuantity::ConnectsPerSecond:
        return static_cast<double>(column.connects) / widthS;
    case HistoryQuantity::OverheadPerMessage:
        if (column.messages == 0)
            return std::nullopt;
        return static_cast<double>(column.overhead) / static_cast<double>(column.messages);
    }
    return std::nullopt;
}

/// A whole number of buckets, at least `least` and so wide that there are at most mostColumns.
double columnWidth(double bucketS, const TimeSpan &window, double least)
{
    const double wanted = std::max(least, (window.toS - window.fromS) / mostColumns);
    return bucketS * std::max(1.0, std::ceil(wanted / bucketS - 1e-9));
}

} // namespace

QList<QPointF> historyLine(const QList<HistoryBucket> &history, HistoryQuantity quantity,
                           const TimeSpan &window, double endS, double leastColumnS)
{
    QList<QPointF> line;
    if (history.isEmpty() || window.toS <= window.fromS)
        return line;
    const double width = columnWidth(std::max(1e-3, history.first().widthS), window, leastColumnS);
    const auto first = static_cast<qint64>(std::floor(window.fromS / width));
    const auto end = static_cast<qint64>(std::floor(std::min(window.toS, endS) / width + 1e-9));
    if (end <= first)
        return line;
    std::vector<Column> columns(static_cast<std::size_t>(end - first));
    int connections = 0;
    for (const HistoryBucket &bucket : history) {
        const auto index = static_cast<qint64>(std::floor(bucket.startS / width + 1e-9)) - first;
        if (index < 0)
            connections = bucket.openConnections;
        if (index < 0 || index >= std::ssize(columns))
            continue;
        Column &column = columns[static_cast<std::size_t>(index)];
        column.requests += bucket.requests;
        column.connects += bucket.connects;
        column.bytes += bucket.wireUp + bucket.wireDown;
        column.overhead += bucket.protocolOverhead;
        column.messages += bucket.deliveries + bucket.echoes;
        column.connections = bucket.openConnections;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].connections < 0)
            columns[i].connections = connections;
        connections = columns[i].connections;
        const auto value = valueOf(columns[i], quantity, width);
        if (!value)
            continue;
        const double left = static_cast<double>(first + static_cast<qint64>(i)) * width;
        line.append({std::max(left, window.fromS), *value});
        line.append({left + width, *value});
    }
    return line;
}

std::optional<double> recentRate(const QList<HistoryBucket> &history, HistoryQuantity quantity, double endS,
                                 double leastS)
{
    if (history.isEmpty())
        return std::nullopt;
    const double width = std::max(1e-3, history.first().widthS);
    const double end = std::floor(endS / width + 1e-9) * width;
    const double span = std::min(end, std::ceil(leastS / width - 1e-9) * width);
    if (span <= 0)
        return std::nullopt;
    Column sum;
    for (const HistoryBucket &bucket : history) {
        const double middle = bucket.startS + bucket.widthS / 2;
        if (middle < end - span || middle > end)
            continue;
        sum.requests += bucket.requests;
        sum.connects += bucket.connects;
        sum.bytes += bucket.wireUp + bucket.wireDown;
    }
    return valueOf(sum, quantity, span);
}
