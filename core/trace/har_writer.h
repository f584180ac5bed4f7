#pragma once

#include "core/trace/capture_export.h"
#include "core/trace/capture_spool.h"
#include "core/trace/capture_words.h"

#include <memory>

/// Writes the spooled records as an HTTP archive (HAR 1.2): an entry a request, with the times that were
/// measured at the link; a WebSocket with its messages, as Chrome does. A stream is an entry with all its
/// events as content. Memory holds one record at a time. Text as it is, other bytes as base64; nothing is
/// redacted. REQUIRES: spool.finish() succeeded; the spool outlives the export.
[[nodiscard]] std::unique_ptr<CaptureExport> harExport(CaptureSpool &spool, CaptureContext context,
                                                       QString file);
