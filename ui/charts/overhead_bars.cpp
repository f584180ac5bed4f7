#include "ui/charts/overhead_bars.h"

#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

constexpr std::array factors{2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000};
constexpr double headerBytes = 40; ///< IPv4 and TCP without options
constexpr double segmentBytes = 1448;

QString tr(const char *text)
{
    return QCoreApplication::translate("Overhead", text);
}

/// Each request, each response, each pushed message and each echo, both ways, travels in a segment of its
/// own, long ones in several.
double segments(const LaneSnapshot &lane)
{
    const auto records
        = static_cast<double>(descriptorOf(lane.kind).polls ? 2 * lane.traffic.requests
                                                            : lane.messages.delivered
                                      + 2 * lane.upstream.echoed + 2 * lane.traffic.connections);
    const auto bytes = static_cast<double>(lane.traffic.wireUp + lane.traffic.wireDown);
    return std::max(records, std::ceil(bytes / segmentBytes));
}

} // namespace

OverheadBar overheadBar(const LaneSnapshot &lane)
{
    OverheadBar bar;
    bar.kind = lane.kind;
    bar.enabled = lane.enabled;
    bar.delivered = lane.received();
    bar.overhead = lane.protocolOverheadPerMessage;
    if (!descriptorOf(lane.kind).polls)
        bar.setup = lane.setupBytesPerConnection;
    for (const BytePart part : shownParts) {
        const auto bytes = static_cast<double>(lane.traffic.part(part));
        bar.spentBytes += bytes;
        if (bytes <= 0 || bar.delivered <= 0 || !lane.enabled)
            continue;
        const double each = bytes / static_cast<double>(bar.delivered);
        bar.parts.append({part, each});
        bar.total += each;
    }
    if (bar.delivered > 0)
        bar.networkEstimate = segments(lane) * headerBytes / static_cast<double>(bar.delivered);
    return bar;
}

Magnifier magnifierFor(const QList<OverheadBar> &bars, double scaleEnd, double smallShare)
{
    Magnifier magnifier;
    double largest = 0;
    for (qsizetype i = 0; i < bars.size(); ++i) {
        if (bars[i].total <= 0 || bars[i].total >= smallShare * scaleEnd)
            continue;
        magnifier.bars.append(i);
        largest = std::max(largest, bars[i].total);
    }
    for (const int factor : factors)
        if (largest > 0 && largest * factor <= scaleEnd)
            magnifier.factor = factor;
    if (magnifier.factor == 1)
        magnifier.bars.clear();
    return magnifier;
}

QString partName(BytePart part)
{
    switch (part) {
    case BytePart::Payload:
        return tr("payload");
    case BytePart::Handshake:
        return tr("set-up");
    case BytePart::RequestHead:
        return tr("request heads");
    case BytePart::ResponseHead:
        return tr("response heads");
    case BytePart::EmptyPoll:
        return tr("empty polls");
    case BytePart::Chunk:
        return tr("chunk");
    case BytePart::Framing:
        return tr("framing");
    case BytePart::Envelope:
        return tr("envelope");
    case BytePart::Encoding:
        return tr("encoding");
    case BytePart::Control:
        return tr("control");
    case BytePart::Repeated:
        return tr("repeated");
    case BytePart::Unfinished:
        return tr("unfinished");
    case BytePart::Unclassified:
        return tr("unclassified");
    }
    return {};
}
