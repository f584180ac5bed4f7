#include "core/teach/comparison_contradictions.h"

#include "core/teach/comparison_figures.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace comparison_contradictions;
using enum TransportKind;
using Kind = Contradiction::Kind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};

/// A mean latency with the half-width of its 95 % interval.
struct Mean
{
    double ms = 0;
    double half = 0;
};

std::optional<Mean> meanOf(const LaneSnapshot &lane)
{
    const LatencySummary &latency = lane.latency;
    if (!lane.enabled || latency.count < leastMessages || !latency.meanMs || !latency.meanCi95Ms)
        return std::nullopt;
    return Mean{*latency.meanMs, *latency.meanCi95Ms};
}

/// Protocol bytes per delivered message. With what clients send among them they say nothing of the way down.
std::optional<double> costOf(const LaneSnapshot &lane)
{
    if (!lane.enabled || lane.messages.delivered < leastMessages || lane.traffic.messagesUp > 0)
        return std::nullopt;
    return lane.protocolOverheadPerMessage;
}

bool areSame(const Mean &mean, const Mean &reference)
{
    const double margin = std::max(sameWithinMs, sameShare * reference.ms);
    return std::abs(mean.ms - reference.ms) + std::hypot(mean.half, reference.half) <= margin;
}

bool isClearlyBelow(const Mean &mean, const Mean &other)
{
    return mean.ms + mean.half < other.ms - other.half;
}

QString ms(double value)
{
    return latencyText(value).joined();
}

QString bytes(double value)
{
    return bytesText(value).joined();
}

std::optional<Contradiction> shortPollLatency(const RunSnapshot &snapshot)
{
    const LaneSnapshot &lane = snapshot.lane(ShortPoll);
    const auto mean = meanOf(lane);
    if (!mean || mean->ms + mean->half >= quickMs)
        return std::nullopt;
    const QString asked = lane.effectivePollIntervalMs
        ? Words::tr(", asking every %1").arg(intervalText(*lane.effectivePollIntervalMs).joined())
        : QString();
    return Contradiction{
        Kind::ShortPollIsQuick,
        Words::tr("as quick as its interval is short, %1 in the mean%2.").arg(ms(mean->ms), asked),
        Words::tr("quick: %1").arg(ms(mean->ms))};
}

std::optional<Contradiction> shortPollOverhead(const RunSnapshot &snapshot)
{
    const auto cost = costOf(snapshot.lane(ShortPoll));
    const auto sse = costOf(snapshot.lane(Sse));
    const auto held = costOf(snapshot.lane(LongPoll));
    const LaneSnapshot &polling = snapshot.lane(ShortPoll);
    if (!cost || polling.traffic.fullPolls == 0)
        return std::nullopt;
    if (sse && *cost * cheaperBy < *sse) {
        const double shared = static_cast<double>(polling.messages.delivered)
            / static_cast<double>(polling.traffic.fullPolls);
        return Contradiction{
            Kind::ShortPollCheaperThanSse,
            Words::tr("below SSE's %1; an answer carries %2 messages.").arg(bytes(*sse), plainNumber(shared)),
            Words::tr("cheaper than SSE")};
    }
    if (held && *cost * cheaperBy < *held) {
        const double empty = static_cast<double>(polling.traffic.emptyResponses)
            / static_cast<double>(comparison_figures::polls(polling));
        return Contradiction{Kind::ShortPollCheaperThanLongPoll,
                             Words::tr("below long polling's %1; %2 of answers were empty.")
                                 .arg(bytes(*held), comparison_figures::percent(empty)),
                             Words::tr("below long polling")};
    }
    return std::nullopt;
}

std::optional<Contradiction> longPollLatency(const RunSnapshot &snapshot)
{
    const auto mean = meanOf(snapshot.lane(LongPoll));
    if (!mean)
        return std::nullopt;
    if (const auto sse = meanOf(snapshot.lane(Sse)); sse && areSame(*mean, *sse))
        return Contradiction{Kind::LongPollAsQuickAsSse,
                             Words::tr("as quick as SSE, %1 against %2, and without a poll interval.")
                                 .arg(ms(mean->ms), ms(sse->ms)),
                             Words::tr("as quick as SSE")};
    const LaneSnapshot &polls = snapshot.lane(ShortPoll);
    const auto interval = polls.enabled ? polls.effectivePollIntervalMs : std::nullopt;
    if (interval && mean->ms + mean->half < shareOfInterval * *interval)
        return Contradiction{Kind::LongPollHasNoInterval,
                             Words::tr("it has no poll interval: %1 while short polling asks every %2.")
                                 .arg(ms(mean->ms), intervalText(*interval).joined()),
                             Words::tr("no poll interval")};
    return std::nullopt;
}

/// The textbook's text counts "connection setup" in.
std::optional<Contradiction> longPollOverhead(const RunSnapshot &snapshot)
{
    const LaneSnapshot &lane = snapshot.lane(LongPoll);
    const auto &[requests, opened] = std::pair(lane.traffic.requests, lane.traffic.connections);
    if (!lane.enabled || requests < leastMessages || opened * requestsOnAKeptConnection > requests)
        return std::nullopt;
    return Contradiction{
        Kind::LongPollKeepsItsConnection,
        Words::tr("\u201Cconnection setup\u201D is rare, %1 for %2 requests (RFC 6202, 2.2).")
            .arg(QLocale().toString(opened), QLocale().toString(requests)),
        Words::tr("connection is kept")};
}

std::optional<Contradiction> longPollBinary(const RunSnapshot &snapshot)
{
    const LaneSnapshot &lane = snapshot.lane(LongPoll);
    const auto payload = static_cast<double>(lane.traffic.part(BytePart::Payload));
    const auto encoding = static_cast<double>(lane.traffic.part(BytePart::Encoding));
    if (!lane.enabled || lane.messages.delivered < leastMessages || encoding < base64Share * payload
        || encoding <= 0)
        return std::nullopt;
    return Contradiction{Kind::LongPollCarriesText,
                         Words::tr("as text, in the JSON of here: base64 adds %1.")
                             .arg(comparison_figures::percent(encoding / payload)),
                         Words::tr("base64 in JSON")};
}

std::optional<Contradiction> webSocketLatency(const RunSnapshot &snapshot)
{
    const auto mean = meanOf(snapshot.lane(WebSocket));
    const auto sse = meanOf(snapshot.lane(Sse));
    if (!mean || !sse)
        return std::nullopt;
    if (areSame(*mean, *sse))
        return Contradiction{
            Kind::WebSocketAsQuickAsSse,
            Words::tr("no lower than SSE's \u201CLow\u201D, %1 against %2: the network decides.")
                .arg(ms(mean->ms), ms(sse->ms)),
            Words::tr("no lower than SSE")};
    if (isClearlyBelow(*sse, *mean))
        return Contradiction{
            Kind::WebSocketSlowerThanSse,
            Words::tr("slower than SSE in this run, %1 against %2.").arg(ms(mean->ms), ms(sse->ms)),
            Words::tr("slower than SSE")};
    return std::nullopt;
}

std::optional<Contradiction> webSocketOverhead(const RunSnapshot &snapshot)
{
    const auto cost = costOf(snapshot.lane(WebSocket));
    const auto sse = costOf(snapshot.lane(Sse));
    // All of it, and what SSE has more, must be small beside the least that the network adds to both.
    if (!cost || !sse || std::max(*cost, std::abs(*sse - *cost)) > networkLowBytes / 2)
        return std::nullopt;
    return Contradiction{Kind::FramingIsDwarfed,
                         Words::tr("dwarfed by TCP/IP and TLS, as is SSE's %1 (estimate: %2 to %3).")
                             .arg(bytes(*sse), plainNumber(networkLowBytes), bytes(networkHighBytes)),
                         Words::tr("TCP/IP, TLS dwarf it")};
}

using Finder = std::optional<Contradiction> (*)(const RunSnapshot &);

Finder finderFor(ComparisonFeature feature, TransportKind kind)
{
    using enum ComparisonFeature;
    if (kind == ShortPoll)
        return feature == Latency ? shortPollLatency : feature == Overhead ? shortPollOverhead : nullptr;
    if (kind == LongPoll)
        return feature == Latency      ? longPollLatency
            : feature == Overhead      ? longPollOverhead
            : feature == BinarySupport ? longPollBinary
                                       : nullptr;
    if (kind == WebSocket)
        return feature == Latency ? webSocketLatency : feature == Overhead ? webSocketOverhead : nullptr;
    return nullptr;
}

} // namespace

std::optional<Contradiction> comparison_contradictions::find(ComparisonFeature feature, TransportKind kind,
                                                             const RunSnapshot &snapshot)
{
    const Finder finder = finderFor(feature, kind);
    return finder ? finder(snapshot) : std::nullopt;
}
