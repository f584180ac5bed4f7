#include "ui/wire/byte_lines.h"

#include "core/protocol/websocket_frame.h"
#include "ui/wire/byte_parts.h"
#include "ui/wire/record_words.h"
#include "ui/wire/sse_event_lines.h"

#include <QCoreApplication>
#include <QLocale>
#include <QtEndian>

#include <variant>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Bytes", text);
}

QString number(qint64 n)
{
    return QLocale().toString(n);
}

ByteLine plain(const QString &label, const QString &text, BytePart part, const QString &meaning = {})
{
    return {label, {{text, part}}, meaning};
}

/// What did not fit into maxTextBytes.
void appendRest(QList<ByteLine> &lines, qsizetype bytes)
{
    if (bytes > 0)
        lines.append({{}, {}, tr("and %1 bytes more, below").arg(number(bytes))});
}

void appendHead(QList<ByteLine> &lines, const TraceRecord &record, qsizetype headBytes, qsizetype &budget)
{
    const bool request = record.wire.kind == WireRecordKind::Request;
    for (qsizetype begin = 0; begin < headBytes && budget > 0;) {
        const qsizetype lf = record.bytes.indexOf('\n', begin);
        const qsizetype end = lf < 0 ? headBytes : lf + 1;
        const qsizetype size = std::min(end - begin, budget);
        const QString label = begin == 0 ? (request ? tr("request line") : tr("status line"))
            : end - begin <= 2           ? tr("blank line")
                                         : tr("field");
        lines.append({label, lineRuns(record, begin, size), {}});
        budget -= size;
        begin = end;
    }
}

QList<ByteLine> httpLines(const TraceRecord &record)
{
    QList<ByteLine> lines;
    const qsizetype end = record.bytes.indexOf("\r\n\r\n");
    const qsizetype headBytes = end < 0 ? record.bytes.size() : end + 4;
    qsizetype budget = maxTextBytes;
    appendHead(lines, record, headBytes, budget);
    const qsizetype size = std::min(record.bytes.size() - headBytes, budget);
    if (size > 0)
        lines.append({tr("body"), lineRuns(record, headBytes, size), {}});
    appendRest(lines, record.bytes.size() - std::min(record.bytes.size(), headBytes) - size);
    return lines;
}

QList<ByteLine> frameLines(const TraceRecord &record)
{
    const auto read = readWebSocketHeader(record.bytes, static_cast<quint64>(record.bytes.size()));
    const auto *header = read ? std::get_if<WebSocketFrameHeader>(&*read) : nullptr;
    if (header == nullptr)
        return {};
    const bool close = header->opcode == 8;
    if (!close && !header->masked)
        return {};
    QList<ByteLine> lines;
    QByteArray payload = record.bytes.mid(header->headerBytes, maxTextBytes);
    const BytePart part = partAt(record, header->headerBytes);
    if (header->masked) {
        lines.append(plain(tr("on the wire"), visibleText(payload), part, tr("payload, masked")));
        applyWebSocketMask(payload.data(), payload.size(), header->mask);
    }
    if (!close) {
        lines.append(plain(tr("unmasked"), visibleText(payload), part));
        appendRest(lines, record.bytes.size() - header->headerBytes - payload.size());
        return lines;
    }
    if (payload.size() < 2) {
        lines.append({tr("code"), {}, tr("1005: %1").arg(closeCodeMeaning(1005))});
        return lines;
    }
    const int code = qFromBigEndian<quint16>(payload.constData());
    lines.append(plain(tr("code"), QString::number(code), part, closeCodeMeaning(code)));
    if (payload.size() > 2)
        lines.append(plain(tr("reason"), visibleText(payload.mid(2)), part));
    return lines;
}

QString howItClosed(const TraceRecord &record)
{
    switch (record.closeCause) {
    case CloseCause::Cut:
        return tr("The connection was cut in the link: both sides, or one of them, were reset.");
    case CloseCause::Vanished:
        return tr(
            "The bytes of this connection vanished in the link. Both sides have given it up by now, and "
            "neither was told of the other.");
    case CloseCause::Middlebox:
        return tr("The middlebox in the link closed the TCP connection, not the client or the server.");
    case CloseCause::Peer:
        break;
    }
    return record.wire.direction == Direction::Up ? tr("The client closed the TCP connection first.")
                                                  : tr("The server closed the TCP connection first.");
}

QList<ByteLine> connectionLines(const TraceRecord &record)
{
    if (record.kind == TraceKind::Opened)
        return {{{}, {}, tr("The client opened a TCP connection. Its bytes follow.")}};
    QList<ByteLine> lines;
    lines.append({{}, {}, howItClosed(record)});
    if (record.closeCode != 0)
        lines.append({{}, {}, tr("%1: %2").arg(record.closeCode).arg(closeCodeMeaning(record.closeCode))});
    if (record.closeCode == 1006)
        lines.append({{},
                      {},
                      tr("1006 is never on the wire: it is what a missing Close frame means "
                         "(RFC 6455, 7.1.5).")});
    if (!record.closeReason.isEmpty())
        lines.append(plain(tr("reason"), visibleText(record.closeReason), BytePart::Control));
    return lines;
}

} // namespace

QString visibleText(QByteArrayView bytes)
{
    QString text = QString::fromUtf8(bytes);
    for (QChar &c : text) {
        const char16_t code = c.unicode();
        if (code == u'\n')
            c = u'\u21b5';
        else if (code == u'\r')
            c = u'\u2190';
        else if (code < 0x20 || code == 0x7f || code == 0xfffd)
            c = u'\u00b7';
    }
    return text;
}

QList<ByteLine> linesOf(const TraceRecord &record)
{
    if (record.kind == TraceKind::Opened || record.kind == TraceKind::Closed)
        return connectionLines(record);
    if (record.kind != TraceKind::Wire)
        return {};
    switch (record.wire.kind) {
    case WireRecordKind::Request:
    case WireRecordKind::Response:
        return httpLines(record);
    case WireRecordKind::SseEvent:
    case WireRecordKind::SseComment:
    case WireRecordKind::SseRetry:
        return sseEventLines(record);
    case WireRecordKind::Frame:
        return frameLines(record);
    case WireRecordKind::ChunkEnd:
        return {{tr("last chunk"), lineRuns(record, 0, std::min(record.bytes.size(), maxTextBytes)),
                 tr("no more events: the response is complete")}};
    case WireRecordKind::Unclassified:
        break;
    }
    return {};
}
