#include "ui/wire/message_texts.h"

#include "core/protocol/envelope.h"
#include "ui/wire/byte_lines.h"

#include <QCoreApplication>
#include <QLocale>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace {

QString payloadText(const Message &message, qsizetype maxLength)
{
    if (message.kind == PayloadKind::Binary)
        return QCoreApplication::translate("Messages", "%1 bytes")
            .arg(QLocale().toString(message.payload.size()));
    // A character takes at most 4 bytes.
    return visibleText(QByteArrayView(message.payload).first(std::min(message.payload.size(), 4 * maxLength)))
        .left(maxLength);
}

/// What was gathered of one message.
struct Gathered
{
    MessageId id{};
    QByteArray bytes; ///< envelope, encoding and payload, as they crossed
    QByteArray payload; ///< begin of it
};

QString textOf(const Gathered &message, bool binaryFrame, qsizetype maxLength)
{
    if (message.bytes.size() <= maxParsedMessageBytes) {
        const Result<Message> parsed
            = binaryFrame ? parseBinaryMessage(message.bytes) : parseMessage(message.bytes);
        if (parsed.has_value())
            return payloadText(*parsed, maxLength);
    }
    return visibleText(message.payload).left(maxLength);
}

} // namespace

QList<MessageText> messageTexts(const TraceRecord &record, qsizetype maxLength)
{
    QList<MessageText> texts;
    std::optional<Gathered> current;
    const bool binaryFrame = record.wire.kind == WireRecordKind::Frame && record.wire.code == 2;
    const auto finish = [&] {
        if (current)
            texts.append({current->id, textOf(*current, binaryFrame, maxLength)});
        current.reset();
    };
    for (const ByteRange &range : record.wire.ranges) {
        if (!range.message)
            continue; // framing, or chunks in between
        if (!current || current->id != *range.message) {
            finish();
            current = Gathered{*range.message, {}, {}};
        }
        const QByteArrayView bytes
            = QByteArrayView(record.bytes).sliced(range.begin - record.wire.begin, range.size);
        const qsizetype room = maxParsedMessageBytes + 1 - current->bytes.size();
        current->bytes.append(bytes.first(std::clamp<qsizetype>(room, 0, bytes.size())));
        const qsizetype payloadRoom = 4 * maxLength - current->payload.size();
        if (range.part == BytePart::Payload)
            current->payload.append(bytes.first(std::clamp<qsizetype>(payloadRoom, 0, bytes.size())));
    }
    finish();
    return texts;
}
