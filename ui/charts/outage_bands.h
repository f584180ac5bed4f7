#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_picture.h"

/// The times in which the first client of a lane had no working connection, as red bands in its plot, each
/// with its length in words where there is room: "down 3.1 s".
void paintOutages(ChartPainter &painter, const ChartFacts &facts, TransportKind kind, const PlotFrame &frame);
/// Their lengths in words, over all else, where there is room: "down 3.1 s".
void paintOutageWords(ChartPainter &painter, const ChartFacts &facts, TransportKind kind,
                      const PlotFrame &frame);
