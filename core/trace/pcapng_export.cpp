#include "core/trace/pcapng_export.h"

#include "core/trace/capture_file.h"
#include "core/trace/capture_order.h"
#include "core/trace/pcapng_writer.h"
#include "core/trace/tcp_synthesis.h"

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
            stream.tcp.close(record.wire.direction, stream.torn || record.closeCode == abnormalClosure);
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

} // namespace

Result<Done> exportPcapng(CaptureSpool &spool, const CaptureContext &context, const QString &file)
{
    CaptureFile target;
    if (const auto opened = target.open(file); !opened)
        return opened.error();
    PcapngWriter writer(target.device());
    writer.beginSection(u"Pushscope "_s + context.version, capture_words::section(context));
    for (const TransportKind kind : allTransportKinds)
        writer.addInterface(machineName(kind),
                            u"the links of the %1 clients; TCP is synthesised"_s.arg(machineName(kind)));
    Packets packets(writer, context, spool.conversations());
    for (const CaptureEntry &entry : byTime(spool.entries()))
        packets.write(entry, spool.read(entry));
    if (const auto read = spool.readError(); !read)
        return read.error();
    return target.commit();
}
