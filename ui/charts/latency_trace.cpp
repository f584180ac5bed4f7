#include "ui/charts/latency_trace.h"

#include <algorithm>

LatencyTrace::LatencyTrace(const std::deque<DeliveryPoint> &deliveries, double fromS, double toS, int columns,
                           double shiftS)
{
    ColumnReduction reduction(fromS, toS, columns);
    const qsizetype most = static_cast<qsizetype>(pointsPerColumn) * columns;
    // By arrival, the deque is in order; what arrived before the window has nothing in it.
    const auto first = std::ranges::lower_bound(
        deliveries, fromS - shiftS, {}, [](const DeliveryPoint &p) { return p.dueS + p.latencyMs / 1000; });
    for (auto it = first; it != deliveries.end(); ++it) {
        const double due = it->dueS + shiftS;
        if (due > toS)
            continue;
        if (!m_dense)
            m_points.append({due, it->latencyMs});
        if (due < fromS)
            continue;
        m_min = m_count == 0 ? it->latencyMs : std::min(m_min, it->latencyMs);
        m_max = std::max(m_max, it->latencyMs);
        ++m_count;
        reduction.add(due, it->latencyMs);
        m_dense = m_dense || m_count > most;
    }
    if (m_dense) {
        m_points.clear();
        m_columns = reduction.columns();
        m_columnWidthS = reduction.widthS();
    }
}
