#pragma once

#include "core/base/result.h"
#include "ui/lab_state.h"

#include <QString>

enum class CaptureFormat { Pcapng, Har };

/// Writes the records that the window still has, of all lanes, as a capture; the file says how many are
/// missing. Message payloads are inside, nothing is redacted.
[[nodiscard]] Result<Done> exportCapture(const LabState &state, CaptureFormat format, const QString &file);
