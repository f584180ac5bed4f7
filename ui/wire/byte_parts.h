#pragma once

#include "core/trace/trace_record.h"

#include <QByteArray>
#include <QList>
#include <QString>

/// What the bytes of one record were for. Offsets count from the record's first byte. Pure.

struct PartSum
{
    BytePart part = BytePart::Unclassified;
    qint64 bytes = 0;

    bool operator==(const PartSum &) const = default;
};
/// Payload first, then the other parts of the record by size, largest first; none is 0. Their sum is the
/// record's size.
[[nodiscard]] QList<PartSum> partSums(const TraceRecord &record);
/// Part of the byte at `offset`, as metrics books it: all of a request whose poll brought nothing is
/// EmptyPoll.
[[nodiscard]] BytePart partAt(const TraceRecord &record, qsizetype offset);
/// How many bytes from `offset` on are of the same part, at most `most`.
[[nodiscard]] qsizetype partRun(const TraceRecord &record, qsizetype offset, qsizetype most);
/// "request head": what a part of one record is called.
[[nodiscard]] QString partText(BytePart part);
/// Without the chunk framing (RFC 9112 7.1).
[[nodiscard]] QByteArray withoutChunks(const TraceRecord &record);
/// "0x0026 to 0x0031, 12 bytes: payload"; several parts are counted.
[[nodiscard]] QString bytesSentence(const TraceRecord &record, qsizetype first, qsizetype size);
