#include "ui/wire/time_window.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace {

constexpr std::array stepsS{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,   0.2,  0.5,
                            1.0,   2.0,   4.0,   10.0, 30.0, 60.0, 120.0, 300.0};
/// What is revealed keeps this part of the span free at either end.
constexpr double margin = 0.15;

} // namespace

void TimeWindow::setNow(double now)
{
    m_now = now;
    if (m_following)
        m_end = now;
}

void TimeWindow::follow()
{
    m_following = true;
    m_end = m_now;
}

void TimeWindow::setEnd(double end)
{
    m_following = false;
    m_end = std::min(end, m_now + m_span / 2);
}

void TimeWindow::setSpan(double span)
{
    m_span = std::clamp(span, leastSpanS, mostSpanS);
}

void TimeWindow::zoom(double factor, double anchor)
{
    const double before = m_span;
    setSpan(m_span * factor);
    if (!m_following)
        m_end = anchor + (m_end - anchor) * m_span / before;
}

void TimeWindow::zoomStep(int steps, double anchor)
{
    double next = m_span;
    for (int i = 0; i < std::abs(steps); ++i) {
        const double from = next;
        if (steps > 0) {
            const auto found = std::ranges::find_if(stepsS, [&](double s) { return s > from * 1.001; });
            next = found == stepsS.end() ? mostSpanS : *found;
        } else {
            const auto found
                = std::find_if(stepsS.rbegin(), stepsS.rend(), [&](double s) { return s < from * 0.999; });
            next = found == stepsS.rend() ? leastSpanS : *found;
        }
    }
    zoom(next / m_span, anchor);
}

void TimeWindow::reveal(double from, double to)
{
    const double room = margin * m_span;
    if (from >= begin() + room / 2 && to <= m_end - room / 2) {
        m_following = false;
        return;
    }
    if (to - from > m_span - 2 * room)
        setEnd((from + to + m_span) / 2);
    else if (from < begin() + room)
        setEnd(from - room + m_span);
    else
        setEnd(to + room);
}
