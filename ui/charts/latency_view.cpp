#include "ui/charts/latency_view.h"

#include "ui/charts/latency_picture.h"
#include "ui/charts/theory_line.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"
#include "ui/widgets/segments.h"

#include <QHBoxLayout>
#include <QLineF>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Pixels from a point within which a click means it.
constexpr double reach = 16;

/// What brought the message, if the trace still has it.
std::optional<RecordRef> carrierOf(const LabState &state, TransportKind kind, const DeliveryPoint &delivery)
{
    const TraceRecord *record
        = state.trace ? state.trace->lane(kind).carrierOf(MessageId{delivery.id}, delivery.client) : nullptr;
    return record ? std::optional(RecordRef{kind, record->number}) : std::nullopt;
}

} // namespace

LatencyView::LatencyView(QWidget *parent)
    : ChartView(transportCount, 0, parent)
{
}

QString LatencyView::title() const
{
    return tr("Latency");
}

QString LatencyView::machineName() const
{
    return u"latency"_s;
}

QString LatencyView::exportTitle() const
{
    return tr("Latency of each message");
}

QWidget *LatencyView::options()
{
    if (m_optionsBar)
        return m_optionsBar;
    m_optionsBar = new QWidget(this);
    auto *layout = new QHBoxLayout(m_optionsBar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_layout = new Segments(tr("Layout"), {tr("strips"), tr("overlay")}, m_optionsBar);
    m_scale = new Segments(tr("Latency axis"), {tr("linear"), tr("log")}, m_optionsBar);
    layout->addWidget(m_layout);
    layout->addWidget(m_scale);
    connect(m_layout, &Segments::chosen, this, [this](int index) {
        ViewOptions next = viewOptions();
        next.strips = index == 0;
        emit viewOptionsChanged(next);
    });
    connect(m_scale, &Segments::chosen, this, [this](int index) {
        ViewOptions next = viewOptions();
        next.logarithmic = index == 1;
        emit viewOptionsChanged(next);
    });
    return m_optionsBar;
}

void LatencyView::display(const LabState &state)
{
    if (m_optionsBar) {
        m_layout->showCurrent(state.view.strips ? 0 : 1);
        m_scale->showCurrent(state.view.logarithmic ? 1 : 0);
    }
    ChartView::display(state);
}

std::unique_ptr<ChartPicture> LatencyView::makePicture(const Request &request) const
{
    return std::make_unique<LatencyPicture>(request.state, request.time, request.columns, m_chosen,
                                            request.exporting);
}

void LatencyView::settle(ChartPicture &picture)
{
    auto &latency = static_cast<LatencyPicture &>(picture);
    const double now = picture.facts().snapshot.elapsedS;
    if (now < m_lastS)
        m_axisEnd.reset();
    m_lastS = now;
    latency.setAxisEnd(m_axisEnd.follow(std::max(1.0, latency.neededMs()), now));
}

std::optional<Selection> LatencyView::picked(const QPointF &point, const LabState &state) const
{
    double nearest = reach;
    std::optional<Selection> best;
    for (const TransportKind kind : allTransportKinds)
        for (const DeliveryPoint &delivery : state.deliveries[indexOf(kind)]) {
            const auto at = picture()->pointOf(kind, delivery);
            if (!at || QLineF(*at, point).length() >= nearest)
                continue;
            nearest = QLineF(*at, point).length();
            best = state.selection;
            best->message = delivery.id;
            best->client = delivery.client;
            best->record = carrierOf(state, kind, delivery);
        }
    return best;
}

void LatencyView::laneClicked(TransportKind kind)
{
    m_chosen = kind;
    askForRepaint();
}

void LatencyView::laneStepped(int step)
{
    const auto count = static_cast<int>(transportCount);
    const int next = (static_cast<int>(indexOf(m_chosen)) + step + count) % count;
    laneClicked(allTransportKinds[static_cast<std::size_t>(next)]);
}

QString LatencyView::summary(const LabState &state) const
{
    QStringList parts;
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = state.snapshot.lane(kind);
        if (!lane.enabled)
            continue;
        parts << tr("%1 median %2, max %3, n %4")
                     .arg(descriptorOf(kind).name, latencyText(lane.latency.p50Ms).joined(),
                          latencyText(lane.latency.maxMs).joined())
                     .arg(lane.latency.count);
    }
    if (parts.isEmpty())
        return tr("Latency: no message yet.");
    return tr("Latency: %1. %2.")
        .arg(parts.join(u"; "_s), theoryLine(chartFacts(state, state.timeRange()), m_chosen).plainText());
}

QString LatencyView::asTable(const LabState &state) const
{
    QString table = u"transport,n,mean_ms,median_ms,max_ms,lost\n"_s;
    const auto number
        = [](std::optional<double> value) { return value ? QString::number(*value, 'f', 3) : QString(); };
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = state.snapshot.lane(kind);
        table += u"%1,%2,%3,%4,%5,%6\n"_s.arg(::machineName(kind))
                     .arg(lane.latency.count)
                     .arg(number(lane.latency.meanMs), number(lane.latency.p50Ms), number(lane.latency.maxMs))
                     .arg(lane.messages.lost);
    }
    return table;
}
