#include "ui/charts/latency_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/transport_descriptor.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double leastAxisMs = 1;
/// The largest value does not touch the strip above.
constexpr double headRoom = 1.03;
/// Logarithmic axes do not go below this.
constexpr double leastLogMs = 0.01;

} // namespace

LatencyPicture::LatencyPicture(const LabState &state, std::pair<double, double> time, int columns,
                               TransportKind chosen, bool exporting)
    : ChartPicture(chartFacts(state, time))
    , m_chosen(chosen)
    , m_exporting(exporting)
{
    collect(state, columns);
}

void LatencyPicture::collect(const LabState &state, int columns)
{
    const double from = m_facts.fromS;
    const double to = m_facts.toS;
    const auto widen = [&](double low, double high) {
        m_neededMs = std::max(m_neededMs, high);
        if (low > 0)
            m_leastMs = m_leastMs > 0 ? std::min(m_leastMs, low) : low;
    };
    for (const TransportKind kind : allTransportKinds) {
        const std::size_t i = indexOf(kind);
        m_traces[i] = LatencyTrace(state.deliveries[i], from, to, columns);
        widen(m_traces[i].minMs(), m_traces[i].maxMs());
        for (const DeliveryPoint &point : m_facts.lane(kind).pending)
            if (point.dueS >= from && point.dueS <= to)
                widen(0, point.latencyMs);
        if (!state.baseline)
            continue;
        m_ghosts[i]
            = LatencyTrace(state.baseline->deliveries[i], from, to, columns, m_facts.baselineShiftS());
        widen(m_ghosts[i].minMs(), m_ghosts[i].maxMs());
    }
    m_endMs = axis_ticks::roundUp(std::max(leastAxisMs, m_neededMs));
}

bool LatencyPicture::isEmpty() const
{
    return std::ranges::all_of(allTransportKinds, [this](TransportKind kind) {
        return m_traces[indexOf(kind)].count() == 0 && m_facts.lane(kind).pending.isEmpty()
            && m_facts.lane(kind).latency.count == 0;
    });
}

void LatencyPicture::layOut(const QRectF &area, const Theme &theme)
{
    m_area = area;
    m_rows.clear();
    const double foot = theme.px(theme.isProjector() ? 44 : 40);
    m_foot = QRectF(area.left(), area.bottom() - foot, area.width(), foot);
    const double caption = lineHeight(theme, Theme::Text::Caption);
    const bool topLine = !theme.isProjector() || !m_facts.snapshot.marks.isEmpty();
    m_top = area.top() + (topLine ? caption + theme.px(8) : theme.px(4));
    m_bottom = m_foot.top() - caption - theme.px(8) - (m_exporting ? caption : 0);

    const double ticks
        = chartTextWidth(theme.isProjector() ? u"10 s"_s : u"800 ms"_s, theme, Theme::Text::Caption);
    double names = 0;
    for (const TransportKind kind : allTransportKinds)
        names = std::max(
            names, chartTextWidth(descriptorOf(kind).name, theme, Theme::Text::PaneName, QFont::DemiBold));
    const double figures = chartTextWidth(u"99,999 ms"_s, theme, Theme::Text::Caption, QFont::Medium)
        + (theme.isProjector() ? chartTextWidth(u"max "_s, theme, Theme::Text::Caption)
                               : chartTextWidth(u"median"_s, theme, Theme::Text::Caption) + theme.px(16));
    const double edge = theme.px(theme.isProjector() ? 0 : 12);
    m_left = area.left() + edge + ticks + theme.px(12);
    m_right = area.right() - figures - theme.px(12) - edge;
    if (strips()) {
        m_left += theme.size(Theme::Text::PaneName) * 1.55 + names + theme.px(8);
        layOutStrips(theme);
    } else {
        m_left += theme.px(8);
        m_right -= theme.px(8);
        layOutOverlay(theme);
    }
}

void LatencyPicture::layOutAxis(const Theme &theme, double rowHeight)
{
    m_ticks.clear();
    const double caption = lineHeight(theme, Theme::Text::Caption);
    if (m_facts.view.logarithmic) {
        const auto decades = axis_ticks::decades(std::max(leastLogMs, m_leastMs > 0 ? m_leastMs : 1),
                                                 std::max(leastLogMs * 10, m_endMs));
        m_y = {double(decades.low), decades.high + 0.04, true};
        m_gridStep = std::max(1.0, std::ceil((decades.high - decades.low) * caption / rowHeight));
        for (const double units : axis_ticks::values(m_y.min, m_y.max, m_gridStep))
            m_ticks.append({units, axis_ticks::decadeText(static_cast<int>(units))});
        return;
    }
    m_y = {0, m_endMs * headRoom, false};
    // The projector shows the end of the axis alone.
    const int most = std::clamp(static_cast<int>(rowHeight / (caption * 1.15)), 1, strips() ? 3 : 6);
    m_gridStep = theme.isProjector() ? m_endMs : axis_ticks::step(m_endMs, most);
    for (const double units : axis_ticks::values(0, m_y.max, m_gridStep))
        m_ticks.append({units, axis_ticks::latencyText(units, m_endMs)});
}

void LatencyPicture::layOutStrips(const Theme &theme)
{
    m_rowHeight = std::floor((m_bottom - m_top) / transportCount);
    const double marker = theme.markerSize() / 2;
    const double height = std::max(8.0, m_rowHeight - 2 * marker - theme.px(9));
    layOutAxis(theme, height);
    for (std::size_t i = 0; i < transportCount; ++i) {
        const double base = m_top + static_cast<double>(i + 1) * m_rowHeight - marker - 3;
        PlotRow row;
        row.frame.area = QRectF(std::round(m_left), std::round(base - height),
                                std::max(10.0, std::round(m_right - m_left)), std::round(height));
        row.frame.x = {m_facts.fromS, m_facts.toS, false};
        row.frame.y = m_y;
        row.gridStep = m_gridStep;
        m_rows.append(row);
    }
    m_bottom = m_top + transportCount * m_rowHeight;
}

void LatencyPicture::layOutOverlay(const Theme &theme)
{
    const double marker = theme.markerSize() / 2;
    m_rowHeight = m_bottom - m_top;
    const double height = std::max(8.0, m_rowHeight - 2 * marker - 6);
    layOutAxis(theme, height);
    PlotRow row;
    row.frame.area = QRectF(std::round(m_left), std::round(m_bottom - marker - 3 - height),
                            std::max(10.0, std::round(m_right - m_left)), std::round(height));
    row.frame.x = {m_facts.fromS, m_facts.toS, false};
    row.frame.y = m_y;
    row.gridStep = m_gridStep;
    m_rows.append(row);
}

const PlotFrame &LatencyPicture::frameOf(TransportKind kind) const
{
    return m_rows.at(strips() ? static_cast<qsizetype>(indexOf(kind)) : 0).frame;
}

std::optional<QPointF> LatencyPicture::pointOf(TransportKind kind, const DeliveryPoint &point) const
{
    if (m_rows.isEmpty())
        return std::nullopt;
    const PlotFrame &frame = frameOf(kind);
    if (point.dueS < frame.x.min || point.dueS > frame.x.max)
        return std::nullopt;
    const QPointF at = frame.map(point.dueS, point.latencyMs);
    return QPointF(at.x(), std::clamp(at.y(), frame.area.top(), frame.area.bottom()));
}

std::optional<TransportKind> LatencyPicture::laneAt(const QPointF &point) const
{
    if (m_rowHeight <= 0 || point.y() < m_top || point.y() >= m_bottom)
        return std::nullopt;
    const double height = (m_bottom - m_top) / transportCount;
    if (strips() ? point.x() > m_left : point.x() < m_right)
        return std::nullopt;
    const auto row = static_cast<std::size_t>((point.y() - m_top) / height);
    return row < transportCount ? std::optional(allTransportKinds[row]) : std::nullopt;
}
