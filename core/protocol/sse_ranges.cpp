#include "core/protocol/sse_ranges.h"

#include <algorithm>

namespace {

struct Line
{
    QByteArrayView name; ///< empty: a comment or an empty line
    QByteArrayView prefix; ///< name, colon, space; all of a comment
    QByteArrayView value;
    qsizetype endBytes = 0; ///< 1 or 2
};

Line takeLine(QByteArrayView &rest)
{
    const auto *const stop
        = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '\n' || c == '\r'; });
    const QByteArrayView text = rest.first(stop - rest.begin());
    rest = rest.sliced(text.size());
    Line line;
    line.endBytes = std::min<qsizetype>(rest.size(), rest.startsWith("\r\n") ? 2 : 1);
    rest = rest.sliced(line.endBytes);
    const qsizetype colon = text.indexOf(':');
    line.name = colon < 0 ? text : text.first(colon);
    const QByteArrayView after = colon < 0 ? QByteArrayView() : text.sliced(colon + 1);
    line.value = colon == 0 ? QByteArrayView() : after.startsWith(' ') ? after.sliced(1) : after;
    line.prefix = text.chopped(line.value.size());
    return line;
}

/// What the lines of an event say together.
struct Outline
{
    QByteArrayView type;
    QByteArrayView data; ///< of the last data line
    int dataLines = 0;
    bool hasFields = false; ///< besides retry
    bool hasRetry = false;
    bool hasComment = false;
};

Outline outlineOf(QByteArrayView event)
{
    Outline outline;
    while (!event.isEmpty()) {
        const Line line = takeLine(event);
        if (line.name.isEmpty()) {
            outline.hasComment = outline.hasComment || !line.prefix.isEmpty();
            continue;
        }
        (line.name == "retry" ? outline.hasRetry : outline.hasFields) = true;
        if (line.name == "event")
            outline.type = line.value;
        else if (line.name == "data") {
            outline.data = line.value;
            ++outline.dataLines;
        }
    }
    return outline;
}

void appendData(QByteArrayView value, const Outline &outline, TextRanges &ranges, SseEventRanges &found)
{
    const bool named = outline.type == "missed" || outline.type == "restarted";
    if (named && outline.dataLines == 1 && isMissedOrRestarted(value)) {
        appendRange(ranges, value.size(), BytePart::Framing);
        return;
    }
    const std::optional<JsonMessage> message
        = outline.dataLines == 1 && !named ? locateMessage(value) : std::nullopt;
    if (!message) {
        appendRange(ranges, value.size(), BytePart::Unclassified);
        return;
    }
    appendRange(ranges, message->begin, BytePart::Framing);
    appendMessageRanges(ranges, value, *message);
    appendRange(ranges, value.size() - message->end, BytePart::Framing);
    found.messages.push_back(message->id);
}

} // namespace

SseEventRanges rangesOfSseEvent(QByteArrayView event, bool firstOfStream, TextRanges &ranges)
{
    constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");
    ranges.clear();
    if (firstOfStream && event.startsWith(byteOrderMark)) {
        appendRange(ranges, byteOrderMark.size(), BytePart::Framing);
        event = event.sliced(byteOrderMark.size());
    }
    const Outline outline = outlineOf(event);
    SseEventRanges found;
    if (outline.type == "heartbeat" && outline.dataLines == 1 && isHeartbeat(outline.data)) {
        found.summary = QByteArrayLiteral("heartbeat");
        appendRange(ranges, event.size(), BytePart::Control);
        return found;
    }
    BytePart emptyLine = BytePart::Framing;
    if (outline.hasFields || (!outline.hasRetry && !outline.hasComment)) {
        found.summary = outline.type.isEmpty() ? QByteArrayLiteral("message") : outline.type.toByteArray();
    } else if (outline.hasRetry) {
        found.kind = WireRecordKind::SseRetry;
        found.summary = QByteArrayLiteral("retry");
        emptyLine = BytePart::Handshake;
    } else {
        found.kind = WireRecordKind::SseComment;
        found.summary = QByteArrayLiteral("comment");
        emptyLine = BytePart::Control;
    }
    while (!event.isEmpty()) {
        const Line line = takeLine(event);
        const qint64 bytes = line.prefix.size() + line.value.size() + line.endBytes;
        if (line.prefix.isEmpty()) {
            appendRange(ranges, bytes, emptyLine);
        } else if (line.name.isEmpty()) {
            appendRange(ranges, bytes, BytePart::Control);
        } else if (line.name == "retry") {
            appendRange(ranges, bytes, BytePart::Handshake);
        } else if (line.name == "id" || line.name == "event") {
            appendRange(ranges, bytes, BytePart::Framing);
        } else if (line.name == "data") {
            appendRange(ranges, line.prefix.size(), BytePart::Framing);
            appendData(line.value, outline, ranges, found);
            appendRange(ranges, line.endBytes, BytePart::Framing);
        } else {
            appendRange(ranges, bytes - line.endBytes, BytePart::Unclassified);
            appendRange(ranges, line.endBytes, BytePart::Framing);
        }
    }
    return found;
}
