#pragma once

#include "core/metrics/run_snapshot.h"
#include "ui/charts/column_reduction.h"

#include <QList>

#include <deque>

/// The deliveries of one lane in a window of time: single points, or, if there are more than two a column,
/// columns of smallest and largest latency.
class LatencyTrace
{
public:
    struct Point
    {
        double dueS = 0;
        double latencyMs = 0;

        [[nodiscard]] double arrivedS() const { return dueS + latencyMs / 1000; }
    };
    static constexpr int pointsPerColumn = 2;

    LatencyTrace() = default;
    /// `deliveries` by arrival; `shiftS` is added to their times. Points due before the window whose wait
    /// reaches into it are kept for their slants.
    LatencyTrace(const std::deque<DeliveryPoint> &deliveries, double fromS, double toS, int columns,
                 double shiftS = 0);

    [[nodiscard]] bool isDense() const { return m_dense; }
    [[nodiscard]] const QList<Point> &points() const { return m_points; } ///< empty when dense
    [[nodiscard]] const std::vector<ColumnReduction::Column> &columns() const { return m_columns; }
    [[nodiscard]] double columnWidthS() const { return m_columnWidthS; }
    /// Of the points due in the window; 0 without any.
    [[nodiscard]] double minMs() const { return m_min; }
    [[nodiscard]] double maxMs() const { return m_max; }
    [[nodiscard]] qint64 count() const { return m_count; }

private:
    QList<Point> m_points;
    std::vector<ColumnReduction::Column> m_columns;
    double m_columnWidthS = 0;
    double m_min = 0, m_max = 0;
    qint64 m_count = 0;
    bool m_dense = false;
};
