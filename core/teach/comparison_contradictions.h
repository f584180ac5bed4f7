#pragma once

#include "core/metrics/run_snapshot.h"
#include "core/teach/comparison_cell.h"

/// When the numbers of a run are not what the textbook says.
namespace comparison_contradictions {

/// Fewer messages decide nothing.
inline constexpr qint64 leastMessages = 30;
/// Bytes per message have no interval: what is cheaper is cheaper by at least a tenth.
inline constexpr double cheaperBy = 1.1;
/// Two means are the same if the whole 95 % interval of their difference lies within this, or within
/// `sameShare` of the mean compared with.
inline constexpr double sameWithinMs = 2;
inline constexpr double sameShare = 0.1;
/// A mean that depended on the poll interval would be half of it; below a quarter it does not.
inline constexpr double shareOfInterval = 0.25;
/// What a person takes for at once.
inline constexpr double quickMs = 100;
/// Requests per connection from which on connections are kept.
inline constexpr qint64 requestsOnAKeptConnection = 10;
/// TCP/IP and TLS per message: an estimate, never measured (High Performance Browser Networking).
inline constexpr double networkLowBytes = 60, networkHighBytes = 100;
/// Base64 makes four characters of three bytes (RFC 4648, section 4): text escapes stay below this.
inline constexpr double base64Share = 0.3;

/// What this run has against a cell; nullopt: nothing, or too little was measured.
[[nodiscard]] std::optional<Contradiction> find(ComparisonFeature feature, TransportKind kind,
                                                const RunSnapshot &snapshot);

} // namespace comparison_contradictions
