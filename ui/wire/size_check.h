#pragma once

#include "core/trace/trace_record.h"

#include <QString>

/// The size of a record beside the size that its standard asks for, computed from the record's bytes.
struct SizeCheck
{
    enum class Verdict { NothingToCheck, AsTheRfcSays, Differs };

    Verdict verdict = Verdict::NothingToCheck;
    QString statement; ///< "53 bytes of payload need a 2-byte header"
    QString difference; ///< Differs: what the bytes say instead
    QString source; ///< "RFC 6455, 5.2"
};

/// WebSocket: RFC 6455 5.1, 5.2, 5.5. SSE: the lines of HTML 9.2.6 in a chunk of RFC 9112 7.1. HTTP: RFC 9112
/// 6.2, 6.3, 7.1. Pure.
[[nodiscard]] SizeCheck checkSize(const TraceRecord &record);
