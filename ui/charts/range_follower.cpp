#include "ui/charts/range_follower.h"

#include "ui/charts/axis_ticks.h"

double RangeFollower::follow(double needed, double nowS)
{
    const double end = axis_ticks::roundUp(needed);
    if (m_end <= 0 || end > m_end) {
        m_end = end;
        m_smallSince = -1;
        return m_end;
    }
    if (needed > shrinkBelow * m_end) {
        m_smallSince = -1;
    } else if (m_smallSince < 0 || nowS < m_smallSince) {
        m_smallSince = nowS;
    } else if (nowS - m_smallSince >= shrinkAfterS) {
        m_end = end;
        m_smallSince = -1;
    }
    return m_end;
}
