#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_picture.h"
#include "ui/charts/plot_frame.h"

/// Parts that all charts over time have in common.

/// The time axis at `y`: line, ticks, texts, unit at the last one; `title` below, if any.
void paintTimeAxis(ChartPainter &painter, const PlotFrame &frame, double y, const QString &title = {});
struct VerticalSpan
{
    double top = 0;
    double bottom = 0;
};
/// The changes of settings in the window of `frame` as lines through `span`, labelled at its top. Returns the
/// right end of the last label.
double paintChangeMarks(ChartPainter &painter, const ChartFacts &facts, const PlotFrame &frame,
                        const VerticalSpan &span);
/// A sentence in the middle of `area`, on the colour of the card.
void paintNotice(ChartPainter &painter, const QString &text, const QRectF &area);
/// "every 2 s   1 message/s   delay 20 ms" (projector); returns the width.
double paintSettingsInWords(ChartPainter &painter, const ExperimentSettings &settings, const QRectF &area);
[[nodiscard]] double settingsInWordsWidth(const ExperimentSettings &settings, const Theme &theme);
/// Marker and name at the right end of a line, in the colour of text.
struct EndLabel
{
    std::optional<TransportKind> kind; ///< nullopt: of no transport; a dash in place of the marker, all dim
    double y = 0;
    QString text;
};
/// Labels beside the right edge of `frame`, moved apart where they would cover each other.
void paintEndLabels(ChartPainter &painter, const PlotFrame &frame, const QList<EndLabel> &labels);
