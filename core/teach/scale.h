#pragma once

#include "core/teach/measured_costs.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

/// Whose costs are multiplied out.
enum class ScaleBasis {
    Measured, ///< of this run
    HpbnMinute, ///< Grigorik, High Performance Browser Networking, 2013, chapter 15: a poll a minute
    HpbnSecond, ///< the same, a poll a second
    QuantumLeap, ///< Lubbers and Greco, "Quantum Leap", 2010
    PingPong ///< KeKsBoTer/websocket-vs-sse
};
inline constexpr std::array allScaleBases{ScaleBasis::Measured, ScaleBasis::HpbnMinute,
                                          ScaleBasis::HpbnSecond, ScaleBasis::QuantumLeap,
                                          ScaleBasis::PingPong};

/// A service to be estimated. Times in seconds, `messagesPerSecond` of one client, at random moments.
struct Scale
{
    ScaleBasis basis = ScaleBasis::Measured;
    double clients = 10'000; ///< as ChooserAnswers has it
    double messagesPerSecond = 1;
    double pollInterval = 2;
    /// A ping or comment on a stream; on long polling the empty answer that ends a hold.
    double heartbeat = 25;
    double payload = 64; ///< bytes
    double jitterWindow = 5; ///< clients that come back are spread over it; 0: all at once
    double hoursADay = 24;
    bool networkEstimate = true; ///< adds TCP/IP and TLS, not measured

    bool operator==(const Scale &) const = default;
};

/// One figure with its arithmetic.
struct ScaleCell
{
    QString value; ///< "697 Mbit/s"; empty: not known
    /// The numbers filled in: "100,000 clients × 1 /s × 871 B × 8 = 697 Mbit/s"; why it is not known.
    QString arithmetic;
    std::optional<double> number; ///< in ScaleRow::unit

    bool operator==(const ScaleCell &) const = default;
};

/// One quantity on all transports.
struct ScaleRow
{
    QString name; ///< as machines read it: "bandwidth_down"
    QString title;
    QString unit; ///< of ScaleCell::number, as machines read it: "bit_per_s"
    std::array<ScaleCell, transportCount> cells;
    bool essential = true; ///< shown where there is room for little

    [[nodiscard]] const ScaleCell &of(TransportKind kind) const { return cells[indexOf(kind)]; }
    bool operator==(const ScaleRow &) const = default;
};

/// What a service of this size costs on each transport.
struct ScaleSheet
{
    QList<ScaleRow> rows;
    QStringList notes; ///< where a source's arithmetic is off, what was left out

    bool operator==(const ScaleSheet &) const = default;
};

/// Of ports that a proxy has for one address of its own towards one backend: Linux opens connections from
/// 32768 to 60999 (ip_local_port_range), and from 1024 to 65535 if it is told to.
inline constexpr int defaultEphemeralPorts = 60'999 - 32'768 + 1;
inline constexpr int mostEphemeralPorts = 65'535 - 1'024 + 1;
/// The estimate: IPv4 and TCP headers without options, a segment; a TLS 1.3 record's header, tag and content
/// type (RFC 8446, 5.2).
inline constexpr double tcpIpBytes = 40;
inline constexpr double tlsRecordBytes = 22;

[[nodiscard]] ScaleSheet scaleSheet(const Scale &scale, const MeasuredCosts &costs);
/// "HPBN 2013, a poll a minute"
[[nodiscard]] QString scaleBasisName(ScaleBasis basis);
/// "Costs of this run. 100,000 clients, messages to each at 1 /s, ...": all of it in one line.
[[nodiscard]] QString scaleInWords(const Scale &scale);
/// The numbers of a source, the rest as it was.
[[nodiscard]] Scale withBasis(Scale scale, ScaleBasis basis);
