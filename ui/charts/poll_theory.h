#pragma once

#include "ui/charts/theory_line.h"

#include <optional>

/// The sentences under the charts about what M1 says of short polling beside its mean. nullopt: the lane is
/// off, or the model says nothing for these settings.

/// "empty polls e^−λT = 13.5 % · measured 14.3 ± 6.1 %, 180 polls"
[[nodiscard]] std::optional<TheoryLine> emptyPollsLine(const ChartFacts &facts);
/// "p50 = T/2 + d = 1,020 ms · measured 1,006 ± 180 ms; p99 = 0.99 T + d = 2,000 ms · measured 2,002 ms": the
/// median, and the highest percentile that there are samples for; the short forms have the median alone. The
/// verdict is of both, whatever the form, and names the one that differs.
[[nodiscard]] std::optional<TheoryLine> quantilesLine(const ChartFacts &facts);

/// Whether a foot of this width has room for such a line, and beside it for the settings in words that the
/// projector shows there.
[[nodiscard]] bool pollTheoryFits(const TheoryLine &line, const ChartFacts &facts, const Theme &theme,
                                  double width);
void paintPollTheory(ChartPainter &painter, const TheoryLine &line, const ChartFacts &facts,
                     const QRectF &area);
