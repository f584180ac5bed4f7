#include "core/experiment/gauntlet_cell.h"

#include <algorithm>

namespace {

/// More messages than the longest gauntlet publishes; ids beyond it are not ours.
constexpr quint64 maxMessages = 10'000'000;

} // namespace

void GauntletCell::delivered(MessageId id, TimePoint due, TimePoint at)
{
    const quint64 number = toNumber(id);
    if (number == 0 || number > maxMessages || has(number - 1))
        return;
    if (m_has.size() < number)
        m_has.resize(number);
    m_has[number - 1] = true;
    m_worst = std::max(m_worst, at - due);
    if (!m_first)
        m_first = at;
}

void GauntletCell::noticedLoss(TimePoint at)
{
    ++m_losses;
    if (!m_noticed)
        m_noticed = at;
}

GauntletResult GauntletCell::result(const std::vector<TimePoint> &dues, TimePoint now,
                                    Duration lateAfter) const
{
    GauntletResult result;
    result.losses = m_losses;
    if (m_first)
        result.firstMessage = *m_first - m_started;
    if (m_noticed)
        result.noticed = *m_noticed - m_started;
    Duration worst = m_worst;
    // A message on its way is not missing yet: who judges too early calls the last one a loss.
    const auto judged = static_cast<std::size_t>(
        std::count_if(dues.begin(), dues.end(), [&](TimePoint due) { return due + lateAfter <= now; }));
    bool deliversStill = false;
    for (std::size_t i = 0; i < dues.size(); ++i) {
        ++result.due;
        result.delivered += has(i) ? 1 : 0;
        if (!has(i) && i < judged)
            worst = std::max(worst, now - dues[i]);
        deliversStill = deliversStill || (has(i) && i >= judged / 2);
    }
    if (result.delivered > 0 || judged > 0)
        result.worstLatency = worst;
    if (judged > 0)
        result.verdict = !deliversStill ? GauntletVerdict::Dead
            : worst > lateAfter         ? GauntletVerdict::Late
                                        : GauntletVerdict::Works;
    return result;
}
