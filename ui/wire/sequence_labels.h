#pragma once

#include "ui/wire/sequence_geometry.h"

/// Puts the words beside the marks and bars of a lane, and "x20" on its bands: none covers another, and what
/// does not fit is left out. What is selected comes first, then what carried messages; the choice among the
/// rest hangs on their numbers, so that it does not flicker while time moves on.
void placeLabels(SequenceLane &lane, const SequenceRequest &request, const SequenceGeometry &geometry,
                 const Theme &theme);

/// Size of "x20".
[[nodiscard]] QSizeF chipSize(int count, const Theme &theme);
[[nodiscard]] QString chipText(int count);
