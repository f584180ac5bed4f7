#pragma once

#include "ui/wire/sequence_geometry.h"

/// Puts the two cursors, the time between them and the crosshair into a geometry whose ticks stand; takes the
/// words from ticks that they cover.
void placeCursors(SequenceGeometry &geometry, const Selection &selection, const Theme &theme);
