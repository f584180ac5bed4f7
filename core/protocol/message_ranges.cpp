#include "core/protocol/message_ranges.h"

namespace {

/// Ranges cost 40 bytes each: beyond this many escapes in one string they are not told apart.
constexpr int maxEscapesApart = 512;

void appendText(TextRanges &ranges, QByteArrayView characters, MessageId id)
{
    int escapes = 0;
    qint64 laterPayload = 0;
    qint64 laterEncoding = 0;
    while (!characters.isEmpty()) {
        const qsizetype found = characters.indexOf('\\');
        const qsizetype run = found < 0 ? characters.size() : found;
        const bool apart = escapes < maxEscapesApart;
        if (apart)
            appendRange(ranges, run, BytePart::Payload, id);
        else
            laterPayload += run;
        characters = characters.sliced(run);
        if (characters.isEmpty())
            break;
        const JsonEscape escape = readEscape(characters);
        const qsizetype growth = escape.size - escape.utf8Bytes();
        characters = characters.sliced(escape.size);
        if (apart) {
            appendRange(ranges, growth, BytePart::Encoding, id);
            appendRange(ranges, escape.utf8Bytes(), BytePart::Payload, id);
            ++escapes;
        } else {
            laterPayload += escape.utf8Bytes();
            laterEncoding += growth;
        }
    }
    appendRange(ranges, laterPayload, BytePart::Payload, id);
    appendRange(ranges, laterEncoding, BytePart::Encoding, id);
}

} // namespace

void appendRange(TextRanges &ranges, qint64 size, BytePart part, std::optional<MessageId> message)
{
    if (size == 0)
        return;
    if (!ranges.empty() && ranges.back().part == part && ranges.back().message == message) {
        ranges.back().size += size;
        return;
    }
    const qint64 begin = ranges.empty() ? 0 : ranges.back().begin + ranges.back().size;
    ranges.push_back({begin, size, part, message});
}

void appendMessageRanges(TextRanges &ranges, QByteArrayView text, const JsonMessage &message)
{
    const QByteArrayView data = text.sliced(message.data.begin, message.data.end - message.data.begin);
    appendRange(ranges, message.data.begin - message.begin, BytePart::Envelope, message.id);
    if (message.kind == PayloadKind::Binary) {
        const qsizetype payload = decodedBase64Bytes(data).value_or(0);
        appendRange(ranges, payload, BytePart::Payload, message.id);
        appendRange(ranges, data.size() - payload, BytePart::Encoding, message.id);
    } else if (message.data.escaped) {
        appendText(ranges, data, message.id);
    } else {
        appendRange(ranges, data.size(), BytePart::Payload, message.id);
    }
    appendRange(ranges, message.end - message.data.end, BytePart::Envelope, message.id);
}

void appendPollBodyRanges(TextRanges &ranges, QByteArrayView text, const JsonPollBody &body)
{
    qsizetype done = 0;
    for (const JsonMessage &message : body.messages) {
        appendRange(ranges, message.begin - done, BytePart::Framing);
        appendMessageRanges(ranges, text, message);
        done = message.end;
    }
    appendRange(ranges, text.size() - done, BytePart::Framing);
}
