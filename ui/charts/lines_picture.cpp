#include "ui/charts/lines_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_axes.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double headRoom = 1.04;

QString tr(const char *text)
{
    return QCoreApplication::translate("Chart", text);
}

/// Values to axis units; a logarithmic axis shows nothing below its end.
QList<QPointF> inAxisUnits(const QList<QPointF> &line, const AxisScale &scale)
{
    QList<QPointF> result;
    result.reserve(line.size());
    for (const QPointF &point : line)
        result.append({point.x(), scale.at(point.y())});
    return result;
}

} // namespace

LinesPicture::LinesPicture(const LabState &state, std::pair<double, double> time,
                           const QList<LinePanel> &panels, bool exporting)
    : ChartPicture(chartFacts(state, time))
    , m_panels(panels)
    , m_lines(panels.size())
    , m_exporting(exporting)
{
    for (qsizetype i = 0; i < panels.size(); ++i)
        collect(i);
}

void LinesPicture::collect(qsizetype panel)
{
    Lines &lines = m_lines[panel];
    const LinePanel &what = m_panels.at(panel);
    const TimeSpan window{m_facts.fromS, m_facts.toS};
    const auto take = [&](const RunSnapshot &snapshot, TransportKind kind, double shift) {
        QList<QPointF> line
            = historyLine(snapshot.lane(kind).history, what.quantity,
                          {window.fromS - shift, window.toS - shift}, snapshot.elapsedS, what.leastColumnS);
        for (QPointF &point : line) {
            point.rx() += shift;
            lines.needed = std::max(lines.needed, point.y());
            if (point.y() > 0)
                lines.least = lines.least > 0 ? std::min(lines.least, point.y()) : point.y();
        }
        return line;
    };
    for (const TransportKind kind : allTransportKinds) {
        const std::size_t i = indexOf(kind);
        lines.now[i] = take(m_facts.snapshot, kind, 0);
        if (m_facts.baseline)
            lines.baseline[i] = take(*m_facts.baseline, kind, m_facts.baselineShiftS());
    }
    lines.end = axis_ticks::roundUp(std::max(1.0, lines.needed));
}

void LinesPicture::layOut(const QRectF &area, const Theme &theme)
{
    m_area = area;
    m_rows.clear();
    const double caption = lineHeight(theme, Theme::Text::Caption);
    const double edge = theme.px(theme.isProjector() ? 0 : 12);
    const double left
        = area.left() + edge + chartTextWidth(u"800 kB"_s, theme, Theme::Text::Caption) + theme.px(8);
    const double right = area.right() - edge
        - chartTextWidth(u"short 99,999 kB"_s, theme, Theme::Text::Caption, QFont::Medium) - theme.px(28);
    const double top = area.top() + (m_facts.snapshot.marks.isEmpty() ? theme.px(4) : caption + theme.px(4));
    m_bottom = area.bottom() - caption - theme.px(12) - (m_exporting ? caption : 0);
    double each = (m_bottom - top) / static_cast<double>(m_panels.size());
    const double title = lineHeight(theme, Theme::Text::Body) + caption * 0.75;
    // The projector shows less, not the same smaller.
    const qsizetype shown = theme.isProjector() && each < 6 * caption ? 1 : m_panels.size();
    if (shown < m_panels.size())
        each *= static_cast<double>(m_panels.size());
    for (qsizetype i = 0; i < shown; ++i) {
        const double from = top + static_cast<double>(i) * each + title;
        const QRectF plot(std::round(left), std::round(from), std::max(10.0, std::round(right - left)),
                          std::max(8.0, std::round(each - title - theme.px(6))));
        m_rows.append(rowOf(i, plot, theme));
    }
}

PlotRow LinesPicture::rowOf(qsizetype panel, const QRectF &area, const Theme &theme) const
{
    const Lines &lines = m_lines.at(panel);
    const double caption = lineHeight(theme, Theme::Text::Caption);
    PlotRow row;
    row.frame.area = area;
    row.frame.x = {m_facts.fromS, m_facts.toS, false};
    if (m_panels.at(panel).logarithmic) {
        const auto decades = axis_ticks::decades(lines.least > 0 ? lines.least : 1, std::max(1.0, lines.end));
        row.frame.y = {double(decades.low), double(decades.high), true};
        row.gridStep = std::max(1.0, std::ceil((decades.high - decades.low) * caption / area.height()));
    } else {
        row.frame.y = {0, lines.end * headRoom, false};
        row.gridStep = axis_ticks::step(lines.end,
                                        std::clamp(static_cast<int>(area.height() / (caption * 1.3)), 2, 5));
        if (m_panels.at(panel).quantity == HistoryQuantity::OpenConnections)
            row.gridStep = std::max(1.0, row.gridStep);
    }
    for (const TransportKind kind : allTransportKinds)
        row.series.append({inAxisUnits(lines.baseline[indexOf(kind)], row.frame.y), theme.tokens.parts[2],
                           Qt::DashLine, 1});
    for (const TransportKind kind : allTransportKinds)
        row.series.append({inAxisUnits(lines.now[indexOf(kind)], row.frame.y), theme.tokens.of(kind),
                           descriptorOf(kind).line, theme.lineWidth()});
    return row;
}

void LinesPicture::paintOver(ChartPainter &painter) const
{
    paintChangeMarks(painter, m_facts, m_rows.first().frame,
                     {m_area.top() + painter.theme().px(2), m_bottom});
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        paintPanel(painter, i);
    paintTimeAxis(painter, m_rows.first().frame, m_bottom,
                  m_exporting ? tr("time since the start") : QString());
    const bool empty = std::ranges::all_of(m_lines, [](const Lines &lines) {
        return std::ranges::all_of(lines.now, [](const QList<QPointF> &line) { return line.isEmpty(); });
    });
    if (empty)
        paintNotice(painter, tr("Nothing measured yet: the first second is still to come."),
                    m_rows.first().frame.area);
}

double LinesPicture::valueAtEnd(qsizetype panel, TransportKind kind) const
{
    const QList<QPointF> &line = m_lines.at(panel).now[indexOf(kind)];
    const double last = line.isEmpty() ? 0 : line.last().y();
    const LinePanel &what = m_panels.at(panel);
    if (what.meanOverS <= 0)
        return last;
    return recentRate(m_facts.lane(kind).history, what.quantity,
                      std::min(m_facts.toS, m_facts.snapshot.elapsedS), what.meanOverS)
        .value_or(last);
}

void LinesPicture::paintPanel(ChartPainter &painter, qsizetype panel) const
{
    const Theme &theme = painter.theme();
    const PlotRow &row = m_rows.at(panel);
    const LinePanel &what = m_panels.at(panel);
    const QRectF &area = row.frame.area;
    // On the colour of the card, so that a change mark does not run through the words.
    const QPointF title(m_area.left() + theme.px(theme.isProjector() ? 0 : 12),
                        area.top() - lineHeight(theme, Theme::Text::Caption) * 0.65);
    const double width = chartTextWidth(what.title, theme, Theme::Text::Body, QFont::DemiBold);
    painter.painter().fillRect(QRectF(title.x(), title.y() - theme.size(Theme::Text::Body),
                                      width + theme.px(4), theme.size(Theme::Text::Body) * 1.25),
                               painter.tokens().surf);
    painter.text(title, what.title, {Theme::Text::Body, QFont::DemiBold, painter.tokens().ink});
    for (const double units : axis_ticks::values(row.frame.y.min, row.frame.y.max, row.gridStep)) {
        const double value = row.frame.y.logarithmic ? std::pow(10, units) : units;
        painter.text({area.left() - theme.px(8),
                      row.frame.mapAxisY(units) + halfCapHeight(theme, Theme::Text::Caption)},
                     axis_ticks::amountText(value),
                     {.colour = painter.tokens().dim, .align = Qt::AlignRight});
    }
    painter.crispLine({area.left(), area.bottom(), area.right(), area.bottom()}, painter.tokens().edge);
    QList<EndLabel> labels;
    for (const TransportKind kind : allTransportKinds) {
        const QList<QPointF> &line = m_lines.at(panel).now[indexOf(kind)];
        if (line.isEmpty() || !m_facts.lane(kind).enabled)
            continue;
        const double now = valueAtEnd(panel, kind);
        labels.append(
            {kind, row.frame.mapY(now), u"%1 %2"_s.arg(descriptorOf(kind).shortName, what.valueText(now))});
    }
    paintEndLabels(painter, row.frame, labels);
}
