#include "ui/charts/percentiles_view.h"

#include "ui/charts/percentile_curve.h"
#include "ui/charts/percentiles_picture.h"
#include "ui/charts/poll_theory.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"
#include "ui/widgets/segments.h"

using namespace Qt::Literals::StringLiterals;

PercentilesView::PercentilesView(QWidget *parent)
    : ChartView(1, 2 * transportCount + 1, parent)
{
}

QString PercentilesView::title() const
{
    return tr("Percentiles");
}

QString PercentilesView::machineName() const
{
    return u"percentiles"_s;
}

QString PercentilesView::exportTitle() const
{
    return tr("Latency by percentile");
}

QWidget *PercentilesView::options()
{
    if (m_scale)
        return m_scale;
    m_scale = new Segments(tr("Latency axis"), {tr("linear"), tr("log")}, this);
    connect(m_scale, &Segments::chosen, this, [this](int index) {
        ViewOptions next = viewOptions();
        next.logarithmic = index == 1;
        emit viewOptionsChanged(next);
    });
    return m_scale;
}

void PercentilesView::display(const LabState &state)
{
    if (m_scale)
        m_scale->showCurrent(state.view.logarithmic ? 1 : 0);
    ChartView::display(state);
}

std::unique_ptr<ChartPicture> PercentilesView::makePicture(const Request &request) const
{
    return std::make_unique<PercentilesPicture>(request.state, request.time, request.exporting);
}

void PercentilesView::settle(ChartPicture &picture)
{
    auto &percentiles = static_cast<PercentilesPicture &>(picture);
    const double now = picture.facts().snapshot.elapsedS;
    if (now < m_lastS)
        m_axisEnd.reset();
    m_lastS = now;
    percentiles.setAxisEnd(m_axisEnd.follow(std::max(1.0, percentiles.neededMs()), now));
}

QString PercentilesView::summary(const LabState &state) const
{
    QStringList lanes;
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = state.snapshot.lane(kind);
        if (!lane.enabled || lane.latency.count == 0)
            continue;
        QStringList figures;
        for (const percentile_curve::Figure &figure : percentile_curve::figures(lane.latency))
            figures << figure.name + u' '
                    + (figure.valueMs ? latencyText(figure.valueMs).joined()
                                      : percentile_curve::shortfall(figure, lane.latency.count));
        lanes << tr("%1: %2").arg(descriptorOf(kind).name, figures.join(u", "_s));
    }
    if (lanes.isEmpty())
        return tr("Percentiles: no message yet.");
    const auto theory = quantilesLine(chartFacts(state, state.timeRange()));
    return lanes.join(u"; "_s) + u'.' + (theory ? u' ' + theory->plainText() + u'.' : QString());
}

QString PercentilesView::asTable(const LabState &state) const
{
    QString table = u"transport,n,p50_ms,p90_ms,p99_ms,p99_9_ms,max_ms\n"_s;
    for (const TransportKind kind : allTransportKinds) {
        const LatencySummary &latency = state.snapshot.lane(kind).latency;
        table += u"%1,%2"_s.arg(::machineName(kind)).arg(latency.count);
        for (const percentile_curve::Figure &figure : percentile_curve::figures(latency))
            table += u","_s + (figure.valueMs ? QString::number(*figure.valueMs, 'f', 3) : QString());
        table += u'\n';
    }
    return table;
}
