#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_axes.h"
#include "ui/charts/percentile_curve.h"
#include "ui/charts/percentiles_picture.h"
#include "ui/charts/poll_theory.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array markedPercentiles{0.0, 50.0, 90.0, 99.0, 99.9};
constexpr std::array labelledPercentiles{50.0, 90.0, 99.0, 99.9, 0.0};

QString tr(const char *text)
{
    return QCoreApplication::translate("Percentiles", text);
}

} // namespace

QString PercentilesPicture::title()
{
    return tr("Latency that this share of the messages does not exceed");
}

void PercentilesPicture::paintOver(ChartPainter &painter) const
{
    paintAxes(painter);
    paintEnds(painter);
    if (!painter.theme().isProjector())
        paintTable(painter);
    if (showsTheory())
        paintFoot(painter);
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
    painter.text({m_area.left() + theme.px(theme.isProjector() ? 0 : 16), m_titleBase}, title(),
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
    if (m_curve)
        labels.append({std::nullopt, frame.mapY(theoryCurve().last().y()), tr("theory")});
    paintEndLabels(painter, frame, labels);
}

void PercentilesPicture::paintFoot(ChartPainter &painter) const
{
    if (!painter.theme().isProjector())
        painter.crispLine({m_foot.left(), m_foot.top(), m_foot.right(), m_foot.top()}, painter.tokens().line);
    paintPollTheory(painter, *m_theory, m_facts, m_foot);
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
