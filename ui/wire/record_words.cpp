#include "ui/wire/record_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Record", text);
}

/// Bytes of a peer as text: never more than a line of it.
QString shortText(const QByteArray &bytes)
{
    constexpr qsizetype most = 120;
    return QString::fromUtf8(bytes.left(most)) + (bytes.size() > most ? u"\u2026"_s : QString());
}

QString idText(MessageId id)
{
    return QString::number(toNumber(id));
}

QString withMessages(const QString &name, const WireRecord &wire)
{
    const QString messages = messagesText(wire.messages);
    return messages.isEmpty() ? name : tr("%1, %2").arg(name, messages);
}

QString frameName(const WireRecord &wire)
{
    const bool control = wire.code >= 8;
    if (control && wire.summary.startsWith("close ")) {
        const int code = wire.summary.mid(6).toInt();
        const QString meaning = closeCodeMeaning(code);
        const QString name = tr("WebSocket close frame, code %1").arg(code);
        return meaning.isEmpty() ? name : tr("%1 (%2)").arg(name, meaning);
    }
    if (control || wire.code == 0)
        return tr("WebSocket %1 frame").arg(opcodeName(wire.code));
    if (wire.published && wire.messages.empty())
        return tr("WebSocket frame, a message from the client");
    if (wire.echo)
        return wire.direction == Direction::Up ? tr("WebSocket frame, to be echoed")
                                               : tr("WebSocket frame, an echo");
    return withMessages(tr("WebSocket frame"), wire);
}

QString wireName(const WireRecord &wire)
{
    switch (wire.kind) {
    case WireRecordKind::Request:
        return tr("Request %1").arg(shortText(wire.summary));
    case WireRecordKind::Response:
        return wire.emptyPoll ? tr("Response %1, no message").arg(wire.code)
                              : withMessages(tr("Response %1").arg(wire.code), wire);
    case WireRecordKind::SseEvent:
        return wire.messages.empty() ? tr("SSE event of type %1").arg(shortText(wire.summary))
                                     : withMessages(tr("SSE event"), wire);
    case WireRecordKind::SseComment:
        return tr("SSE comment");
    case WireRecordKind::SseRetry:
        return tr("SSE retry");
    case WireRecordKind::ChunkEnd:
        return tr("End of the chunks");
    case WireRecordKind::Frame:
        return frameName(wire);
    case WireRecordKind::Unclassified:
        break;
    }
    return tr("Unclassified bytes");
}

QString closeInWords(const TraceRecord &record)
{
    switch (record.closeCause) {
    case CloseCause::Cut:
        return tr("TCP connection cut in the link");
    case CloseCause::Vanished:
        return tr("TCP connection vanished in the link");
    case CloseCause::Middlebox:
        return tr("TCP connection closed by the middlebox");
    case CloseCause::Peer:
        break;
    }
    return record.wire.direction == Direction::Up ? tr("TCP connection closed by the client")
                                                  : tr("TCP connection closed by the server");
}

QString closedName(const TraceRecord &record)
{
    const QString name = closeInWords(record);
    return record.closeCode == 0 ? name : tr("%1, WebSocket code %2").arg(name).arg(record.closeCode);
}

} // namespace

QString messagesText(const std::vector<MessageId> &messages)
{
    if (messages.empty())
        return {};
    if (messages.size() == 1)
        return tr("message %1").arg(idText(messages.front()));
    const quint64 spanned = toNumber(messages.back()) - toNumber(messages.front()) + 1;
    const QString range = tr("%1 to %2").arg(idText(messages.front()), idText(messages.back()));
    if (spanned == messages.size())
        return tr("messages %1").arg(range);
    return tr("%1 messages, %2").arg(QLocale().toString(static_cast<qint64>(messages.size())), range);
}

QString closeCodeMeaning(int code)
{
    switch (code) {
    case 1000:
        return tr("normal closure");
    case 1001:
        return tr("going away");
    case 1002:
        return tr("protocol error");
    case 1003:
        return tr("unsupported data");
    case 1005:
        return tr("no code in the Close frame");
    case 1006:
        return tr("no Close frame crossed");
    case 1007:
        return tr("invalid data");
    case 1008:
        return tr("policy violation");
    case 1009:
        return tr("message too big");
    case 1010:
        return tr("extension missing");
    case 1011:
        return tr("server error");
    default:
        break;
    }
    if (code >= 3000 && code <= 3999)
        return tr("registered");
    return code >= 4000 && code <= 4999 ? tr("private use") : QString();
}

QString opcodeName(int opcode)
{
    switch (opcode) {
    case 0:
        return tr("continuation");
    case 1:
        return tr("text");
    case 2:
        return tr("binary");
    case 8:
        return tr("close");
    case 9:
        return tr("ping");
    case 10:
        return tr("pong");
    default:
        return tr("reserved");
    }
}

QString recordName(const TraceRecord &record)
{
    switch (record.kind) {
    case TraceKind::Opened:
        return tr("TCP connection opened by the client");
    case TraceKind::Wire:
        return wireName(record.wire);
    case TraceKind::Unfinished:
        return tr("Unfinished: no complete record");
    case TraceKind::Closed:
        return closedName(record);
    }
    return {};
}

QString recordTimes(const TraceRecord &record, const Trace &trace)
{
    const auto seconds = [&](TimePoint t) { return QLocale().toString(trace.seconds(t), 'f', 3); };
    const QString from = seconds(record.wire.firstIn);
    if (record.kind == TraceKind::Opened || record.kind == TraceKind::Closed)
        return tr("at %1 s").arg(from);
    const QString way
        = record.wire.direction == Direction::Up ? tr("client to server") : tr("server to client");
    return tr("%1, %2 to %3 s").arg(way, from, seconds(record.wire.lastOut));
}

QString recordSentence(const TraceRecord &record, const Trace &trace)
{
    const QString sentence = tr("%1: %2").arg(recordName(record), recordTimes(record, trace));
    if (record.bytes.isEmpty())
        return sentence;
    return tr("%1, %2 bytes").arg(sentence, QLocale().toString(record.bytes.size()));
}
