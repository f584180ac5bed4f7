#include "core/trace/capture_spool.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QDir>

#include <utility>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

qint64 ticks(TimePoint t)
{
    return t.time_since_epoch().count();
}

TimePoint timePoint(qint64 count)
{
    return TimePoint(Duration(count));
}

/// The record with its size before it.
QByteArray packed(const TraceRecord &record)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    const WireRecord &wire = record.wire;
    out << quint32{0} << record.number << static_cast<quint8>(record.kind) << qint32{record.source.client}
        << qint32{record.source.connection} << qint32{record.closeCode} << record.closeReason
        << static_cast<quint8>(record.closeCause) << static_cast<quint8>(wire.kind)
        << static_cast<quint8>(wire.direction) << wire.begin << wire.end << qint32{wire.exchange.value_or(-1)}
        << wire.emptyPoll << wire.summary << qint32{wire.code} << wire.published << wire.echo
        << ticks(wire.firstIn) << ticks(wire.lastOut) << static_cast<quint32>(wire.messages.size());
    for (const MessageId id : wire.messages)
        out << toNumber(id);
    out << record.bytes;
    out.device()->seek(0);
    out << static_cast<quint32>(static_cast<std::size_t>(bytes.size()) - sizeof(quint32));
    return bytes;
}

/// nullopt: the bytes are cut off.
std::optional<TraceRecord> unpacked(const QByteArray &bytes)
{
    QDataStream in(bytes);
    TraceRecord record;
    WireRecord &wire = record.wire;
    quint8 kind = 0, cause = 0, wireKind = 0, direction = 0;
    qint32 client = 0, connection = 0, closeCode = 0, exchange = 0, code = 0;
    qint64 firstIn = 0, lastOut = 0;
    quint32 messages = 0;
    in >> record.number >> kind >> client >> connection >> closeCode >> record.closeReason >> cause
        >> wireKind >> direction >> wire.begin >> wire.end >> exchange >> wire.emptyPoll >> wire.summary
        >> code >> wire.published >> wire.echo >> firstIn >> lastOut >> messages;
    for (quint32 i = 0; i < messages && in.status() == QDataStream::Ok; ++i) {
        quint64 id = 0;
        in >> id;
        wire.messages.push_back(MessageId{id});
    }
    in >> record.bytes;
    if (in.status() != QDataStream::Ok)
        return std::nullopt;
    record.kind = static_cast<TraceKind>(kind);
    record.source = {client, connection};
    record.closeCode = closeCode;
    record.closeCause = static_cast<CloseCause>(cause);
    wire.kind = static_cast<WireRecordKind>(wireKind);
    wire.direction = static_cast<Direction>(direction);
    if (exchange >= 0)
        wire.exchange = exchange;
    wire.code = code;
    wire.firstIn = timePoint(firstIn);
    wire.lastOut = timePoint(lastOut);
    return record;
}

} // namespace

Result<Done> CaptureSpool::open()
{
    m_file.setFileTemplate(QDir(QDir::tempPath()).filePath(QStringLiteral("pushscope-capture-XXXXXX")));
    if (!m_file.open())
        return Error{
            Words::tr("cannot keep the capture in %1: %2").arg(QDir::tempPath(), m_file.errorString())};
    return Done{};
}

void CaptureSpool::add(TransportKind lane, const TraceRecord &record)
{
    if (m_error)
        return;
    const WireRecord &wire = record.wire;
    m_entries.push_back({.offset = m_bufferAt + m_buffer.size(),
                         .stamp = wire.direction == Direction::Up || record.kind == TraceKind::Opened
                             ? wire.firstIn
                             : wire.lastOut,
                         .begin = wire.begin,
                         .number = record.number,
                         .conversation = conversationOf(lane, record.source),
                         .exchange = wire.exchange.value_or(-1),
                         .kind = record.kind,
                         .record = wire.kind,
                         .direction = wire.direction});
    m_buffer += packed(record);
    if (m_buffer.size() >= bufferBytes)
        flush();
}

quint32 CaptureSpool::conversationOf(TransportKind lane, const TapSource &source)
{
    const auto [known, isNew] = m_known.try_emplace({lane, source.client, source.connection},
                                                    static_cast<quint32>(m_conversations.size()));
    if (isNew)
        m_conversations.push_back({lane, source});
    return known->second;
}

void CaptureSpool::flush()
{
    if (!m_error && (m_file.write(m_buffer) != m_buffer.size() || !m_file.flush()))
        m_error = Error{
            Words::tr("cannot keep the capture in %1: %2").arg(m_file.fileName(), m_file.errorString())};
    m_bufferAt += m_buffer.size();
    m_buffer.clear();
}

// Read through a mapping: the writers jump between the lanes.
Result<Done> CaptureSpool::finish()
{
    flush();
    if (!m_error && m_bufferAt > 0) {
        m_mapped = m_file.map(0, m_bufferAt);
        if (!m_mapped)
            m_error = cannotReadBack();
    }
    return readError();
}

TraceRecord CaptureSpool::read(const CaptureEntry &entry)
{
    constexpr qint64 sizeBytes = sizeof(quint32);
    const auto bytes = [&](qint64 at, qint64 size) {
        // Qt reads the mapping as it reads any bytes. NOLINTNEXTLINE(*-reinterpret-cast)
        return QByteArray::fromRawData(reinterpret_cast<const char *>(m_mapped) + at, size);
    };
    quint32 size = 0;
    QDataStream(bytes(entry.offset, sizeBytes)) >> size;
    auto record = unpacked(bytes(entry.offset + sizeBytes, size));
    if (!record && !m_error)
        m_error = cannotReadBack();
    return record.value_or(TraceRecord{});
}

Error CaptureSpool::cannotReadBack() const
{
    return {
        Words::tr("cannot read the capture back from %1: %2").arg(m_file.fileName(), m_file.errorString())};
}

Result<Done> CaptureSpool::readError() const
{
    return m_error ? Result<Done>(*m_error) : Done{};
}
