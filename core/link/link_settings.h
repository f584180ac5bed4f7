#pragma once

#include "core/base/steady_time.h"

#include <QMetaType>

/// What one link does to each direction of the traffic of one client.
struct LinkSettings
{
    Duration delay{0}; ///< one way, 0 to 2 s
    Duration jitter{0}; ///< uniform in [-jitter, +jitter] around `delay`, never below 0, never reordering
    qint64 bytesPerSecond = 0; ///< bandwidth of each direction; 0: no limit

    bool operator==(const LinkSettings &) const = default;
};

Q_DECLARE_METATYPE(LinkSettings)
