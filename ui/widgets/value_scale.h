#pragma once

/// How a control's values lie on its slider, and what one step is. Pure.
struct ValueScale
{
    enum class Kind {
        Linear,
        Log, ///< min > 0
        ZeroThenLog ///< position 0 is 0, then logarithmic from `firstPositive` on
    };
    /// Relative: an arrow key is x arrow, Page is x page. Absolute: plus arrow, plus page.
    enum class Steps { Relative, Absolute };

    static constexpr int positions = 1000;

    Kind kind = Kind::Linear;
    double min = 0;
    double max = 1;
    double firstPositive = 1; ///< ZeroThenLog only
    Steps steps = Steps::Relative;
    double arrow = 1.1;
    double page = 2;
    bool whole = false; ///< only whole numbers

    /// Slider position 0 ... positions of a value, and the (rounded: two significant digits) value there.
    [[nodiscard]] int positionOf(double value) const;
    [[nodiscard]] double valueAt(int position) const;
    /// The value one step up (`count` > 0) or down; always moves unless at an end.
    [[nodiscard]] double stepped(double value, int count, bool byPage) const;
    [[nodiscard]] double clamped(double value) const;

    bool operator==(const ValueScale &) const = default;
};
