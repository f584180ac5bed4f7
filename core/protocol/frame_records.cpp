#include "core/protocol/frame_records.h"

#include "core/protocol/wire_message.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace {

enum Opcode { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9 };
/// Id and time before the payload of a binary message (design section 4.1).
constexpr qsizetype binaryPrefixBytes = 16;

QByteArray summaryOf(int opcode, QByteArrayView payload)
{
    switch (opcode) {
    case Continuation:
        return QByteArrayLiteral("continuation");
    case Text:
        return QByteArrayLiteral("text");
    case Binary:
        return QByteArrayLiteral("binary");
    case Close:
        return payload.size() < 2 ? QByteArrayLiteral("close")
                                  : "close " + QByteArray::number(qFromBigEndian<quint16>(payload.data()));
    case Ping:
        return QByteArrayLiteral("ping");
    default:
        return QByteArrayLiteral("pong");
    }
}

} // namespace

bool FrameRecords::take(WireInput &input, std::vector<WireRecord> &records)
{
    while (!input.isEmpty()) {
        if (!m_header) {
            switch (takeHeader(input)) {
            case Step::Fault:
                return false;
            case Step::Reading:
                return true;
            case Step::Done:
                break;
            }
            if (!beginPayload())
                return false;
        }
        takePayload(input);
        if (m_payloadTaken == static_cast<qint64>(m_header->payloadBytes))
            endFrame(input, records);
    }
    return true;
}

FrameRecords::Step FrameRecords::takeHeader(WireInput &input)
{
    if (m_headerBytes.isEmpty()) {
        m_begin = input.position;
        m_firstIn = input.in;
    }
    const qsizetype before = m_headerBytes.size();
    m_headerBytes.append(input.bytes.first(std::min<qsizetype>(input.bytes.size(), maxWebSocketHeaderBytes)));
    const auto read = readWebSocketHeader(m_headerBytes, static_cast<quint64>(maxWireRecordBytes));
    if (!read) {
        input.take(input.bytes.size());
        return Step::Reading;
    }
    const auto *header = std::get_if<WebSocketFrameHeader>(&*read);
    if (header == nullptr)
        return Step::Fault;
    m_header = *header;
    m_headerBytes.resize(0);
    input.take(header->headerBytes - before);
    return Step::Done;
}

bool FrameRecords::beginPayload()
{
    m_payloadTaken = 0;
    m_control.resize(0);
    if (m_header->isControl())
        return true;
    // Only a message that goes on may be continued, and only continued (RFC 6455 5.4).
    if ((m_header->opcode == Continuation) != (m_opcode != 0))
        return false;
    if (m_opcode == 0)
        m_opcode = m_header->opcode;
    m_messageBytes += static_cast<qint64>(m_header->payloadBytes);
    return m_messageBytes <= maxWireRecordBytes;
}

void FrameRecords::takePayload(WireInput &input)
{
    const qint64 left = static_cast<qint64>(m_header->payloadBytes) - m_payloadTaken;
    const QByteArrayView bytes = input.take(std::min<qint64>(left, input.bytes.size()));
    if (m_header->isControl() || m_content == Content::ServerMessages)
        keep(bytes);
    m_payloadTaken += bytes.size();
}

void FrameRecords::keep(QByteArrayView bytes)
{
    QByteArray &kept = m_header->isControl() ? m_control : m_kept;
    if (!m_header->isControl() && m_opcode == Binary)
        bytes = bytes.first(std::min(bytes.size(), std::max<qsizetype>(0, binaryPrefixBytes - kept.size())));
    const qsizetype before = kept.size();
    kept.append(bytes);
    if (!m_header->masked)
        return;
    std::array<quint8, 4> mask = m_header->mask;
    std::rotate(mask.begin(), mask.begin() + m_payloadTaken % 4, mask.end());
    applyWebSocketMask(kept.data() + before, bytes.size(), mask);
}

void FrameRecords::endFrame(const WireInput &input, std::vector<WireRecord> &records)
{
    const WebSocketFrameHeader header = *std::exchange(m_header, std::nullopt);
    WireRecord record;
    record.kind = WireRecordKind::Frame;
    record.direction = m_direction;
    record.begin = m_begin;
    record.code = header.opcode;
    record.summary = summaryOf(header.opcode, m_control);
    record.firstIn = m_firstIn;
    record.lastOut = input.out;
    const auto payloadBytes = static_cast<qint64>(header.payloadBytes);
    if (header.isControl()) {
        appendRange(record.ranges, header.headerBytes + payloadBytes, BytePart::Control);
        settle(record);
        records.push_back(std::move(record));
        return;
    }
    record.published = m_content == Content::ClientMessages && header.fin;
    record.echo = m_content == Content::Anything && header.fin;
    record.end = m_begin + header.headerBytes + payloadBytes;
    m_held.push_back({std::move(record), header.headerBytes, payloadBytes});
    if (header.fin || m_content != Content::ServerMessages)
        endMessage(records);
    if (header.fin) {
        m_opcode = 0;
        m_messageBytes = 0;
    }
}

void FrameRecords::endMessage(std::vector<WireRecord> &records)
{
    m_ranges.clear();
    const std::optional<MessageId> id = classify();
    const bool heartbeat = m_ranges.size() == 1 && m_ranges.front().part == BytePart::Control;
    RangeLayer layer(m_ranges);
    for (Held &held : m_held) {
        held.record.ranges.reserve(m_held.size() == 1 ? m_ranges.size() + 1 : 4);
        appendRange(held.record.ranges, held.headerBytes, heartbeat ? BytePart::Control : BytePart::Framing);
        layer.take(held.payloadBytes, held.record.ranges);
        settle(held.record);
        records.push_back(std::move(held.record));
    }
    if (id)
        records.back().messages.push_back(*id);
    m_held.clear();
    // Keeps a small capacity for the next message, and gives a large one back.
    constexpr qsizetype keptCapacity = qsizetype{64} * 1024;
    if (m_kept.capacity() > keptCapacity)
        m_kept = {};
    else
        m_kept.resize(0);
}

std::optional<MessageId> FrameRecords::classify()
{
    qint64 bytes = 0;
    for (const Held &held : m_held)
        bytes += held.payloadBytes;
    if (m_content != Content::ServerMessages) {
        appendRange(m_ranges, bytes, BytePart::Payload);
        return std::nullopt;
    }
    if (m_opcode == Binary && m_kept.size() == binaryPrefixBytes) {
        const MessageId id{qFromBigEndian<quint64>(m_kept.constData())};
        appendRange(m_ranges, binaryPrefixBytes, BytePart::Envelope, id);
        appendRange(m_ranges, bytes - binaryPrefixBytes, BytePart::Payload, id);
        return id;
    }
    const std::optional<JsonMessage> message = m_opcode == Text ? locateMessage(m_kept) : std::nullopt;
    if (message) {
        appendRange(m_ranges, message->begin, BytePart::Framing);
        appendMessageRanges(m_ranges, m_kept, *message);
        appendRange(m_ranges, bytes - message->end, BytePart::Framing);
        return message->id;
    }
    if (m_opcode == Text && isHeartbeat(m_kept)) {
        appendRange(m_ranges, bytes, BytePart::Control);
        return std::nullopt;
    }
    const bool told = m_opcode == Text && isMissedOrRestarted(m_kept);
    appendRange(m_ranges, bytes, told ? BytePart::Framing : BytePart::Unclassified);
    return std::nullopt;
}

std::vector<WireRecord> FrameRecords::takeHeld()
{
    std::vector<WireRecord> records;
    for (Held &held : m_held)
        records.push_back(std::move(held.record));
    m_held.clear();
    return records;
}
