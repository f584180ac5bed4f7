#include "ui/charts/overhead_view.h"

#include "ui/charts/chart_views.h"
#include "ui/charts/lines_picture.h"
#include "ui/charts/overhead_picture.h"
#include "ui/charts/poll_theory.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"
#include "ui/widgets/segments.h"

#include <QCheckBox>
#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Polls and their messages complete at different times: shorter columns would show that, not the overhead.
constexpr double leastColumnS = 2;

} // namespace

OverheadView::OverheadView(QWidget *parent)
    : ChartView(1, 2 * transportCount, parent)
{
}

QString OverheadView::title() const
{
    return tr("Overhead");
}

QString OverheadView::machineName() const
{
    return overheadViewName;
}

QString OverheadView::exportTitle() const
{
    return tr("What a delivered message costs");
}

QWidget *OverheadView::options()
{
    if (m_optionsBar)
        return m_optionsBar;
    m_optionsBar = new QWidget(this);
    auto *layout = new QHBoxLayout(m_optionsBar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_estimate = new QCheckBox(tr("TCP/IP estimate"), m_optionsBar);
    m_estimate->setToolTip(
        tr("Adds a guess, not a measurement: 40 bytes of TCP/IP headers a segment, a segment for "
           "each request, response and pushed message"));
    m_when = new Segments(tr("Overhead"), {tr("now"), tr("over time")}, m_optionsBar);
    m_scale = new Segments(tr("Byte axis"), {tr("linear"), tr("log")}, m_optionsBar);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_estimate, m_when, m_scale})
        layout->addWidget(widget);
    const auto change = [this](auto &&edit) {
        ViewOptions next = viewOptions();
        edit(next);
        emit viewOptionsChanged(next);
    };
    connect(m_estimate, &QCheckBox::clicked, this,
            [change](bool on) { change([on](ViewOptions &next) { next.networkEstimate = on; }); });
    connect(m_when, &Segments::chosen, this, [change](int index) {
        change([index](ViewOptions &next) { next.overheadOverTime = index == 1; });
    });
    connect(m_scale, &Segments::chosen, this,
            [change](int index) { change([index](ViewOptions &next) { next.logarithmic = index == 1; }); });
    return m_optionsBar;
}

void OverheadView::display(const LabState &state)
{
    if (m_optionsBar) {
        m_estimate->setChecked(state.view.networkEstimate);
        m_when->showCurrent(state.view.overheadOverTime ? 1 : 0);
        m_scale->showCurrent(state.view.logarithmic ? 1 : 0);
        m_scale->setVisible(state.view.overheadOverTime);
        m_estimate->setVisible(!state.view.overheadOverTime);
    }
    ChartView::display(state);
}

std::unique_ptr<ChartPicture> OverheadView::makePicture(const Request &request) const
{
    if (!request.state.view.overheadOverTime)
        return std::make_unique<OverheadPicture>(request.state, request.time);
    const LinePanel panel{.title = tr("Protocol overhead, bytes per delivered message"),
                          .quantity = HistoryQuantity::OverheadPerMessage,
                          .leastColumnS
                          = std::max(leastColumnS, toSeconds(request.state.settings.pollInterval)),
                          .logarithmic = request.state.view.logarithmic,
                          .valueText = [](double bytes) { return bytesText(bytes).joined(); }};
    return std::make_unique<LinesPicture>(request.state, request.time, QList<LinePanel>{panel},
                                          request.exporting);
}

void OverheadView::settle(ChartPicture &picture)
{
    const double now = picture.facts().snapshot.elapsedS;
    if (now < m_lastS) {
        m_barsEnd.reset();
        m_linesEnd.reset();
    }
    m_lastS = now;
    if (auto *bars = dynamic_cast<OverheadPicture *>(&picture))
        bars->setScaleEnd(m_barsEnd.follow(std::max(1.0, bars->neededBytes()), now));
    else if (auto *lines = dynamic_cast<LinesPicture *>(&picture))
        lines->setAxisEnd(0, m_linesEnd.follow(std::max(1.0, lines->needed(0)), now));
}

QString OverheadView::summary(const LabState &state) const
{
    QStringList parts;
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = state.snapshot.lane(kind);
        if (lane.enabled && lane.protocolOverheadPerMessage)
            parts << tr("%1 %2").arg(descriptorOf(kind).name,
                                     bytesText(lane.protocolOverheadPerMessage).joined());
    }
    if (parts.isEmpty())
        return tr("Overhead: no message delivered yet.");
    QString text
        = tr("Protocol overhead per delivered message, without set-up: %1.").arg(parts.join(u"; "_s));
    const auto theory = emptyPollsLine(chartFacts(state, state.timeRange()));
    if (theory && !state.view.overheadOverTime)
        text += u' ' + theory->plainText() + u'.';
    return text;
}

QString OverheadView::asTable(const LabState &state) const
{
    QString table = u"transport,delivered,overhead_bytes_per_message,setup_bytes_per_connection"_s;
    for (std::size_t i = 0; i < bytePartCount; ++i)
        table += u","_s + ::machineName(static_cast<BytePart>(i)) + u"_bytes"_s;
    table += u'\n';
    const auto number
        = [](std::optional<double> value) { return value ? QString::number(*value, 'f', 2) : QString(); };
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = state.snapshot.lane(kind);
        table += u"%1,%2,%3,%4"_s.arg(::machineName(kind))
                     .arg(lane.messages.delivered)
                     .arg(number(lane.protocolOverheadPerMessage), number(lane.setupBytesPerConnection));
        for (const qint64 bytes : lane.traffic.parts)
            table += u","_s + QString::number(bytes);
        table += u'\n';
    }
    return table;
}
