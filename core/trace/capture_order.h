#pragma once

#include "core/trace/capture_spool.h"

/// The entries conversation by conversation: its opening, what went up and what went down in the order of
/// their bytes, its end. Stamps never go back within one direction, and nothing is before the opening or
/// after the end, so that a stable sort by stamp keeps every stream in order.
[[nodiscard]] std::vector<CaptureEntry> byConversation(std::vector<CaptureEntry> entries);
/// The same, in the order of time.
[[nodiscard]] std::vector<CaptureEntry> byTime(std::vector<CaptureEntry> entries);
