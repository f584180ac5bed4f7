#pragma once

#include "core/protocol/transport_kind.h"

#include <QFlags>
#include <QList>
#include <QString>

#include <array>
#include <optional>

// The five questions of the chooser.

enum class MessageDirection { Down, SomeUp, BothWays };
enum class MessageRate {
    Rare,
    Slow,
    Fast,
    Flood
}; ///< one a minute, one, ten, a hundred a second; one client
enum class LatencyThatMatters { Tenth, Second, Seconds, Minutes };
enum class ClientCount { Hundred, TenThousand, Million }; ///< up to
/// The number that stands for it.
[[nodiscard]] constexpr double mostClients(ClientCount count)
{
    return count == ClientCount::Hundred ? 100 : count == ClientCount::TenThousand ? 10'000 : 1'000'000;
}
enum class Obstacle {
    RefusesUpgrades = 1,
    Buffers = 2, ///< a buffering proxy, gzip on the way
    ClosesIdle = 4, ///< a balancer with an idle timeout
    ManyTabs = 8 ///< HTTP/1.1 only, and many tabs
};
Q_DECLARE_FLAGS(Obstacles, Obstacle)
Q_DECLARE_OPERATORS_FOR_FLAGS(Obstacles)

inline constexpr std::array allObstacles{Obstacle::RefusesUpgrades, Obstacle::Buffers, Obstacle::ClosesIdle,
                                         Obstacle::ManyTabs};
inline constexpr int directionCount = 3;
inline constexpr int rateCount = 4;
inline constexpr int latencyCount = 4;
inline constexpr int clientCountCount = 3;
inline constexpr int obstacleSets = 16;

/// What somebody needs, as answered.
struct ChooserAnswers
{
    MessageDirection direction = MessageDirection::Down;
    MessageRate rate = MessageRate::Slow;
    LatencyThatMatters latency = LatencyThatMatters::Second;
    ClientCount clients = ClientCount::TenThousand;
    Obstacles obstacles; ///< empty: nothing is in the way

    bool operator==(const ChooserAnswers &) const = default;
};

/// What a reason is about: one of the questions, of the last one a single obstacle.
enum class ReasonTopic { Direction, Rate, Latency, Clients, RefusesUpgrades, Buffers, ClosesIdle, ManyTabs };

/// One plain sentence for or against a transport.
struct ChooserReason
{
    TransportKind transport = TransportKind::ShortPoll;
    ReasonTopic topic = ReasonTopic::Direction;
    int weight = 0; ///< for: above 0
    QString text;
    QString source; ///< "RFC 6202, 2.2"; "the run shows it"
    QString scenario; ///< Scenario::name: the run that shows it

    /// What it speaks of cannot be mended on this transport, or hardly.
    static constexpr int breaking = -4;

    [[nodiscard]] bool isFor() const { return weight > 0; }
    [[nodiscard]] bool breaks() const { return weight <= breaking; }
    bool operator==(const ChooserReason &) const = default;
};

/// The transports for these answers, best first, with all that was said about each.
struct Recommendation
{
    struct Candidate
    {
        TransportKind transport = TransportKind::ShortPoll;
        int score = 0; ///< the sum of the weights
        QList<ChooserReason> reasons; ///< strongest first

        [[nodiscard]] QList<ChooserReason> pros() const;
        [[nodiscard]] QList<ChooserReason> cons() const;
        /// No reason breaks it but what is in the way, which is not met everywhere.
        [[nodiscard]] bool meetsNeeds() const;
        bool operator==(const Candidate &) const = default;
    };

    std::array<Candidate, transportCount> ranked;
    /// Something is in the way of the first one: what to fall back to where it is met.
    std::optional<TransportKind> fallback;

    [[nodiscard]] const Candidate &best() const { return ranked.front(); }
    bool operator==(const Recommendation &) const = default;
};

[[nodiscard]] Recommendation recommend(const ChooserAnswers &answers);
