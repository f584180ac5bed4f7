#include "ui/wire/sse_event_lines.h"

#include "core/protocol/sse_parser.h"
#include "ui/wire/byte_parts.h"
#include "ui/wire/sse_lines.h"

#include <QCoreApplication>
#include <QLocale>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Bytes", text);
}

QString labelOf(SseLine::Kind kind)
{
    switch (kind) {
    case SseLine::Kind::Id:
        return tr("id line");
    case SseLine::Kind::Data:
        return tr("data line");
    case SseLine::Kind::Type:
        return tr("event line");
    case SseLine::Kind::Retry:
        return tr("retry line");
    case SseLine::Kind::Comment:
        return tr("comment");
    case SseLine::Kind::Blank:
        return tr("blank line");
    case SseLine::Kind::Other:
        break;
    }
    return tr("other line");
}

/// What the parser made of the whole record.
struct Parsed
{
    std::optional<SseEvent> event;
    std::optional<SseRetry> retry;
    bool dataShown = false;
};

Parsed parse(QByteArrayView content)
{
    Parsed parsed;
    SseParser parser;
    for (const SseOutput &output : parser.feed(content)) {
        if (const auto *event = std::get_if<SseEvent>(&output))
            parsed.event = *event;
        else if (const auto *retry = std::get_if<SseRetry>(&output))
            parsed.retry = *retry;
    }
    return parsed;
}

QString meaningOf(SseLine::Kind kind, Parsed &parsed)
{
    switch (kind) {
    case SseLine::Kind::Id:
        return parsed.event ? tr("last event id %1").arg(visibleText(parsed.event->lastEventId)) : QString();
    case SseLine::Kind::Data:
        if (!parsed.event || std::exchange(parsed.dataShown, true))
            return {};
        return tr("data %1").arg(visibleText(
            QByteArrayView(parsed.event->data).first(std::min(parsed.event->data.size(), maxTextBytes))));
    case SseLine::Kind::Type:
        return parsed.event ? tr("type %1").arg(visibleText(parsed.event->type)) : QString();
    case SseLine::Kind::Retry:
        return parsed.retry ? tr("reconnect after %1 ms")
                                  .arg(QLocale().toString(static_cast<qint64>(parsed.retry->delay.count())))
                            : tr("ignored");
    case SseLine::Kind::Comment:
        return tr("ignored: keeps the connection alive");
    case SseLine::Kind::Blank:
        return parsed.event ? tr("event dispatched, type %1").arg(visibleText(parsed.event->type))
                            : tr("nothing to dispatch");
    case SseLine::Kind::Other:
        break;
    }
    return tr("ignored");
}

QString chunkMeaning(QByteArrayView framing)
{
    if (framing == "\r\n")
        return tr("end of the chunk");
    bool isHex = false;
    const qsizetype cr = framing.indexOf('\r');
    const qint64 size = framing.first(std::max<qsizetype>(0, cr)).toByteArray().toLongLong(&isHex, 16);
    return isHex ? tr("a chunk of %1 bytes").arg(QLocale().toString(size)) : tr("chunk framing");
}

} // namespace

QList<LineRun> lineRuns(const TraceRecord &record, qsizetype first, qsizetype size)
{
    QList<LineRun> runs;
    for (qsizetype at = first; at < first + size;) {
        const qsizetype run = partRun(record, at, first + size - at);
        runs.append({visibleText(QByteArrayView(record.bytes).sliced(at, run)), partAt(record, at)});
        at += run;
    }
    return runs;
}

QList<ByteLine> sseEventLines(const TraceRecord &record)
{
    const QByteArray content = withoutChunks(record);
    Parsed parsed = parse(content);
    QList<ByteLine> lines;
    qsizetype at = 0; // in the record
    const auto takeChunkFraming = [&] {
        while (at < record.bytes.size() && partAt(record, at) == BytePart::Chunk) {
            const qsizetype most = partRun(record, at, std::min(record.bytes.size() - at, maxTextBytes));
            // The end of a chunk and the size of the next are lines of their own.
            const qsizetype lf = QByteArrayView(record.bytes).sliced(at, most).indexOf('\n');
            const qsizetype run = lf < 0 ? most : lf + 1;
            lines.append({tr("chunk"), lineRuns(record, at, run),
                          chunkMeaning(QByteArrayView(record.bytes).sliced(at, run))});
            at += run;
        }
    };
    for (const SseLine &line : sseLines(content)) {
        takeChunkFraming();
        ByteLine shown{labelOf(line.kind), {}, meaningOf(line.kind, parsed)};
        qsizetype left = line.size;
        qsizetype budget = maxTextBytes;
        while (left > 0 && at < record.bytes.size()) {
            if (partAt(record, at) == BytePart::Chunk) { // a chunk ends in the middle of the line
                lines.append(std::exchange(shown, ByteLine{tr("goes on"), {}, {}}));
                takeChunkFraming();
                continue;
            }
            const qsizetype run = partRun(record, at, left);
            const qsizetype cut = std::min(run, budget);
            if (cut > 0)
                shown.runs.append(lineRuns(record, at, cut));
            budget -= cut;
            left -= run;
            at += run;
        }
        lines.append(shown);
        if (lines.size() > maxTextBytes / 16)
            break;
    }
    takeChunkFraming();
    return lines;
}
