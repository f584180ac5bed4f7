#include "core/teach/comparison_figures.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using enum TransportKind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString bytes(const std::optional<double> &number)
{
    return bytesText(number).joined();
}

bool isStream(TransportKind kind)
{
    return kind == Sse || kind == WebSocket;
}

void measureLatency(ComparisonCell &cell, const LaneSnapshot &lane)
{
    const LatencySummary &latency = lane.latency;
    if (latency.count < comparison_figures::leastMessages || !latency.meanMs) {
        cell.state = ComparisonCell::State::NotEnough;
        cell.measured = Words::tr("n\u00A0=\u00A0%1").arg(count(latency.count));
        return;
    }
    cell.state = ComparisonCell::State::Measured;
    cell.value = latency.meanMs;
    cell.figure = latencyText(latency.meanMs);
    QStringList parts;
    if (latency.meanCi95Ms)
        parts << Words::tr("mean \u00B1 %1").arg(latencyText(latency.meanCi95Ms).joined());
    if (latency.maxMs)
        parts << Words::tr("max %1").arg(latencyText(latency.maxMs).joined());
    parts << Words::tr("n\u00A0=\u00A0%1").arg(count(latency.count));
    cell.measured = parts.join(u", "_s);
}

/// What the bytes were for, most telling first; what clients sent by POST is among them.
QString costs(TransportKind kind, const LaneSnapshot &lane)
{
    const auto each = [&lane](BytePart part) { return bytes(comparison_figures::perMessage(lane, part)); };
    const bool sends = lane.traffic.messagesUp > 0;
    const QString posts = sends ? Words::tr(", with POSTs") : QString();
    const QString setup = lane.setupBytesPerConnection
        ? Words::tr(", set-up %1").arg(bytes(lane.setupBytesPerConnection))
        : QString();
    switch (kind) {
    case ShortPoll:
        return Words::tr("%1 polls, %2 of them empty")
                   .arg(count(comparison_figures::polls(lane)), count(lane.traffic.emptyResponses))
            + posts;
    case LongPoll:
        return Words::tr("heads: %1 up, %2 down")
                   .arg(each(BytePart::RequestHead), each(BytePart::ResponseHead))
            + posts;
    case Sse:
        return Words::tr("framing %1, chunks %2").arg(each(BytePart::Framing), each(BytePart::Chunk))
            + (sends ? posts : setup);
    case WebSocket:
        return Words::tr("framing %1, pings %2").arg(each(BytePart::Framing), each(BytePart::Control))
            + setup;
    }
    return {};
}

void measureOverhead(ComparisonCell &cell, TransportKind kind, const LaneSnapshot &lane)
{
    if (lane.received() < comparison_figures::leastMessages || !lane.protocolOverheadPerMessage) {
        cell.state = ComparisonCell::State::NotEnough;
        cell.measured = Words::tr("n\u00A0=\u00A0%1").arg(count(lane.received()));
        return;
    }
    cell.state = ComparisonCell::State::Measured;
    cell.value = lane.protocolOverheadPerMessage;
    cell.figure = bytesText(lane.protocolOverheadPerMessage);
    cell.measured = costs(kind, lane);
}

/// "requests 62, connections opened 1"; empty before anything happened.
QString exchanges(TransportKind kind, const LaneSnapshot &lane)
{
    if (lane.traffic.requests == 0 && lane.traffic.connections == 0)
        return {};
    if (isStream(kind))
        return Words::tr("messages %1, connections opened %2")
            .arg(count(lane.received()), count(lane.traffic.connections));
    return Words::tr("requests %1, connections opened %2")
        .arg(count(lane.traffic.requests), count(lane.traffic.connections));
}

QString sent(const LaneSnapshot &lane)
{
    QString words
        = Words::tr("sent up %1, taken %2").arg(count(lane.upstream.sent), count(lane.upstream.accepted));
    if (lane.upstreamBytesPerMessage)
        words += Words::tr(", %1 each").arg(bytes(lane.upstreamBytesPerMessage));
    return words;
}

QString encoded(const LaneSnapshot &lane)
{
    const auto encoding = static_cast<double>(lane.traffic.part(BytePart::Encoding));
    const auto payload = static_cast<double>(lane.traffic.part(BytePart::Payload));
    return Words::tr("encoding adds %1 a message, %2")
        .arg(bytes(comparison_figures::perMessage(lane, BytePart::Encoding)),
             comparison_figures::percent(encoding / payload));
}

QString roundTrip(const LaneSnapshot &lane)
{
    return Words::tr("there and back %1, n\u00A0=\u00A0%2")
        .arg(latencyText(lane.roundTrip.meanMs).joined(), count(lane.roundTrip.count));
}

/// Of the rows in which a figure is a bonus; empty: this run measured none.
QString further(ComparisonFeature feature, TransportKind kind, const LaneSnapshot &lane,
                const ExperimentSettings &settings)
{
    switch (feature) {
    case ComparisonFeature::Direction:
        return lane.upstream.sent > 0 ? sent(lane) : QString();
    case ComparisonFeature::Protocol:
        return exchanges(kind, lane);
    case ComparisonFeature::BinarySupport:
        return settings.payloadKind == PayloadKind::Binary && lane.received() > 0
                && lane.traffic.part(BytePart::Payload) > 0
            ? encoded(lane)
            : QString();
    case ComparisonFeature::UseCase:
        return lane.roundTrip.count >= comparison_figures::leastMessages ? roundTrip(lane) : QString();
    default:
        return {};
    }
}

} // namespace

qint64 comparison_figures::polls(const LaneSnapshot &lane)
{
    return lane.traffic.fullPolls + lane.traffic.emptyResponses;
}

std::optional<double> comparison_figures::perMessage(const LaneSnapshot &lane, BytePart part)
{
    if (lane.received() == 0)
        return std::nullopt;
    return static_cast<double>(lane.traffic.part(part)) / static_cast<double>(lane.received());
}

QString comparison_figures::percent(double share)
{
    return Words::tr("%1\u00A0%").arg(QLocale().toString(std::round(share * 100), 'f', 0));
}

void comparison_figures::measure(ComparisonCell &cell, ComparisonFeature feature, const LaneSnapshot &lane,
                                 const ExperimentSettings &settings)
{
    const TransportKind kind = lane.kind;
    if (feature == ComparisonFeature::Latency) {
        measureLatency(cell, lane);
    } else if (feature == ComparisonFeature::Overhead) {
        measureOverhead(cell, kind, lane);
    } else {
        cell.measured = further(feature, kind, lane, settings);
        if (!cell.measured.isEmpty())
            cell.state = ComparisonCell::State::Measured;
    }
}
