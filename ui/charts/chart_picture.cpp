#include "ui/charts/chart_picture.h"

#include "ui/charts/axis_ticks.h"

std::optional<double> ChartFacts::lastChangeS() const
{
    for (auto mark = snapshot.marks.crbegin(); mark != snapshot.marks.crend(); ++mark)
        if (!mark->fault)
            return mark->atS;
    return std::nullopt;
}

double ChartFacts::baselineShiftS() const
{
    return baseline ? std::max(0.0, toS - std::max(0.0, baseline->elapsedS)) : 0;
}

ChartFacts chartFacts(const LabState &state, std::pair<double, double> time)
{
    ChartFacts facts{.snapshot = state.snapshot,
                     .settings = state.settings,
                     .view = state.view,
                     .baseline = std::nullopt,
                     .baselineSettings = {},
                     .fromS = time.first,
                     .toS = time.second,
                     .frozen = state.frozen};
    if (state.baseline) {
        facts.baseline = state.baseline->snapshot;
        facts.baselineSettings = state.baseline->settings;
    }
    return facts;
}

std::optional<QPointF> ChartPicture::pointOf(TransportKind, const DeliveryPoint &) const
{
    return std::nullopt;
}

std::optional<TransportKind> ChartPicture::laneAt(const QPointF &) const
{
    return std::nullopt;
}

void ChartPicture::paintGrid(ChartPainter &painter) const
{
    for (const PlotRow &row : m_rows) {
        for (const double y : axis_ticks::values(row.frame.y.min, row.frame.y.max, row.gridStep)) {
            const double at = row.frame.mapAxisY(y);
            painter.line({row.frame.area.left(), at, row.frame.area.right(), at}, painter.tokens().grid,
                         painter.theme().isProjector() ? 2 : 1);
        }
    }
}

void ChartPicture::paintAll(ChartPainter &painter) const
{
    QPainter &p = painter.painter();
    paintGrid(painter);
    p.setBrush(Qt::NoBrush);
    for (const PlotRow &row : m_rows) {
        for (const PlotSeries &series : row.series) {
            p.setPen(QPen(series.colour, series.width, series.style, Qt::FlatCap, Qt::RoundJoin));
            p.drawPath(seriesPath(row.frame, series.points));
        }
    }
    paintOver(painter);
}

QPainterPath seriesPath(const PlotFrame &frame, const QList<QPointF> &points)
{
    QPainterPath path;
    const QRectF area = frame.area;
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QLineF whole(frame.mapAxisX(points[i - 1].x()), frame.mapAxisY(points[i - 1].y()),
                           frame.mapAxisX(points[i].x()), frame.mapAxisY(points[i].y()));
        const auto line = clipLine(whole, area);
        if (!line)
            continue;
        if (path.isEmpty() || path.currentPosition() != line->p1())
            path.moveTo(line->p1());
        path.lineTo(line->p2());
    }
    return path;
}
