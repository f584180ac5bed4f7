#pragma once

#include "core/teach/measured_answer.h"

#include <QString>

#include <optional>

/// With fewer a figure is no measurement, and its bar an outline: latencies of polls are spread over the poll
/// interval, and the 95 % interval of the mean of four (1.96 x 0.29 / sqrt(n) each way) is wider than half of
/// it.
inline constexpr qint64 leastMessages = 5;

/// "1,025 ms", "574 B", "15 messages": a figure with its unit as text.
[[nodiscard]] QString figureText(std::optional<double> value, const QString &unit);
/// "1,025 ± 149 ms"; of too few messages without an interval, which would look like a measurement.
[[nodiscard]] QString measuredFigureText(const LaneFigure &figure, const QString &unit);
/// A figure stands there, but on fewer than leastMessages.
[[nodiscard]] bool isOfTooFew(const LaneFigure &figure);
/// "n = 1, too few to say"; empty unless isOfTooFew().
[[nodiscard]] QString tooFewWords(const LaneFigure &figure);
