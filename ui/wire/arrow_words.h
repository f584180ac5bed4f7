#pragma once

#include "core/trace/trace_log.h"

#include <QString>
#include <QStringList>

/// What the sequence view writes beside its arrows, where room is scarce. Pure.
namespace arrow_words {

/// Beside its arrow, the longest first: {"message 141", "141"}, {"closed by server, 1001", "closed, 1001"}.
[[nodiscard]] QStringList labels(const TraceRecord &record);
/// Of a bundle of `count` records: "20 events", "20 records" if they are of several kinds.
[[nodiscard]] QString bundle(const TraceRecord &first, int count, bool sameKind);
/// In words: "Request GET /long-poll?after=120, 499 bytes, 20.3 ms in the link, held 740 ms".
[[nodiscard]] QString sentence(const TraceRecord &record, const TraceLog &log);

/// It carried no message and took none: empty polls, pings, pongs, comments, ends of chunked bodies.
[[nodiscard]] bool isPale(const TraceRecord &record);

/// "740 ms", "0.31 ms", "25.2 s": a time on the wire, the unit behind a no-break space.
[[nodiscard]] QString duration(double seconds);
/// Seconds with `decimals` digits behind the point.
[[nodiscard]] QString moment(double seconds, int decimals);

} // namespace arrow_words
