#pragma once

#include "core/base/result.h"

/// Writes a capture little by little, so that a window can go on meanwhile. The file is in place when all of
/// it is written, and not before.
class CaptureExport
{
public:
    CaptureExport() = default;
    virtual ~CaptureExport() = default;
    CaptureExport(const CaptureExport &) = delete;
    CaptureExport &operator=(const CaptureExport &) = delete;
    CaptureExport(CaptureExport &&) = delete;
    CaptureExport &operator=(CaptureExport &&) = delete;

    /// Some more of it, a fraction of a millisecond mostly; true: that was all. Not to be called again after
    /// that, or after an error.
    [[nodiscard]] virtual Result<bool> advance() = 0;

    /// All of it at once.
    [[nodiscard]] Result<Done> finish()
    {
        while (true)
            if (const auto done = advance(); !done)
                return done.error();
            else if (*done)
                return Done{};
    }
};
