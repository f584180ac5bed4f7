#include "ui/charts/percentiles_picture.h"

#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_axes.h"
#include "ui/charts/percentile_curve.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double headRoom = 1.04;
constexpr std::array markedPercentiles{0.0, 50.0, 90.0, 99.0, 99.9};
constexpr std::array labelledPercentiles{50.0, 90.0, 99.0, 99.9, 0.0};
/// The axis goes a little beyond the last percentile: the maxima stand there.
constexpr double axisEnd = 3.3;

constexpr const char *titleText
    = QT_TRANSLATE_NOOP("Percentiles", "Latency that this share of the messages does not exceed");

QString tr(const char *text)
{
    return QCoreApplication::translate("Percentiles", text);
}

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
    m_endMs = axis_ticks::roundUp(std::max(1.0, m_neededMs));
}

void PercentilesPicture::layOut(const QRectF &area, const Theme &theme)
{
    m_area = area;
    m_rows.clear();
    const double caption = lineHeight(theme, Theme::Text::Caption);
    const double edge = theme.px(theme.isProjector() ? 0 : 16);
    const double table = theme.isProjector() ? 0 : 5 * caption * 1.15 + theme.px(16);
    m_table = QRectF(area.left() + edge, area.bottom() - table, area.width() - 2 * edge, table);
    m_titleBase = area.top() + lineHeight(theme, Theme::Text::Body);
    const double bottom = m_table.top() - caption - theme.px(12);
    const double left
        = area.left() + edge + chartTextWidth(u"800 ms"_s, theme, Theme::Text::Caption) + theme.px(8);
    const double right = area.right() - edge
        - chartTextWidth(u"short max 99,999 ms"_s, theme, Theme::Text::Caption, QFont::Medium) - theme.px(28);
    // The labels at the right do not stand in a long title.
    const double title = chartTextWidth(tr(titleText), theme, Theme::Text::Body, QFont::DemiBold);
    const double top = m_titleBase + caption * (area.left() + edge + title > right ? 1.3 : 0.8);
    m_rows.append(makeRow({std::round(left), std::round(top), std::max(10.0, std::round(right - left)),
                           std::max(8.0, std::round(bottom - top))},
                          theme));
}

PlotRow PercentilesPicture::makeRow(const QRectF &plot, const Theme &theme) const
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
    for (const TransportKind kind : allTransportKinds)
        row.series.append({units(m_steps[indexOf(kind)]), theme.tokens.of(kind), descriptorOf(kind).line,
                           theme.lineWidth()});
    return row;
}

void PercentilesPicture::paintOver(ChartPainter &painter) const
{
    paintAxes(painter);
    paintEnds(painter);
    if (!painter.theme().isProjector())
        paintTable(painter);
    if (std::ranges::all_of(m_steps, [](const QList<QPointF> &steps) { return steps.isEmpty(); }))
        paintNotice(painter, tr("No message yet. Publish one (Ctrl+Return) or raise the rate."),
                    m_rows.first().frame.area);
}

void PercentilesPicture::paintAxes(ChartPainter &painter) const
{
    const Theme &theme = painter.theme();
    const PlotRow &row = m_rows.first();
    const QRectF &area = row.frame.area;
    const TextLook dim{.colour = painter.tokens().dim};
    painter.text({m_area.left() + theme.px(theme.isProjector() ? 0 : 16), m_titleBase}, tr(titleText),
                 {Theme::Text::Body, QFont::DemiBold, painter.tokens().ink});
    for (const double percentile : markedPercentiles) {
        const double x = row.frame.mapAxisX(percentile_curve::place(percentile));
        painter.crispLine({x, area.top(), x, area.bottom()}, painter.tokens().grid);
    }
    const double base = area.bottom() + theme.px(6) + theme.size(Theme::Text::Caption);
    for (const auto &[x, text] : axisLabels(theme))
        painter.text({x, base}, text, dim);
    for (const double units : axis_ticks::values(row.frame.y.min, row.frame.y.max, row.gridStep)) {
        const QString text = row.frame.y.logarithmic ? axis_ticks::decadeText(static_cast<int>(units))
                                                     : axis_ticks::latencyText(units, m_endMs);
        painter.text({area.left() - theme.px(8),
                      row.frame.mapAxisY(units) + halfCapHeight(theme, Theme::Text::Caption)},
                     text, {.colour = painter.tokens().dim, .align = Qt::AlignRight});
    }
    painter.crispLine({area.left(), area.bottom(), area.right(), area.bottom()}, painter.tokens().edge);
}

QList<std::pair<double, QString>> PercentilesPicture::axisLabels(const Theme &theme) const
{
    const PlotFrame &frame = m_rows.first().frame;
    QList<std::pair<double, QString>> labels;
    // Beside the last line, where the maxima stand. The others under their lines, the most asked for first.
    labels.append({frame.area.right() - theme.px(4), tr("max")});
    for (const double percentile : labelledPercentiles) {
        const QString text = tr("%1 %").arg(QLocale().toString(percentile, 'g', 4));
        const double width = chartTextWidth(text, theme, Theme::Text::Caption);
        const double from = frame.mapAxisX(percentile_curve::place(percentile)) - width / 2;
        const bool free = std::ranges::none_of(labels, [&](const auto &other) {
            return from
                < other.first + chartTextWidth(other.second, theme, Theme::Text::Caption) + theme.px(6)
                && other.first < from + width + theme.px(6);
        });
        if (free)
            labels.append({from, text});
    }
    return labels;
}

void PercentilesPicture::paintEnds(ChartPainter &painter) const
{
    const PlotFrame &frame = m_rows.first().frame;
    const double thin = painter.theme().isProjector() ? 2 : 1;
    QList<EndLabel> labels;
    for (const TransportKind kind : allTransportKinds) {
        const QList<QPointF> &steps = m_steps[indexOf(kind)];
        const auto &max = m_facts.lane(kind).latency.maxMs;
        if (steps.isEmpty() || !max)
            continue;
        const double x = frame.mapAxisX(steps.last().x());
        const double y = frame.mapY(*max);
        painter.line({x, frame.mapY(steps.last().y()), x, y}, painter.tokens().of(kind), thin, Qt::DotLine);
        painter.line({x, y, frame.area.right(), y}, painter.tokens().of(kind), thin, Qt::DotLine);
        labels.append(
            {kind, y, tr("%1 max %2").arg(descriptorOf(kind).shortName, latencyText(max).joined())});
    }
    paintEndLabels(painter, frame, labels);
}

PercentilesPicture::Table PercentilesPicture::tableOf(int wordiness) const
{
    Table table;
    QList<Cell> heads{{}, {tr("n")}};
    for (const percentile_curve::Figure &figure : percentile_curve::figures({}))
        heads.append({figure.name});
    table.append(heads);
    for (const TransportKind kind : allTransportKinds) {
        const LaneSnapshot &lane = m_facts.lane(kind);
        const TransportDescriptor &transport = descriptorOf(kind);
        QList<Cell> row{{wordiness > 0 ? transport.name : transport.shortName, lane.enabled},
                        {QLocale().toString(lane.latency.count), true}};
        for (const percentile_curve::Figure &figure : percentile_curve::figures(lane.latency)) {
            if (figure.valueMs)
                row.append({latencyText(figure.valueMs).joined(), true});
            else
                row.append({wordiness > 2       ? percentile_curve::shortfall(figure, lane.latency.count)
                                : wordiness > 1 ? tr("needs %1").arg(QLocale().toString(figure.needs))
                                                : u"\u2013"_s});
        }
        table.append(row);
    }
    return table;
}

QList<double> PercentilesPicture::columnEnds(const Table &table, const Theme &theme) const
{
    QList<double> widths(table.first().size(), 0);
    for (const QList<Cell> &row : table)
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i],
                                 chartTextWidth(row[i].text, theme, Theme::Text::Caption, QFont::Medium));
    widths[0] += theme.px(20);
    double x = m_table.left();
    for (double &width : widths)
        width = x += width + theme.px(14);
    const double spare = (m_table.right() + theme.px(14) - x) / static_cast<double>(widths.size() - 1);
    for (qsizetype i = 0; i < widths.size(); ++i)
        widths[i] += static_cast<double>(i) * std::min(spare, double(theme.px(70))) - theme.px(14);
    return widths;
}

void PercentilesPicture::paintTable(ChartPainter &painter) const
{
    const Theme &theme = painter.theme();
    painter.crispLine({m_area.left(), m_table.top(), m_area.right(), m_table.top()}, painter.tokens().line);
    // As many words as find room.
    int wordiness = 3;
    Table table = tableOf(wordiness);
    QList<double> ends = columnEnds(table, theme);
    while (ends.last() > m_table.right() + 1 && wordiness > 0) {
        table = tableOf(--wordiness);
        ends = columnEnds(table, theme);
    }
    double base = m_table.top() + theme.px(6) + theme.size(Theme::Text::Caption);
    for (qsizetype line = 0; line < table.size(); ++line) {
        const QList<Cell> &row = table[line];
        if (line > 0)
            painter.marker(allTransportKinds[static_cast<std::size_t>(line - 1)],
                           {m_table.left() + theme.px(5), base - halfCapHeight(theme, Theme::Text::Caption)},
                           theme.px(9));
        for (qsizetype i = 0; i < row.size(); ++i)
            painter.text({i == 0 ? m_table.left() + theme.px(20) : ends[i], base}, row[i].text,
                         {.weight = row[i].strong || i == 0 ? QFont::Medium : QFont::Normal,
                          .colour = row[i].strong ? painter.tokens().ink : painter.tokens().dim,
                          .align = i == 0 ? Qt::AlignLeft : Qt::AlignRight});
        base += lineHeight(theme, Theme::Text::Caption) * 1.15;
    }
}
