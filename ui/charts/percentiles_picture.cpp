#include "ui/charts/percentiles_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_axes.h"
#include "ui/charts/percentile_curve.h"
#include "ui/charts/poll_theory.h"
#include "ui/transport_descriptor.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double headRoom = 1.04;
/// The axis goes a little beyond the last percentile: the maxima stand there.
constexpr double axisEnd = 3.3;
/// The plot is never lower than this (in lines of text) for the sake of the theory line below it.
constexpr double leastPlotLines = 6;
/// The labels at the right, that of the curve among them, find room beside a plot of this height.
constexpr double leastCurveLines = 6;

} // namespace

PercentilesPicture::PercentilesPicture(const LabState &state, std::pair<double, double> time, bool exporting)
    : ChartPicture(chartFacts(state, time))
    , m_exporting(exporting)
{
    const auto take = [this](const LaneSnapshot &lane) {
        m_neededMs = std::max(m_neededMs, lane.latency.maxMs.value_or(0));
        if (lane.latency.minMs && *lane.latency.minMs > 0)
            m_leastMs = m_leastMs > 0 ? std::min(m_leastMs, *lane.latency.minMs) : *lane.latency.minMs;
        // The last bin ends a little above the largest sample.
        QList<QPointF> steps = percentile_curve::steps(lane.histogram);
        for (QPointF &point : steps)
            point.setY(std::min(point.y(), lane.latency.maxMs.value_or(point.y())));
        return steps;
    };
    for (const TransportKind kind : allTransportKinds) {
        m_steps[indexOf(kind)] = take(m_facts.lane(kind));
        if (m_facts.baseline)
            m_ghosts[indexOf(kind)] = take(m_facts.baseline->lane(kind));
    }
    m_theory = quantilesLine(m_facts);
    if (hasCurve())
        m_neededMs = std::max(m_neededMs, theoryCurve().last().y());
    m_endMs = axis_ticks::roundUp(std::max(1.0, m_neededMs));
}

bool PercentilesPicture::hasCurve() const
{
    return m_theory && !m_steps[indexOf(TransportKind::ShortPoll)].isEmpty();
}

QList<QPointF> PercentilesPicture::theoryCurve() const
{
    constexpr double apart = 0.01;
    const UniformLatency &uniform = *m_facts.lane(TransportKind::ShortPoll).predicted.uniform;
    QList<QPointF> points;
    for (double x = 0; x < axisEnd + apart / 2; x += apart)
        points.append({x, uniform.quantileMs(1 - std::pow(10, -x))});
    return points;
}

double PercentilesPicture::footHeight(double plot, const Theme &theme) const
{
    const double height = theme.isProjector() ? theme.px(44) : theoryLineHeight(theme) + theme.px(4);
    const bool room = plot - height >= leastPlotLines * lineHeight(theme, Theme::Text::Caption);
    return m_theory && room && pollTheoryFits(*m_theory, m_facts, theme, m_area.width()) ? height : 0;
}

void PercentilesPicture::layOut(const QRectF &area, const Theme &theme)
{
    m_area = area;
    m_rows.clear();
    const double caption = lineHeight(theme, Theme::Text::Caption);
    const double edge = theme.px(theme.isProjector() ? 0 : 16);
    const double table = theme.isProjector() ? 0 : 5 * caption * 1.15 + theme.px(16);
    m_titleBase = area.top() + lineHeight(theme, Theme::Text::Body);
    const double axis = caption + theme.px(12);
    const double foot = footHeight(area.bottom() - m_titleBase - caption - axis - table, theme);
    m_foot = QRectF(area.left(), area.bottom() - foot, area.width(), foot);
    m_table = QRectF(area.left() + edge, m_foot.top() - table, area.width() - 2 * edge, table);
    const double bottom = m_table.top() - axis;
    const double left
        = area.left() + edge + chartTextWidth(u"800 ms"_s, theme, Theme::Text::Caption) + theme.px(8);
    const double right = area.right() - edge
        - chartTextWidth(u"short max 99,999 ms"_s, theme, Theme::Text::Caption, QFont::Medium) - theme.px(28);
    // The labels at the right do not stand in a long title.
    const double titleWidth = chartTextWidth(title(), theme, Theme::Text::Body, QFont::DemiBold);
    const double top = m_titleBase + caption * (area.left() + edge + titleWidth > right ? 1.3 : 0.8);
    m_rows.append(makeRow({std::round(left), std::round(top), std::max(10.0, std::round(right - left)),
                           std::max(8.0, std::round(bottom - top))},
                          theme));
}

PlotRow PercentilesPicture::makeRow(const QRectF &plot, const Theme &theme)
{
    PlotRow row;
    row.frame.area = plot;
    row.frame.x = {0, axisEnd, false};
    const double caption = lineHeight(theme, Theme::Text::Caption);
    if (m_facts.view.logarithmic) {
        const auto decades = axis_ticks::decades(m_leastMs > 0 ? m_leastMs : 1, std::max(1.0, m_endMs));
        row.frame.y = {double(decades.low), double(decades.high), true};
        row.gridStep = std::max(1.0, std::ceil((decades.high - decades.low) * caption / plot.height()));
    } else {
        row.frame.y = {0, m_endMs * headRoom, false};
        row.gridStep
            = axis_ticks::step(m_endMs, std::clamp(static_cast<int>(plot.height() / (caption * 1.3)), 2, 6));
    }
    const auto units = [&](const QList<QPointF> &steps) {
        QList<QPointF> result;
        for (const QPointF &point : steps)
            result.append({point.x(), row.frame.y.at(point.y())});
        return result;
    };
    for (const QList<QPointF> &ghost : m_ghosts)
        row.series.append({units(ghost), theme.tokens.parts[2], Qt::DashLine, 1});
    m_curve = hasCurve() && plot.height() >= leastCurveLines * caption;
    if (m_curve)
        row.series.append({units(theoryCurve()), theme.tokens.dim, Qt::DashLine, theme.lineWidth() / 2});
    for (const TransportKind kind : allTransportKinds)
        row.series.append({units(m_steps[indexOf(kind)]), theme.tokens.of(kind), descriptorOf(kind).line,
                           theme.lineWidth()});
    return row;
}
