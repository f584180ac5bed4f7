#pragma once

#include "ui/wire/sequence_geometry.h"

#include <algorithm>

/// From times to pixels, downwards.
struct SequenceScale
{
    TimePoint from{}, to{};
    double top = 0, bottom = 1;

    [[nodiscard]] double y(TimePoint t) const
    {
        return top
            + (bottom - top) * static_cast<double>((t - from).count())
            / static_cast<double>(std::max<qint64>(1, (to - from).count()));
    }
};

/// Which records become one mark: those of one direction whose ends are all nearer to each other than
/// anybody could tell apart.
struct BundleRules
{
    double nearest = 4; ///< pixels: records at least this far apart are drawn apart
    /// A long rush is cut into bands of this height, on a grid of time, so that they stand still in it.
    double tallest = 24;
    double chipHeight = 18; ///< of "x20"; bands so near that these would overlap become one
    double thinnest = 5; ///< of a band
};

struct BundleRequest
{
    const TraceLog &log;
    TransportKind lane{};
    const Selection &selection;
    SequenceScale scale;
    double clientX = 0, serverX = 0;
    BundleRules rules;
};

/// Marks of the records of selection.client that touch the scale's range; each record is in exactly one.
/// Records with the selected message stand apart from the rest, and come last.
[[nodiscard]] QList<SequenceMark> bundleRecords(const BundleRequest &request);
