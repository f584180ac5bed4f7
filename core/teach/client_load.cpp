#include "core/teach/client_load.h"

#include "core/protocol/sse_writer.h"
#include "core/protocol/websocket_frame.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double segmentBytes = 1448;
constexpr double tlsRecordMaxBytes = 16'384;
/// Rarer empty polls change no figure.
constexpr double noticeableShare = 0.001;
/// Around a chunk: CRLF after its size and after its data (RFC 9112, 7.1); the digits of the size come to it.
constexpr int chunkEnds = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("ClientLoad", text);
}

double networkEstimate(double bytes)
{
    if (bytes <= 0)
        return 0;
    return tcpIpBytes * std::ceil(bytes / segmentBytes)
        + tlsRecordBytes * std::ceil(bytes / tlsRecordMaxBytes);
}

/// `together`: what travels in the same response and is counted elsewhere.
LoadTerm term(double perSecond, const ByteCost &bytes, const QString &what, double together = 0)
{
    return {perSecond, bytes, {networkEstimate(bytes.up), networkEstimate(bytes.down + together)}, what};
}

int hexDigits(double bytes)
{
    return static_cast<int>(QByteArray::number(std::llround(bytes), 16).size());
}

/// A message without framing: payload, its encoding, the object around it.
double contentBytes(const TransportCosts &costs, double payload)
{
    return payload * (1 + costs.encodingPerByte) + costs.envelope;
}

/// As measured, but that a length is told with more or fewer bytes where the payload is another one.
double framingAt(TransportKind kind, const TransportCosts &costs, double payload)
{
    const double then = contentBytes(costs, costs.payload);
    const double now = contentBytes(costs, payload);
    if (kind == TransportKind::WebSocket)
        return costs.framing + webSocketHeaderBytes(static_cast<quint64>(std::llround(now)), false)
            - webSocketHeaderBytes(static_cast<quint64>(std::llround(then)), false);
    return costs.framing + hexDigits(now + costs.framing) - hexDigits(then + costs.framing);
}

struct Polls
{
    double full = 0, empty = 0; ///< a second
};

Polls pollRates(TransportKind kind, const Scale &scale, Duration delay)
{
    const double rate = scale.messagesPerSecond;
    if (kind == TransportKind::ShortPoll) {
        const double share = std::exp(-rate * scale.pollInterval);
        return {(1 - share) / scale.pollInterval, share / scale.pollInterval};
    }
    // M2: a round trip in which messages gather; if none came, a wait that a message or the timeout ends.
    const double r = 2 * toSeconds(delay);
    const double wait = rate > 0 ? (1 - std::exp(-rate * scale.heartbeat)) / rate : scale.heartbeat;
    const double cycles = 1 / (r + std::exp(-rate * r) * wait);
    const double share = std::exp(-rate * (r + scale.heartbeat));
    return {cycles * (1 - share), cycles * share};
}

std::optional<ClientLoad> pollLoad(TransportKind kind, const Scale &scale, const MeasuredCosts &all)
{
    const TransportCosts &costs = *all.of(kind);
    if (!costs.poll)
        return std::nullopt;
    const Polls polls = pollRates(kind, scale, all.delay);
    const double rate = scale.messagesPerSecond;
    ClientLoad load;
    load.requestsPerSecond = polls.full + polls.empty;
    const double perPoll = polls.full > 0 ? rate / polls.full : 0;
    if (rate > 0) {
        const double message
            = contentBytes(costs, scale.payload) + costs.framing * std::max(0.0, 1 - polls.full / rate);
        load.terms += term(polls.full, *costs.poll, tr("polls with messages"), perPoll * message);
        load.terms += LoadTerm{rate, {0, message}, {}, tr("messages")};
    }
    if (polls.empty >= noticeableShare * load.requestsPerSecond) {
        load.emptySupposed = !costs.emptyPoll.has_value();
        load.terms += term(polls.empty, costs.emptyPoll.value_or(*costs.poll), tr("empty polls"));
    }
    return load;
}

ClientLoad streamLoad(TransportKind kind, const Scale &scale, const TransportCosts &costs)
{
    ClientLoad load;
    if (scale.messagesPerSecond > 0)
        load.terms += term(scale.messagesPerSecond,
                           {0, contentBytes(costs, scale.payload) + framingAt(kind, costs, scale.payload)},
                           tr("messages"));
    load.heartbeatsPerSecond = 1 / scale.heartbeat;
    load.terms += term(load.heartbeatsPerSecond, heartbeatBytes(kind), tr("heartbeats"));
    return load;
}

} // namespace

ByteCost ClientLoad::bytesPerSecond() const
{
    ByteCost sum;
    for (const LoadTerm &each : terms) {
        sum.up += each.perSecond * (each.bytes.up + each.estimate.up);
        sum.down += each.perSecond * (each.bytes.down + each.estimate.down);
    }
    return sum;
}

std::optional<ClientLoad> clientLoad(TransportKind kind, const Scale &scale, const MeasuredCosts &costs)
{
    if (!costs.of(kind))
        return std::nullopt;
    std::optional<ClientLoad> load = kind == TransportKind::ShortPoll || kind == TransportKind::LongPoll
        ? pollLoad(kind, scale, costs)
        : streamLoad(kind, scale, *costs.of(kind));
    if (load && !scale.networkEstimate)
        for (LoadTerm &each : load->terms)
            each.estimate = {};
    return load;
}

double pollsPerSecond(TransportKind kind, const Scale &scale, Duration delay)
{
    if (kind != TransportKind::ShortPoll && kind != TransportKind::LongPoll)
        return 0;
    const Polls polls = pollRates(kind, scale, delay);
    return polls.full + polls.empty;
}

ByteCost heartbeatBytes(TransportKind kind)
{
    if (kind == TransportKind::WebSocket)
        return {static_cast<double>(webSocketHeaderBytes(0, true)),
                static_cast<double>(webSocketHeaderBytes(0, false))};
    if (kind != TransportKind::Sse)
        return {};
    const auto comment = static_cast<double>(sseComment(QByteArrayLiteral("keep-alive")).size());
    return {0, comment + hexDigits(comment) + chunkEnds};
}
