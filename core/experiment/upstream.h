#pragma once

/// What each client sends, besides what it receives.
struct Upstream
{
    enum class Kind {
        Off,
        Rate, ///< messages at random moments (Poisson), whatever became of those before
        PingPong ///< the next when the one before has come back
    };

    Kind kind = Kind::Off;
    double messagesPerSecond = 2; ///< Rate only: of each client

    bool operator==(const Upstream &) const = default;
};
