#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/charts/latency_trace.h"
#include "ui/charts/plot_frame.h"

/// How one lane's deliveries are painted.
struct TraceLook
{
    TransportKind kind = TransportKind::ShortPoll;
    double splitS = -1; ///< points due before it are pale
    bool slants = false;
};
/// Markers, slants, or columns when dense.
void paintTrace(ChartPainter &painter, const PlotFrame &frame, const LatencyTrace &trace,
                const TraceLook &look);
/// The same of a pinned run: thin dashed slants and small rings in grey.
void paintGhostTrace(ChartPainter &painter, const PlotFrame &frame, const LatencyTrace &trace, bool slants,
                     double fromS);
