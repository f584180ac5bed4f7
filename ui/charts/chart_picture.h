#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/charts/plot_frame.h"
#include "ui/lab_state.h"

#include <QList>

/// One line of a plot, in axis units, in order of x, at most maxPoints points.
struct PlotSeries
{
    static constexpr qsizetype maxPoints = 600;

    QList<QPointF> points;
    QColor colour;
    Qt::PenStyle style = Qt::SolidLine;
    double width = 2;
};

/// One plot area of a picture: what Qt Charts draws on the screen.
struct PlotRow
{
    PlotFrame frame;
    double gridStep = 1; ///< of the horizontal lines, axis units from 0
    QList<PlotSeries> series;
};

/// The facts all pictures need, apart from deliveries: cheap to copy, so that a picture never refers to the
/// state it was made of.
struct ChartFacts
{
    RunSnapshot snapshot;
    ExperimentSettings settings;
    ViewOptions view;
    std::optional<RunSnapshot> baseline;
    ExperimentSettings baselineSettings;
    double fromS = 0, toS = 30; ///< the time axis
    bool frozen = false;

    [[nodiscard]] const LaneSnapshot &lane(TransportKind kind) const { return snapshot.lane(kind); }
    /// When the last change was made; nullopt without one.
    [[nodiscard]] std::optional<double> lastChangeS() const;
    /// How far a baseline that ended before the window is moved so that its end lies at the window's end.
    [[nodiscard]] double baselineShiftS() const;
};
[[nodiscard]] ChartFacts chartFacts(const LabState &state, std::pair<double, double> time);

/// What a view shows at one moment: made from the state, laid out for a size and a theme, then painted as
/// often as needed: over a LiveChart on the screen, or completely in an export.
class ChartPicture
{
public:
    explicit ChartPicture(ChartFacts facts)
        : m_facts(std::move(facts))
    {
    }
    virtual ~ChartPicture() = default;
    Q_DISABLE_COPY_MOVE(ChartPicture)

    /// Places everything in `area`. Called before anything is painted, and again for another size or theme.
    virtual void layOut(const QRectF &area, const Theme &theme) = 0;
    /// All but grid and series of rows().
    virtual void paintOver(ChartPainter &painter) const = 0;
    /// The lane whose name is at `point`, if any.
    [[nodiscard]] virtual std::optional<TransportKind> laneAt(const QPointF &point) const;

    /// x is time, in seconds since the run's start.
    [[nodiscard]] virtual bool hasTimeAxis() const { return true; }
    /// Where a delivery stands; nullopt: outside the plot, or this picture shows no deliveries.
    [[nodiscard]] virtual std::optional<QPointF> pointOf(TransportKind kind,
                                                         const DeliveryPoint &point) const;

    [[nodiscard]] const QList<PlotRow> &rows() const { return m_rows; }
    [[nodiscard]] const ChartFacts &facts() const { return m_facts; }
    /// Grid, series and the rest with vector operations: one path a series, nothing outside the plot areas.
    void paintAll(ChartPainter &painter) const;
    /// The horizontal lines of all rows.
    void paintGrid(ChartPainter &painter) const;

protected:
    ChartFacts m_facts;
    QList<PlotRow> m_rows;
};

/// The line of a row as one path, cut off at the edges of its plot area.
[[nodiscard]] QPainterPath seriesPath(const PlotFrame &frame, const QList<QPointF> &points);
