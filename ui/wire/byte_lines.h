#pragma once

#include "core/trace/trace_record.h"

#include <QList>
#include <QString>

/// A piece of a line of a record as text, of one part.
struct LineRun
{
    QString text;
    BytePart part = BytePart::Unclassified;

    bool operator==(const LineRun &) const = default;
};

/// A line of a record as it crossed, beside what it means: what the parser made of it.
struct ByteLine
{
    QString label; ///< "data line", "chunk size"; may be empty
    QList<LineRun> runs; ///< as visibleText()
    QString meaning;

    bool operator==(const ByteLine &) const = default;
};

/// Of a record's text only so much is laid out as lines; all of it is in the dump.
inline constexpr qsizetype maxTextBytes = 4096;

/// The record as lines: HTTP heads and bodies, SSE lines beside their event, a close code and its reason, a
/// masked payload as it crossed and unmasked; who closed a connection. Empty: the dump says it all. Pure.
[[nodiscard]] QList<ByteLine> linesOf(const TraceRecord &record);
/// Bytes as text: UTF-8, with arrows for CR and LF, and a dot for what has no character.
[[nodiscard]] QString visibleText(QByteArrayView bytes);
