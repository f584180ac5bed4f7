#pragma once

#include "core/teach/comparison_table.h"
#include "ui/charts/chart_painter.h"

/// One line of a cell.
struct CompareLine
{
    std::optional<NumberText> figure; ///< large, from the left end
    QList<TextRun> runs; ///< from the left end, or after a figure at the right one
    Theme::Text role = Theme::Text::Caption;
    bool leads = false; ///< the runs are a link
    double top = 0; ///< from the top of the text
    double height = 0;
};

/// The text of a cell, broken into the lines of a width.
struct CompareText
{
    QList<CompareLine> lines;
    double height = 0;
};

/// How a cell is set.
struct CompareLook
{
    Theme theme;
    Theme::Text figure = Theme::Text::Number; ///< role of the large figures
    bool claims = true; ///< what holds whatever is measured, too
    double width = 0; ///< of the text
};

/// On the projector: the figure, the textbook's words, the contradiction in a few words.
[[nodiscard]] CompareText cellText(const ComparisonCell &cell, ComparisonFeature feature,
                                   const CompareLook &look);
/// The name of a row and where all of it is shown.
[[nodiscard]] CompareText titleText(const ComparisonRow &row, const CompareLook &look);
/// A caption in dim.
[[nodiscard]] CompareText plainText(const QString &text, const CompareLook &look);
/// Width of the widest word: less room would cut it.
[[nodiscard]] double widestWord(const CompareText &text, const CompareLook &look);
/// Width that a line takes.
[[nodiscard]] double lineWidth(const CompareLine &line, const CompareLook &look);
void paintCompareText(ChartPainter &painter, const CompareText &text, const QPointF &corner,
                      const CompareLook &look);
