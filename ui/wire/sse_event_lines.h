#pragma once

#include "ui/wire/byte_lines.h"

/// The raw lines of an SSE record, chunk framing in between, beside the event that the parser made of them.
[[nodiscard]] QList<ByteLine> sseEventLines(const TraceRecord &record);
/// Bytes of a record as runs of one part each.
[[nodiscard]] QList<LineRun> lineRuns(const TraceRecord &record, qsizetype first, qsizetype size);
