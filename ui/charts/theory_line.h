#pragma once

#include "core/metrics/prediction.h"
#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_picture.h"

/// The sentence under the latency chart: what the model says, what was measured, whether they agree.
struct TheoryLine
{
    TransportKind kind = TransportKind::ShortPoll;
    Verdict verdict = Verdict::None;
    QList<TextRun> runs; ///< "mean = T/2 + d = 1,020 ms · measured 1,060 ± 197 ms, n = 29"
    QList<TextRun> shortRuns; ///< the same without the formula, for narrow charts
    QList<TextRun> briefRuns; ///< "T/2 + d = 1,020 ms, mean 1,051 ± 152 ms", for the projector
    QString verdictText; ///< "agrees", "not enough messages yet", "differs by 41 ms", "no prediction: jitter"

    [[nodiscard]] QString plainText() const;
};
[[nodiscard]] TheoryLine theoryLine(const ChartFacts &facts, TransportKind kind);

/// The same for the requests of a polling lane: "1/T = 0.5 /s · measured 0.49 ± 0.03 /s: agrees".
[[nodiscard]] TheoryLine requestsLine(const ChartFacts &facts, TransportKind kind);
/// M3, where it applies: from which rate on long polling makes more requests than short polling; else empty.
[[nodiscard]] QString crossoverText(const ChartFacts &facts);

/// "1,060 ± 197 ms"
[[nodiscard]] QString latencyWithInterval(double ms, double halfMs);

/// Of a line that stands among others.
[[nodiscard]] double theoryLineHeight(const Theme &theme);
/// Whether its shortest form has room in `width`.
[[nodiscard]] bool theoryLineFits(const TheoryLine &line, const Theme &theme, double width);
/// Paints it into `area` from its left edge, or right-aligned and without marker (projector).
void paintTheoryLine(ChartPainter &painter, const TheoryLine &line, const QRectF &area);
