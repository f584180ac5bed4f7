#include "ui/charts/load_view.h"

#include "ui/charts/load_picture.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double leastMeanS = 2;

} // namespace

LoadView::LoadView(QWidget *parent)
    : ChartView(panelCount, 2 * transportCount, parent)
{
}

QString LoadView::title() const
{
    return tr("Load");
}

QString LoadView::machineName() const
{
    return u"load"_s;
}

QString LoadView::exportTitle() const
{
    return tr("What the server and the network feel");
}

std::unique_ptr<ChartPicture> LoadView::makePicture(const Request &request) const
{
    // A line of polls falls to 0 between two of them; the figure beside it says how many a second.
    const double mean = std::max(leastMeanS, toSeconds(request.state.settings.pollInterval));
    QList<LinePanel> panels{{.title = tr("Requests per second"),
                             .quantity = HistoryQuantity::RequestsPerSecond,
                             .meanOverS = mean,
                             .valueText = [](double rate) { return rateText(rate).joined(); }},
                            {.title = tr("Bytes per second on the wire, both ways"),
                             .quantity = HistoryQuantity::WireBytesPerSecond,
                             .meanOverS = mean,
                             .valueText = [](double bytes) { return bytesText(bytes).joined() + u"/s"_s; }},
                            {.title = tr("Open connections"),
                             .quantity = HistoryQuantity::OpenConnections,
                             .valueText = [](double open) { return plainNumber(open); }}};
    // Where something broke: how clients come back, in tenths of a second, as all may come in the same one.
    if (std::ranges::any_of(request.state.snapshot.marks, &ChangeMark::fault))
        panels.prepend({.title = tr("Connections opened per second, attempts included"),
                        .quantity = HistoryQuantity::ConnectsPerSecond,
                        .leastColumnS = 0.1,
                        .meanOverS = mean,
                        .valueText = [](double rate) { return rateText(rate).joined(); }});
    return std::make_unique<LoadPicture>(request.state, request.time, panels, request.exporting);
}

void LoadView::settle(ChartPicture &picture)
{
    auto &lines = static_cast<LinesPicture &>(picture);
    const double now = picture.facts().snapshot.elapsedS;
    for (qsizetype i = 0; i < lines.panels(); ++i) {
        RangeFollower &end = m_ends[static_cast<std::size_t>(i)];
        if (now < m_lastS)
            end.reset();
        lines.setAxisEnd(i, end.follow(std::max(1.0, lines.needed(i)), now));
    }
    m_lastS = now;
}

QString LoadView::summary(const LabState &state) const
{
    QStringList parts;
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = state.snapshot.lane(kind);
        if (lane.enabled)
            parts << tr("%1 %2 requests, %3 open connections")
                         .arg(descriptorOf(kind).name, rateText(lane.requestsPerSecond).joined())
                         .arg(lane.openConnections);
    }
    if (parts.isEmpty())
        return tr("Load: nothing is running.");
    const QStringList theory = LoadPicture(state, state.timeRange(), {}, false).theory();
    return tr("Load: %1. %2").arg(parts.join(u"; "_s), theory.join(u" "_s));
}

QString LoadView::asTable(const LabState &state) const
{
    QString table
        = u"transport,start_s,width_s,requests,wire_up_bytes,wire_down_bytes,open_connections,connects\n"_s;
    for (const TransportKind kind : allTransportKinds)
        for (const HistoryBucket &bucket : state.snapshot.lane(kind).history)
            table += u"%1,%2,%3,%4,%5,%6,%7,%8\n"_s.arg(::machineName(kind))
                         .arg(bucket.startS)
                         .arg(bucket.widthS)
                         .arg(bucket.requests)
                         .arg(bucket.wireUp)
                         .arg(bucket.wireDown)
                         .arg(bucket.openConnections)
                         .arg(bucket.connects);
    return table;
}
