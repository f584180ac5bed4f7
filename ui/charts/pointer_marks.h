#pragma once

#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_picture.h"
#include "ui/lab_state.h"

#include <array>
#include <optional>

/// What the user points at, as a chart over time shows it.
struct PointerMarks
{
    Selection selection;
    /// Where the selected message arrived in each lane, for the chosen client; nullopt: not on show.
    std::array<std::optional<DeliveryPoint>, transportCount> points;

    bool operator==(const PointerMarks &) const = default;
};

/// The marks for `state`; looks up deliveries only if `before` was for another message.
[[nodiscard]] PointerMarks pointerMarks(const LabState &state, const PointerMarks &before);

/// Crosshair, cursors A and B with the time between them, and rings around the selected message's points.
/// Nothing on a picture without a time axis, or outside its plot areas.
void paintPointerMarks(ChartPainter &painter, const ChartPicture &picture, const PointerMarks &marks);

/// What the keys of pointing do: 1 and 2 put a cursor at the crosshair, L locks it there or lets it go,
/// Escape takes all marks away. Without a crosshair `elsewhere` is meant. nullopt: another key, or nothing
/// changes.
[[nodiscard]] std::optional<Selection> selectionAfterKey(const Selection &selection, int key,
                                                         double elsewhere);

/// Second on the picture's time axis at `x`; nullopt beside the plot or without a time axis.
[[nodiscard]] std::optional<double> secondsAt(const ChartPicture &picture, double x);
/// Seconds that `pixels` are wide there; 0 without a time axis.
[[nodiscard]] double secondsOfPixels(const ChartPicture &picture, double pixels);
