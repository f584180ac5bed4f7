#pragma once

/// The part of the time axis on show: a span that follows the newest moment, or stands where it was put.
/// Seconds. Pure.
class TimeWindow
{
public:
    static constexpr double leastSpanS = 0.001;
    static constexpr double mostSpanS = 300;
    /// Two polls 2 s apart and what lies between.
    static constexpr double defaultSpanS = 4;

    [[nodiscard]] double span() const { return m_span; }
    [[nodiscard]] double end() const { return m_end; }
    [[nodiscard]] double begin() const { return m_end - m_span; }
    [[nodiscard]] bool isFollowing() const { return m_following; }

    /// The newest moment; moves the window if it follows.
    void setNow(double now);
    [[nodiscard]] double now() const { return m_now; }
    void follow();
    /// Puts the end somewhere, not beyond the newest moment; follows no more.
    void setEnd(double end);
    void pan(double seconds) { setEnd(m_end + seconds); }
    /// The end stays, or stays at the newest moment.
    void setSpan(double span);
    /// `anchor` stays where it is on the screen, unless the window follows.
    void zoom(double factor, double anchor);
    /// To the next of 1, 2, 5, 10 ms ... 1, 2, 4, 10, 30, 60, 120, 300 s; +1: a longer span.
    void zoomStep(int steps, double anchor);
    /// Moves as little as shows `from` to `to` with room around; follows no more.
    void reveal(double from, double to);

private:
    double m_span = defaultSpanS;
    double m_end = 0;
    double m_now = 0;
    bool m_following = true;
};
