#pragma once

#include "core/base/result.h"
#include "core/base/steady_time.h"
#include "core/link/link_fault.h"
#include "core/protocol/transport_kind.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>
#include <span>

/// What can happen to the way between clients and server, or to the server itself.
enum class FaultKind { Cut, Silent, HalfOpen, Stall, Drip, Collapse, SlowReader, Restart, RestartEmpty };

/// A fault that begins now and ends by itself. The link is a byte relay: it delays, stalls, throws away and
/// resets; it never loses a TCP segment.
struct Fault
{
    static constexpr Duration maxLength = std::chrono::minutes(10);
    static constexpr qint64 maxBytesPerSecond = 1'000'000;

    FaultKind kind = FaultKind::Cut;
    std::optional<TransportKind> lane; ///< nullopt: all lanes in the same instant
    Duration length = std::chrono::seconds(3); ///< ignored by HalfOpen
    qint64 bytesPerSecond = 1024; ///< Drip, Collapse, SlowReader

    [[nodiscard]] bool hits(TransportKind one) const { return !lane || *lane == one; }
    bool operator==(const Fault &) const = default;
};

/// A fault at a time of the run, counted from the begin of the schedule.
struct ScheduledFault
{
    Duration at{0};
    Fault fault;

    bool operator==(const ScheduledFault &) const = default;
};

/// What is said about a kind of fault, in one table: the command line, the menus and the help read it.
struct FaultDescriptor
{
    FaultKind kind;
    const char *name; ///< "half-open": in files and options
    const char *label; ///< "Half-open": to be translated (context FaultPlan)
    const char *what; ///< what happens and where, one sentence, to be translated
    Duration length; ///< as a start
    bool hasLength;
    bool hasRate;
    bool ofServer; ///< acts on the server, so on all lanes
    bool losesConnections; ///< clients have to connect again
};
[[nodiscard]] std::span<const FaultDescriptor> faultDescriptors();
[[nodiscard]] const FaultDescriptor &descriptorOf(FaultKind kind);

/// What the links are told; nullopt: the fault is the server's.
[[nodiscard]] std::optional<LinkFault> linkFault(const Fault &fault);

/// "at=10s,lane=all,kind=cut,for=3s" and, where it has a meaning, "rate=1024" (bytes per second, a size).
[[nodiscard]] QString faultText(const ScheduledFault &fault);
/// Members in any order; `at` 0s, `lane` all, and the kind's own `for` and `rate` are the defaults. The error
/// names what is wrong.
[[nodiscard]] Result<ScheduledFault> faultFromText(const QString &text);
/// "cut for 3 s", "slow reader for 10 s (sse)": marks and status line.
[[nodiscard]] QString faultWords(const Fault &fault);

Q_DECLARE_METATYPE(Fault)
