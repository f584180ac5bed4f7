#pragma once

#include "ui/wire/size_check.h"

/// An event, comment or retry: its lines against what the SSE parser made of them, its chunk against its
/// size.
[[nodiscard]] SizeCheck checkSseSize(const TraceRecord &record);
/// The last chunk: "0", CRLF, trailers, CRLF.
[[nodiscard]] SizeCheck checkChunkEndSize(const TraceRecord &record);
