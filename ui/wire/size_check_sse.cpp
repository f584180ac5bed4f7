#include "ui/wire/size_check_sse.h"

#include "core/protocol/sse_parser.h"
#include "ui/wire/byte_parts.h"
#include "ui/wire/sse_lines.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <numeric>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SizeCheck", text);
}

QString number(qint64 n)
{
    return QLocale().toString(n);
}

/// Bytes of the values that the parser made of the content: with the syntax around them all there is.
qint64 valueBytes(const std::vector<SseOutput> &outputs, const QList<SseLine> &lines)
{
    const auto count = [&](SseLine::Kind kind) {
        return std::ranges::count_if(lines, [kind](const SseLine &line) { return line.kind == kind; });
    };
    qint64 bytes = 0;
    for (const SseOutput &output : outputs) {
        if (const auto *event = std::get_if<SseEvent>(&output)) {
            // Lines of data are joined by an LF each; a type that no line named is not on the wire.
            bytes += event->data.size() - (count(SseLine::Kind::Data) - 1);
            bytes += count(SseLine::Kind::Id) > 0 ? event->lastEventId.size() : 0;
            bytes += count(SseLine::Kind::Type) > 0 ? event->type.size() : 0;
        } else if (const auto *comment = std::get_if<SseComment>(&output)) {
            bytes += comment->text.size();
        } else if (const auto *retry = std::get_if<SseRetry>(&output)) {
            bytes += QByteArray::number(static_cast<qint64>(retry->delay.count())).size();
        }
    }
    return bytes;
}

/// Size of the chunk as its header says; nullopt: not exactly one chunk around the content.
struct OneChunk
{
    qint64 stated = 0;
    qint64 digits = 0;
};
std::optional<OneChunk> oneChunk(const TraceRecord &record, qint64 contentBytes)
{
    const qsizetype header = partAt(record, 0) == BytePart::Chunk ? record.bytes.indexOf("\r\n") : -1;
    if (header <= 0 || record.bytes.size() != header + 2 + contentBytes + 2)
        return std::nullopt;
    bool isHex = false;
    const QByteArray size = record.bytes.first(header);
    const qint64 stated = size.toLongLong(&isHex, 16);
    return OneChunk{isHex ? stated : -1, size.size()};
}

QString sumOfLines(const QList<SseLine> &lines)
{
    constexpr qsizetype mostNamed = 5;
    QStringList sizes;
    for (const SseLine &line : lines)
        sizes.append(number(line.size));
    return lines.size() > mostNamed ? tr("%1 lines").arg(lines.size())
                                    : tr("Lines %1").arg(sizes.join(u" + "_s));
}

} // namespace

SizeCheck checkSseSize(const TraceRecord &record)
{
    SizeCheck check;
    const QByteArray content = withoutChunks(record);
    const QList<SseLine> lines = sseLines(content);
    const bool chunked = content.size() != record.bytes.size();
    const std::optional<OneChunk> chunk = oneChunk(record, content.size());
    check.source = chunked ? u"HTML, 9.2.6; RFC 9112, 7.1"_s : u"HTML, 9.2.6"_s;
    check.verdict = SizeCheck::Verdict::Differs;
    check.statement = chunk ? tr("%1 = %2, in a chunk %3 + 2 + %2 + 2 = %4 bytes")
                                  .arg(sumOfLines(lines), number(content.size()), number(chunk->digits),
                                       number(record.bytes.size()))
                            : tr("%1 = %2 bytes").arg(sumOfLines(lines), number(content.size()));
    const qint64 syntax
        = std::accumulate(lines.begin(), lines.end(), qint64{0},
                          [](qint64 sum, const SseLine &line) { return sum + line.syntaxBytes(); });
    SseParser parser;
    const qint64 explained = syntax + valueBytes(parser.feed(content), lines);
    if (explained != content.size())
        check.difference = tr("the event and its syntax explain %1").arg(number(explained));
    else if (lines.isEmpty() || lines.last().kind != SseLine::Kind::Blank)
        check.difference = tr("no blank line ends it");
    else if (chunk && chunk->stated != content.size())
        check.difference = tr("the chunk size says %1").arg(number(chunk->stated));
    else
        check.verdict = SizeCheck::Verdict::AsTheRfcSays;
    return check;
}

SizeCheck checkChunkEndSize(const TraceRecord &record)
{
    const QString source = u"RFC 9112, 7.1"_s;
    const QString statement = tr("The last chunk is 0 CRLF CRLF: 5 bytes");
    const bool plain = record.bytes == "0\r\n\r\n";
    if (!plain && record.bytes.startsWith('0') && record.bytes.endsWith("\r\n\r\n"))
        return {
            SizeCheck::Verdict::AsTheRfcSays, tr("The last chunk, with extensions or trailers"), {}, source};
    if (plain)
        return {SizeCheck::Verdict::AsTheRfcSays, statement, {}, source};
    return {SizeCheck::Verdict::Differs, statement, tr("it has %1").arg(number(record.bytes.size())), source};
}
