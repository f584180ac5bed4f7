#include "ui/wire/byte_parts.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Bytes", text);
}

/// The range of the byte at `offset`; nullptr: no range has it.
const ByteRange *rangeAt(const WireRecord &wire, qsizetype offset)
{
    const qint64 at = wire.begin + offset;
    const auto after
        = std::upper_bound(wire.ranges.begin(), wire.ranges.end(), at,
                           [](qint64 position, const ByteRange &r) { return position < r.begin; });
    if (after == wire.ranges.begin())
        return nullptr;
    const ByteRange &range = *std::prev(after);
    return at < range.begin + range.size ? &range : nullptr;
}

QString offsetText(qsizetype offset)
{
    return u"0x%1"_s.arg(offset, 4, 16, QLatin1Char('0'));
}

QList<PartSum> sumsIn(const TraceRecord &record, qsizetype first, qsizetype size)
{
    std::array<qint64, bytePartCount> sums{};
    for (qsizetype at = first; at < first + size;) {
        const qsizetype run = partRun(record, at, first + size - at);
        sums[static_cast<std::size_t>(partAt(record, at))] += run;
        at += run;
    }
    QList<PartSum> parts;
    for (std::size_t i = 0; i < bytePartCount; ++i)
        if (sums[i] > 0)
            parts.append({static_cast<BytePart>(i), sums[i]});
    std::stable_sort(parts.begin(), parts.end(), [](const PartSum &a, const PartSum &b) {
        if ((a.part == BytePart::Payload) != (b.part == BytePart::Payload))
            return a.part == BytePart::Payload;
        return a.bytes > b.bytes;
    });
    return parts;
}

} // namespace

QList<PartSum> partSums(const TraceRecord &record)
{
    return sumsIn(record, 0, record.bytes.size());
}

BytePart partAt(const TraceRecord &record, qsizetype offset)
{
    // What a request was for is known when its response has come.
    if (record.wire.kind == WireRecordKind::Request && record.wire.emptyPoll)
        return BytePart::EmptyPoll;
    const ByteRange *range = rangeAt(record.wire, offset);
    return range ? range->part : BytePart::Unclassified;
}

qsizetype partRun(const TraceRecord &record, qsizetype offset, qsizetype most)
{
    const ByteRange *range = rangeAt(record.wire, offset);
    if (!range)
        return std::min<qsizetype>(1, most);
    const qint64 end = range->begin + range->size - record.wire.begin;
    return std::min(most, static_cast<qsizetype>(end) - offset);
}

QString partText(BytePart part)
{
    switch (part) {
    case BytePart::Payload:
        return tr("payload");
    case BytePart::Handshake:
        return tr("set-up");
    case BytePart::RequestHead:
        return tr("request head");
    case BytePart::ResponseHead:
        return tr("response head");
    case BytePart::EmptyPoll:
        return tr("empty poll");
    case BytePart::Chunk:
        return tr("chunk");
    case BytePart::Framing:
        return tr("framing");
    case BytePart::Envelope:
        return tr("envelope");
    case BytePart::Encoding:
        return tr("encoding");
    case BytePart::Control:
        return tr("control");
    case BytePart::Repeated:
        return tr("repeated");
    case BytePart::Unfinished:
        return tr("unfinished");
    case BytePart::Unclassified:
        return tr("unclassified");
    }
    return {};
}

QByteArray withoutChunks(const TraceRecord &record)
{
    QByteArray content;
    content.reserve(record.bytes.size());
    for (qsizetype at = 0; at < record.bytes.size();) {
        const qsizetype run = partRun(record, at, record.bytes.size() - at);
        if (partAt(record, at) != BytePart::Chunk)
            content.append(record.bytes.constData() + at, run);
        at += run;
    }
    return content;
}

QString bytesSentence(const TraceRecord &record, qsizetype first, qsizetype size)
{
    if (size <= 0 || first < 0 || first + size > record.bytes.size())
        return {};
    const QLocale locale;
    const QList<PartSum> parts = sumsIn(record, first, size);
    const auto number = [&](qint64 n) { return locale.toString(n); };
    if (size == 1)
        return tr("byte %1: %2").arg(offsetText(first), partText(parts.first().part));
    const QString span
        = tr("%1 to %2, %3 bytes").arg(offsetText(first), offsetText(first + size - 1), number(size));
    if (parts.size() == 1)
        return tr("%1: %2").arg(span, partText(parts.first().part));
    QStringList named;
    for (const PartSum &sum : parts)
        named.append(u"%1 %2"_s.arg(partText(sum.part), number(sum.bytes)));
    return tr("%1: %2").arg(span, named.join(u", "_s));
}
