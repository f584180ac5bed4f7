#pragma once

#include "core/teach/measured_answer.h"
#include "ui/charts/chart_painter.h"

#include <QRectF>

/// The figure that is guessed, one bar a lane: empty axes, covered, or the measurement beside the guess.
///
/// Laid out for an area and a theme, then painted on the screen, in an export or on paper.
class BarPicture
{
public:
    enum class Cover {
        Empty, ///< axes only, for paper
        Covered, ///< measured, but not shown yet
        Shown,
    };
    struct Facts
    {
        ScenarioBar bar;
        std::array<LaneFigure, transportCount> figures;
        std::array<bool, transportCount> lanes{}; ///< that the scenario is about
        std::optional<double> guess;
        bool draggable = false; ///< there is a bar to drag
        Cover cover = Cover::Covered;
        QString corner; ///< at the right of the title: "covered until shown", "n = 58"

        bool operator==(const Facts &) const = default;
    };

    BarPicture(Facts facts, const QRectF &area, const Theme &theme);

    /// Of an area in which four lanes and a guess are not on top of each other.
    [[nodiscard]] static double leastHeight(const Theme &theme);

    void paint(ChartPainter &painter) const;
    /// The value under a point of the plot, within the scale, two significant digits: what a drag says.
    [[nodiscard]] double valueAt(double x) const;
    /// Where the scale ends: grows with what is measured and guessed.
    [[nodiscard]] double scaleEnd() const { return m_end; }
    /// The row in which the bar is dragged; empty without one.
    [[nodiscard]] QRectF guessRow() const;
    /// The row of the measured bar of a lane; empty for one that the scenario is not about.
    [[nodiscard]] QRectF measuredRow(TransportKind kind) const;
    [[nodiscard]] const QRectF &plot() const { return m_plot; }
    [[nodiscard]] const Facts &facts() const { return m_facts; }

private:
    struct Row
    {
        TransportKind kind = TransportKind::ShortPoll;
        QRectF name, guess, measured;
    };

    struct Range
    {
        double left = 0, right = 0;
        [[nodiscard]] bool contains(double x) const { return x >= left && x <= right; }
    };

    /// Heights of what the picture is made of.
    struct Measures
    {
        explicit Measures(const Theme &theme);
        double top, axis, name, leastBar, gap, figure;
    };

    static constexpr double figureGap = 12; ///< between a bar, its figure and a note

    void findScale();
    /// Where the bar of a measured figure ends, however short.
    [[nodiscard]] double barEnd(const Row &row) const;
    /// tooFewWords(), as far as there is room for them.
    [[nodiscard]] QString shownNote(const LaneFigure &figure) const;
    [[nodiscard]] double figureWidth(const LaneFigure &figure, const QString &note) const;
    [[nodiscard]] double mapX(double value) const;
    [[nodiscard]] QString guessText() const;
    [[nodiscard]] Range guessTextRange() const;
    void paintAxis(ChartPainter &painter) const;
    void paintRow(ChartPainter &painter, const Row &row) const;
    void paintGuess(ChartPainter &painter, const QRectF &row) const;
    void paintMeasured(ChartPainter &painter, const Row &row) const;
    void paintBar(ChartPainter &painter, const Row &row) const;
    /// Returns where it ends at the right.
    double paintInterval(ChartPainter &painter, const Row &row) const;
    void paintFigure(ChartPainter &painter, const Row &row, double left) const;
    /// Where `text` begins so that the line of the theory does not cross it: beyond the line, or where that
    /// is too far, over a gap in it.
    double besideTheory(ChartPainter &painter, const Row &row, const Range &text) const;
    void paintPrediction(ChartPainter &painter, const Row &row, double predicted) const;

    Facts m_facts;
    Theme m_theme;
    QRectF m_area;
    QRectF m_plot;
    double m_end = 1;
    QList<Row> m_rows;
};
