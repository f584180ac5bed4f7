#pragma once

/// What each client sends, besides what it receives.
struct Upstream
{
    enum class Kind {
        Off,
        Rate, ///< messages at random moments (Poisson), whatever became of those before
        PingPong, ///< the next when the one before has come back
        Echo ///< as Rate, but each comes back to its sender alone, where the transport has an echo
    };

    Kind kind = Kind::Off;
    double messagesPerSecond = 2; ///< Rate and Echo: of each client

    [[nodiscard]] bool hasRate() const { return kind == Kind::Rate || kind == Kind::Echo; }

    bool operator==(const Upstream &) const = default;
};
