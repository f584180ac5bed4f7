#include "core/teach/measured_costs.h"

#include "core/teach/figure_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MeasuredCosts", text);
}

double bytesOf(const TrafficTotals &traffic, BytePart part)
{
    return static_cast<double>(traffic.part(part));
}

double downOf(const TrafficTotals &traffic, BytePart part)
{
    return static_cast<double>(traffic.part(part) - traffic.partUp(part));
}

bool isPolled(TransportKind kind)
{
    return kind == TransportKind::ShortPoll || kind == TransportKind::LongPoll;
}

/// The body of a poll is an object around the messages, and a comma before each but the first.
void takePolls(TransportCosts &costs, const TrafficTotals &traffic, double messages)
{
    costs.fullPolls = traffic.fullPolls;
    costs.emptyPolls = traffic.emptyResponses;
    const auto full = static_cast<double>(traffic.fullPolls);
    if (full > 0) {
        const double commas = std::max(0.0, messages - full);
        costs.framing = 1;
        costs.poll = ByteCost{bytesOf(traffic, BytePart::RequestHead) / full,
                              (bytesOf(traffic, BytePart::ResponseHead) + downOf(traffic, BytePart::Framing)
                               + downOf(traffic, BytePart::Chunk) - commas)
                                  / full};
    }
    if (traffic.emptyResponses > 0) {
        const auto empty = static_cast<double>(traffic.emptyResponses);
        costs.emptyPoll = ByteCost{static_cast<double>(traffic.partUp(BytePart::EmptyPoll)) / empty,
                                   downOf(traffic, BytePart::EmptyPoll) / empty};
    }
}

TransportCosts costsOf(const LaneSnapshot &lane)
{
    const TrafficTotals &traffic = lane.traffic;
    TransportCosts costs;
    costs.messages = traffic.messagesDown;
    const auto messages = static_cast<double>(costs.messages);
    const double payload = downOf(traffic, BytePart::Payload) + downOf(traffic, BytePart::Repeated);
    costs.payload = payload / messages;
    costs.envelope = downOf(traffic, BytePart::Envelope) / messages;
    if (payload > 0)
        costs.encodingPerByte = downOf(traffic, BytePart::Encoding) / payload;
    if (isPolled(lane.kind))
        takePolls(costs, traffic, messages);
    else
        costs.framing = (downOf(traffic, BytePart::Framing) + downOf(traffic, BytePart::Chunk)) / messages;
    if (!isPolled(lane.kind))
        costs.setup = lane.setupBytesPerConnection;
    return costs;
}

/// Why the costs of a lane cannot be told; empty: they can.
QString whyMissing(const LaneSnapshot &lane)
{
    if (lane.kind != TransportKind::WebSocket && lane.traffic.messagesUp > 0)
        return tr("Clients send in this run, and their posts are mixed with what receiving costs: switch "
                  "\u201cClients send\u201d off.");
    if (!lane.enabled && lane.traffic.messagesDown == 0)
        return tr("Switched off in this run.");
    if (lane.traffic.messagesDown < MeasuredCosts::leastMessages)
        return tr("Not enough messages yet: %1 of %2.")
            .arg(lane.traffic.messagesDown)
            .arg(MeasuredCosts::leastMessages);
    return {};
}

QString headersInWords(const HeaderProfile &profile)
{
    switch (profile.kind) {
    case HeaderProfile::Kind::Minimal:
        return tr("minimal headers");
    case HeaderProfile::Kind::Browser:
        return tr("browser-like headers");
    case HeaderProfile::Kind::SignedIn:
        return tr("browser-like headers with a cookie of 1.2 KB");
    case HeaderProfile::Kind::Custom:
        return tr("a header pair of %1").arg(figure_text::byteCount(profile.pairBytes));
    }
    return {};
}

} // namespace

MeasuredCosts measuredCosts(const RunSnapshot &snapshot, const ExperimentSettings &settings)
{
    MeasuredCosts costs;
    costs.payloadBytes = static_cast<double>(settings.payloadBytes);
    costs.delay = settings.delay;
    costs.headers = headersInWords(settings.headers);
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = snapshot.lane(kind);
        const std::size_t i = indexOf(kind);
        costs.mostMessages = std::max(costs.mostMessages, lane.traffic.messagesDown);
        costs.missing[i] = whyMissing(lane);
        if (costs.missing[i].isEmpty())
            costs.transports[i] = costsOf(lane);
        if (settings.upstream.kind == Upstream::Kind::PingPong && lane.roundTrip.meanMs
            && lane.roundTrip.count >= MeasuredCosts::leastMessages)
            costs.pingPong[i] = {*lane.roundTrip.meanMs, lane.roundTrip.count};
    }
    return costs;
}

QString costsInWords(const MeasuredCosts &costs)
{
    qint64 least = 0;
    qint64 most = 0;
    for (const auto &transport : costs.transports)
        if (transport) {
            least = most == 0 ? transport->messages : std::min(least, transport->messages);
            most = std::max(most, transport->messages);
        }
    if (most == 0 && costs.mostMessages < MeasuredCosts::leastMessages)
        return tr("No costs measured yet: not enough messages, %1 of %2.")
            .arg(costs.mostMessages)
            .arg(MeasuredCosts::leastMessages);
    if (most == 0)
        return tr("No costs measured in this run: select a figure to see why.");
    const QLocale locale;
    const QString n = least == most ? locale.toString(most)
                                    : tr("%1 to %2").arg(locale.toString(least), locale.toString(most));
    return tr("Costs measured in this run: n = %1 messages a transport, %2, %3 payload.")
        .arg(n, costs.headers, figure_text::byteCount(costs.payloadBytes));
}
