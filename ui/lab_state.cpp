#include "ui/lab_state.h"

#include <algorithm>

void LabState::take(const RunSnapshot &next)
{
    snapshot = next;
    for (std::size_t i = 0; i < transportCount; ++i) {
        std::deque<DeliveryPoint> &kept = deliveries[i];
        QList<DeliveryPoint> &fresh = snapshot.lanes[i].newDeliveries;
        kept.insert(kept.end(), fresh.cbegin(), fresh.cend());
        fresh.clear();
        if (kept.size() > maxDeliveries)
            kept.erase(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(kept.size() - maxDeliveries));
    }
}

void LabState::clearDeliveries()
{
    for (std::deque<DeliveryPoint> &lane : deliveries)
        lane.clear();
}

std::pair<double, double> LabState::timeRange() const
{
    const double now = std::max(0.0, snapshot.elapsedS);
    if (view.windowS <= 0)
        return {0, std::max(now, 10.0)};
    return {std::max(0.0, now - view.windowS), std::max(now, view.windowS)};
}
