#include "core/trace/pcapng_export.h"

#include "core/trace/capture_file.h"
#include "core/trace/capture_order.h"
#include "core/trace/pcapng_writer.h"
#include "core/trace/tcp_synthesis.h"

#include <algorithm>
#include <map>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int abnormalClosure = 1006;

/// The connections of a capture while its records go by in the order of time.
class Packets
{
public:
    Packets(PcapngWriter &writer, const CaptureContext &context,
            const std::vector<CaptureConversation> &conversations)
        : m_writer(writer)
        , m_context(context)
        , m_conversations(conversations)
    {
    }

    void write(const CaptureEntry &entry, const TraceRecord &record)
    {
        Stream &stream = streamOf(entry.conversation);
        m_stamp = entry.stamp;
        m_comment = capture_words::packet(record, heldOf(stream, record));
        m_first = true;
        switch (record.kind) {
        case TraceKind::Opened:
            stream.tcp.open();
            break;
        case TraceKind::Wire:
        case TraceKind::Unfinished:
            writeBytes(stream, record);
            break;
        case TraceKind::Closed:
            stream.tcp.close(record.wire.direction,
                             stream.torn || record.closeCode == abnormalClosure
                                 || record.closeCause == CloseCause::Cut);
            m_streams.erase(entry.conversation);
            break;
        }
    }

private:
    struct Stream
    {
        TcpSynthesis tcp;
        std::map<int, TimePoint> asked; ///< exchange -> when its request was at the server
        bool torn = false; ///< something in it was cut off
    };

    Stream &streamOf(quint32 conversation)
    {
        const TransportKind lane = m_conversations[conversation].lane;
        m_packet.interface = static_cast<quint32>(indexOf(lane));
        const auto found = m_streams.find(conversation);
        if (found != m_streams.end())
            return found->second;
        const auto sink = [this](const TcpPacket &packet) { emitPacket(packet); };
        const TcpEndpoints ends = endpointsOf(conversation, m_context.ports[indexOf(lane)]);
        return m_streams.emplace(conversation, Stream{TcpSynthesis(ends, sink), {}, false}).first->second;
    }

    static std::optional<Duration> heldOf(Stream &stream, const TraceRecord &record)
    {
        const WireRecord &wire = record.wire;
        if (record.kind != TraceKind::Wire || !wire.exchange)
            return std::nullopt;
        if (wire.kind == WireRecordKind::Request)
            stream.asked[*wire.exchange] = wire.lastOut;
        const auto asked = stream.asked.find(*wire.exchange);
        if (wire.kind != WireRecordKind::Response || asked == stream.asked.end())
            return std::nullopt;
        const Duration held = wire.firstIn - asked->second;
        stream.asked.erase(asked);
        return held;
    }

    void writeBytes(Stream &stream, const TraceRecord &record)
    {
        stream.torn = stream.torn || record.kind == TraceKind::Unfinished;
        stream.tcp.data(record.wire.direction, record.bytes, record.wire.firstIn, record.wire.lastOut);
    }

    /// What acknowledges and has no payload is made up: it has no comment, unless the record has no bytes.
    void emitPacket(const TcpPacket &packet)
    {
        const bool first = std::exchange(m_first, false);
        m_packet.comment = first || packet.payloadBytes > 0 ? m_comment : QString();
        m_packet.unixNs
            = m_context.anchor.unixMicroseconds * 1000 + (m_stamp - m_context.anchor.steady).count();
        m_packet.bytes = packet.bytes;
        m_packet.outbound = packet.outbound;
        m_writer.write(m_packet);
    }

    PcapngWriter &m_writer;
    const CaptureContext &m_context;
    const std::vector<CaptureConversation> &m_conversations;
    std::map<quint32, Stream> m_streams;
    CapturePacket m_packet;
    QString m_comment; ///< of the record at hand
    TimePoint m_stamp{}; ///< of the record at hand
    bool m_first = true; ///< the next packet is the record's first
};

class PcapngExport : public CaptureExport
{
public:
    PcapngExport(CaptureSpool &spool, CaptureContext context, QString file)
        : m_spool(spool)
        , m_context(std::move(context))
        , m_name(std::move(file))
        , m_writer([this](const QByteArray &block) { m_target.write(block); })
        , m_packets(m_writer, m_context, spool.conversations())
    {
    }

    Result<bool> advance() override
    {
        if (!m_begun)
            return begin();
        constexpr std::size_t recordsAtOnce = 64;
        const std::size_t last = std::min(m_next + recordsAtOnce, m_entries.size());
        for (; m_next < last; ++m_next)
            m_packets.write(m_entries[m_next], m_spool.read(m_entries[m_next]));
        if (m_next < m_entries.size())
            return false;
        const Result<Done> read = m_spool.readError();
        const Result<Done> done = read ? m_target.commit() : read;
        return done ? Result<bool>(true) : done.error();
    }

private:
    Result<bool> begin()
    {
        m_begun = true;
        if (const auto opened = m_target.open(m_name); !opened)
            return opened.error();
        m_writer.beginSection(u"Pushscope "_s + m_context.version, capture_words::section(m_context));
        for (const TransportKind kind : allTransportKinds)
            m_writer.addInterface(
                machineName(kind),
                u"the links of the %1 clients; TCP is synthesised"_s.arg(machineName(kind)));
        m_entries = byTime(m_spool.entries());
        return false;
    }

    CaptureSpool &m_spool;
    CaptureContext m_context;
    QString m_name;
    CaptureFile m_target;
    PcapngWriter m_writer;
    Packets m_packets;
    std::vector<CaptureEntry> m_entries;
    std::size_t m_next = 0;
    bool m_begun = false;
};

} // namespace

std::unique_ptr<CaptureExport> pcapngExport(CaptureSpool &spool, CaptureContext context, QString file)
{
    return std::make_unique<PcapngExport>(spool, std::move(context), std::move(file));
}
