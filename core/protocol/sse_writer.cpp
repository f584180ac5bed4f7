#include "core/protocol/sse_writer.h"

#include "core/protocol/envelope.h"

namespace {

/// `prefix` before every line of `text`: LF, CR and CRLF would end a field.
void appendLines(QByteArray &out, QByteArrayView prefix, QByteArrayView text)
{
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] != '\n' && text[i] != '\r')
            continue;
        out.append(prefix).append(text.sliced(begin, i - begin)).append('\n');
        if (text.sliced(i).startsWith("\r\n"))
            ++i;
        begin = i + 1;
    }
}

} // namespace

QByteArray sseMessage(const Message &message)
{
    const QByteArray json = messageJson(message);
    QByteArray event;
    event.reserve(json.size() + 40);
    event.append("id: ").append(QByteArray::number(toNumber(message.id)));
    event.append("\ndata: ").append(json).append("\n\n");
    return event;
}

QByteArray sseEvent(const QByteArray &type, const QByteArray &data)
{
    QByteArray event = "event: " + type + '\n';
    appendLines(event, "data: ", data);
    event.append('\n');
    return event;
}

QByteArray sseRetry(std::chrono::milliseconds delay)
{
    return "retry: " + QByteArray::number(static_cast<qint64>(delay.count())) + "\n\n";
}

QByteArray sseComment(const QByteArray &text)
{
    QByteArray comment;
    appendLines(comment, ": ", text);
    comment.append('\n');
    return comment;
}
