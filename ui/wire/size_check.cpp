#include "ui/wire/size_check.h"

#include "core/protocol/websocket_frame.h"
#include "ui/wire/size_check_http.h"
#include "ui/wire/size_check_sse.h"

#include <QCoreApplication>
#include <QLocale>
#include <QtEndian>

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

/// The header as the bytes have it, sound or not: readWebSocketHeader() refuses what we want to show.
struct RawHeader
{
    qint64 headerBytes = 0;
    quint64 length = 0;
    bool masked = false;
    bool control = false;
};

std::optional<RawHeader> rawHeader(const QByteArray &bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    RawHeader header;
    header.control = (static_cast<quint8>(bytes[0]) & 0x08) != 0;
    header.masked = (static_cast<quint8>(bytes[1]) & 0x80) != 0;
    const int shortLength = bytes[1] & 0x7f;
    const int extended = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    header.headerBytes = 2 + extended + (header.masked ? 4 : 0);
    if (bytes.size() < header.headerBytes)
        return std::nullopt;
    header.length = static_cast<quint64>(shortLength);
    if (extended == 2)
        header.length = qFromBigEndian<quint16>(bytes.constData() + 2);
    else if (extended == 8)
        header.length = qFromBigEndian<quint64>(bytes.constData() + 2);
    return header;
}

SizeCheck checkFrame(const TraceRecord &record)
{
    SizeCheck check;
    check.source = u"RFC 6455, 5.2"_s;
    check.verdict = SizeCheck::Verdict::Differs;
    const std::optional<RawHeader> header = rawHeader(record.bytes);
    if (!header) {
        check.statement = tr("A frame begins with a header");
        check.difference = tr("%1 bytes are none").arg(number(record.bytes.size()));
        return check;
    }
    const qint64 payload = record.bytes.size() - header->headerBytes;
    const int needed = webSocketHeaderBytes(static_cast<quint64>(payload), header->masked);
    check.statement = header->masked
        ? tr("%1 bytes of payload need a %2-byte header, the mask included").arg(number(payload)).arg(needed)
        : tr("%1 bytes of payload need a %2-byte header").arg(number(payload)).arg(needed);
    constexpr qint64 maxControlBytes = 125;
    if (header->length != static_cast<quint64>(payload))
        check.difference = tr("the header says %1 bytes").arg(QLocale().toString(header->length));
    else if (header->headerBytes != needed)
        check.difference = tr("it has %1 bytes").arg(number(header->headerBytes));
    else if (header->control && payload > maxControlBytes)
        check.difference = tr("a control frame carries at most %1").arg(maxControlBytes);
    else if (header->masked != (record.wire.direction == Direction::Up))
        check.difference = header->masked ? tr("a server must not mask") : tr("a client must mask");
    else
        check.verdict = SizeCheck::Verdict::AsTheRfcSays;
    return check;
}

SizeCheck nothingToCheck(const TraceRecord &record)
{
    if (record.kind == TraceKind::Opened || record.kind == TraceKind::Closed)
        return {
            SizeCheck::Verdict::NothingToCheck, tr("TCP itself is below the tap: no bytes to check"), {}, {}};
    return {SizeCheck::Verdict::NothingToCheck, tr("No complete record: no standard says its size"), {}, {}};
}

} // namespace

SizeCheck checkSize(const TraceRecord &record)
{
    if (record.kind != TraceKind::Wire)
        return nothingToCheck(record);
    switch (record.wire.kind) {
    case WireRecordKind::Frame:
        return checkFrame(record);
    case WireRecordKind::Request:
    case WireRecordKind::Response:
        return checkHttpSize(record);
    case WireRecordKind::SseEvent:
    case WireRecordKind::SseComment:
    case WireRecordKind::SseRetry:
        return checkSseSize(record);
    case WireRecordKind::ChunkEnd:
        return checkChunkEndSize(record);
    case WireRecordKind::Unclassified:
        break;
    }
    return nothingToCheck(record);
}
