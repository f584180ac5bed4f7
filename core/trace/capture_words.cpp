#include "core/trace/capture_words.h"

#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace {

QString milliseconds(Duration duration)
{
    const double ms = toMilliseconds(duration);
    return u"%1 ms"_s.arg(ms, 0, 'f', ms < 10 ? 1 : 0);
}

QString whatItIs(const TraceRecord &record)
{
    const WireRecord &wire = record.wire;
    const QString summary = QString::fromUtf8(wire.summary);
    if (record.kind == TraceKind::Unfinished)
        return u"%1 bytes of a record that never was complete"_s.arg(record.bytes.size());
    switch (wire.kind) {
    case WireRecordKind::Request:
        return u"request "_s + summary;
    case WireRecordKind::Response:
        return u"response "_s + summary;
    case WireRecordKind::SseEvent:
        return u"event"_s;
    case WireRecordKind::SseComment:
        return u"comment"_s;
    case WireRecordKind::SseRetry:
        return u"retry"_s;
    case WireRecordKind::ChunkEnd:
        return u"end of the chunks"_s;
    case WireRecordKind::Frame:
        return u"frame "_s + summary;
    case WireRecordKind::Unclassified:
        break;
    }
    return u"bytes that no rule claims"_s;
}

QString howItClosed(const TraceRecord &record)
{
    switch (record.closeCause) {
    case CloseCause::Cut:
        return u"cut in the link"_s;
    case CloseCause::Vanished:
        return u"vanished in the link, given up by both sides"_s;
    case CloseCause::Middlebox:
        return u"closed by the middlebox"_s;
    case CloseCause::Peer:
        break;
    }
    return record.wire.direction == Direction::Up ? u"closed by the client"_s : u"closed by the server"_s;
}

} // namespace

QString capture_words::messages(const std::vector<MessageId> &ids)
{
    if (ids.empty())
        return {};
    const quint64 first = toNumber(ids.front()), last = toNumber(ids.back());
    if (ids.size() == 1)
        return u"message %1"_s.arg(first);
    bool unbroken = true;
    for (std::size_t i = 1; i < ids.size(); ++i)
        unbroken = unbroken && ids[i] == next(ids[i - 1]);
    if (unbroken)
        return u"messages %1 to %2"_s.arg(first).arg(last);
    constexpr std::size_t most = 8;
    QStringList names;
    for (std::size_t i = 0; i < std::min(most, ids.size()); ++i)
        names += QString::number(toNumber(ids[i]));
    const QString rest = ids.size() > most ? u"%1 more"_s.arg(ids.size() - most) : names.takeLast();
    return u"messages %1 and %2"_s.arg(names.join(u", "_s), rest);
}

QString capture_words::packet(const TraceRecord &record, std::optional<Duration> held)
{
    if (record.kind == TraceKind::Opened)
        return u"record %1: connection opened"_s.arg(record.number);
    if (record.kind == TraceKind::Closed) {
        const QString code
            = record.closeCode == 0 ? QString() : u", WebSocket close %1"_s.arg(record.closeCode);
        return u"record %1: %2"_s.arg(record.number).arg(howItClosed(record)) + code;
    }
    QString text = u"record %1: "_s.arg(record.number) + whatItIs(record);
    if (const QString ids = messages(record.wire.messages); !ids.isEmpty())
        text += u", "_s + ids;
    if (record.wire.published)
        text += u", a message to the server"_s;
    if (record.wire.echo)
        text += record.wire.direction == Direction::Up ? u", to be echoed"_s : u", an echo"_s;
    if (record.wire.kind == WireRecordKind::Response && record.wire.emptyPoll)
        text += u", empty poll"_s;
    if (held && *held >= std::chrono::milliseconds(1))
        text += u", held "_s + milliseconds(*held);
    const Duration inLink = record.wire.lastOut - record.wire.firstIn;
    if (inLink >= std::chrono::milliseconds(1))
        text += u", %1 in the link"_s.arg(milliseconds(inLink));
    return text;
}

QString capture_words::dropped(const CaptureContext &context)
{
    QStringList lanes;
    for (const TransportKind kind : allTransportKinds)
        if (const qint64 missing = context.dropped[indexOf(kind)]; missing > 0)
            lanes += u"%1: %2 older records were dropped"_s.arg(machineName(kind)).arg(missing);
    return lanes.join(u"; "_s);
}

QString capture_words::section(const CaptureContext &context)
{
    QString text
        = u"Recorded by Pushscope %1. The bytes of every record, their times and their order were measured "
          u"at "
          "the links between the clients and the server, as the clients see them: up when a client sent "
          "them, down when they had arrived. TCP and IP around them are synthesised from that stream: "
          "handshakes, sequence numbers, acknowledgements, segments, addresses and the clients' ports. "
          "Message payloads are inside; nothing is redacted.\nWireshark shows the answer to GET /events once "
          "it has "
          "ended; to see it at once, switch off \"Reassemble HTTP bodies spanning multiple TCP segments\" "
          "(tshark -o http.desegment_body:FALSE).\n%2"_s.arg(context.version, context.command);
    if (const QString missing = dropped(context); !missing.isEmpty())
        text += u"\n%1. Sequence numbers count what is here."_s.arg(missing);
    return text;
}

QString capture_words::archive(const CaptureContext &context)
{
    QString text = u"Measured at the links between the clients and the server: send and receive are the time "
                   u"in the link, "
                   "wait is the server's time; a stream is one entry. Message payloads are inside; nothing "
                   "is redacted. "
                   "%1"_s.arg(context.command);
    if (const QString missing = dropped(context); !missing.isEmpty())
        text += u" \u2013 "_s + missing;
    return text;
}
