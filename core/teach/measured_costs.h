#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"

#include <QString>

#include <array>
#include <optional>

/// Bytes of one thing that crosses the wire, by direction.
struct ByteCost
{
    double up = 0;
    double down = 0;

    [[nodiscard]] double both() const { return up + down; }
    bool operator==(const ByteCost &) const = default;
};

/// What one transport cost in a run, told apart by what it is paid for. Means, in bytes.
struct TransportCosts
{
    qint64 messages = 0; ///< that the costs of a message are a mean of
    qint64 fullPolls = 0; ///< the same for `poll`
    qint64 emptyPolls = 0; ///< and for `emptyPoll`

    double payload = 0;
    double envelope = 0; ///< the object around the payload
    /// Framing, chunk framing: around each message. In a poll's body: the comma before a further one.
    double framing = 0;
    double encodingPerByte = 0; ///< base64 growth and escapes, a byte of payload
    /// A poll with messages, without them: both heads and the body around them.
    std::optional<ByteCost> poll;
    std::optional<ByteCost> emptyPoll;
    std::optional<double> setup; ///< of a connection

    bool operator==(const TransportCosts &) const = default;
};

/// What a message, a poll and a connection cost on each transport in this regime of a run, nothing else:
/// what was not measured is absent.
struct MeasuredCosts
{
    /// A mean of fewer messages says little.
    static constexpr qint64 leastMessages = 10;

    std::array<std::optional<TransportCosts>, transportCount> transports;
    std::array<QString, transportCount> missing; ///< why there is none, in words
    qint64 mostMessages = 0; ///< on any transport, enough or not
    double payloadBytes = 64; ///< set in the run
    Duration delay{0}; ///< one way, set in the run
    QString headers; ///< "browser-like headers"
    /// Round trips of a ping-pong (milliseconds, n), whatever the costs.
    struct RoundTrip
    {
        double meanMs = 0;
        qint64 count = 0;

        bool operator==(const RoundTrip &) const = default;
    };
    std::array<std::optional<RoundTrip>, transportCount> pingPong;

    [[nodiscard]] const std::optional<TransportCosts> &of(TransportKind kind) const
    {
        return transports[indexOf(kind)];
    }
    bool operator==(const MeasuredCosts &) const = default;
};

/// Costs of what a client receives: where clients sent something by POST, its heads are mixed with those of
/// the polls, and the lane has none.
[[nodiscard]] MeasuredCosts measuredCosts(const RunSnapshot &snapshot, const ExperimentSettings &settings);
/// "Costs measured in this run: n = 310 to 312 messages, browser-like headers, 64 B payload", or what is
/// waited for.
[[nodiscard]] QString costsInWords(const MeasuredCosts &costs);
