#pragma once

/// The upper end of a live axis: grows at once, shrinks only after the need has been far smaller for a while,
/// so that the axis does not jump with every frame.
class RangeFollower
{
public:
    static constexpr double shrinkBelow = 0.55; ///< of the present end
    static constexpr double shrinkAfterS = 3;

    /// The end to show when the largest value is `needed`; `nowS` on any clock that goes forward.
    double follow(double needed, double nowS);
    /// The next follow() starts anew.
    void reset() { *this = {}; }

private:
    double m_end = 0;
    double m_smallSince = -1;
};
