#include "core/protocol/websocket_frame.h"

#include <QtEndian>

#include <cstring>
#include <limits>
#include <utility>

namespace {

constexpr int finBit = 0x80;
constexpr int maskBit = 0x80;
constexpr quint64 maxShortBytes = 125;
constexpr quint64 maxMediumBytes = 0xffff;
constexpr int mediumMarker = 126;
constexpr int longMarker = 127;

quint8 byteAt(QByteArrayView bytes, qsizetype at)
{
    return static_cast<quint8>(bytes[at]);
}

QByteArray headerOf(int opcode, quint64 payloadBytes, bool masked)
{
    QByteArray header;
    header.append(static_cast<char>(finBit | opcode));
    const int mask = masked ? maskBit : 0;
    if (payloadBytes <= maxShortBytes) {
        header.append(static_cast<char>(mask | static_cast<int>(payloadBytes)));
        return header;
    }
    const bool medium = payloadBytes <= maxMediumBytes;
    header.append(static_cast<char>(mask | (medium ? mediumMarker : longMarker)));
    std::array<char, 8> length{};
    qToBigEndian(payloadBytes, length.data());
    return header.append(medium ? length.data() + 6 : length.data(), medium ? 2 : 8);
}

/// What RFC 6455 5.2 and 5.5 forbid of a header whose bytes are all there; empty: nothing.
QByteArray faultOf(const WebSocketFrameHeader &header, quint64 maxPayloadBytes)
{
    if ((header.opcode > 2 && header.opcode < 8) || header.opcode > 10)
        return QByteArrayLiteral("Reserved opcode");
    if (header.isControl() && !header.fin)
        return QByteArrayLiteral("Fragmented control frame");
    if (header.isControl() && header.payloadBytes > maxShortBytes)
        return QByteArrayLiteral("Control frame of more than 125 bytes");
    if (header.payloadBytes > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return QByteArrayLiteral("Length with its top bit set");
    if (header.headerBytes != webSocketHeaderBytes(header.payloadBytes, header.masked))
        return QByteArrayLiteral("Length not in its shortest form");
    if (header.payloadBytes > maxPayloadBytes)
        return QByteArrayLiteral("Frame over the limit");
    return {};
}

} // namespace

int webSocketHeaderBytes(quint64 payloadBytes, bool masked)
{
    const int length = payloadBytes <= maxShortBytes ? 0 : payloadBytes <= maxMediumBytes ? 2 : 8;
    return 2 + length + (masked ? 4 : 0);
}

QByteArray webSocketFrame(int opcode, QByteArrayView payload)
{
    QByteArray frame;
    frame.reserve(payload.size() + maxWebSocketHeaderBytes);
    frame.append(headerOf(opcode, static_cast<quint64>(payload.size()), false));
    return frame.append(payload);
}

QByteArray maskedWebSocketFrame(int opcode, QByteArrayView payload, std::array<quint8, 4> mask)
{
    QByteArray frame;
    frame.reserve(payload.size() + maxWebSocketHeaderBytes);
    frame.append(headerOf(opcode, static_cast<quint64>(payload.size()), true));
    for (const quint8 byte : mask)
        frame.append(static_cast<char>(byte));
    const qsizetype headerBytes = frame.size();
    frame.append(payload);
    applyWebSocketMask(frame.data() + headerBytes, payload.size(), mask);
    return frame;
}

void applyWebSocketMask(char *bytes, qsizetype size, std::array<quint8, 4> mask)
{
    std::array<char, 8> wide{};
    for (std::size_t i = 0; i < wide.size(); ++i)
        wide[i] = static_cast<char>(mask[i % 4]);
    quint64 key = 0;
    std::memcpy(&key, wide.data(), sizeof key);
    qsizetype i = 0;
    for (; i + 8 <= size; i += 8) {
        quint64 word = 0;
        std::memcpy(&word, bytes + i, sizeof word);
        word ^= key;
        std::memcpy(bytes + i, &word, sizeof word);
    }
    for (; i < size; ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ wide[static_cast<std::size_t>(i % 8)]);
}

std::optional<std::variant<WebSocketFrameHeader, WebSocketFault>> readWebSocketHeader(QByteArrayView bytes,
                                                                                      quint64 maxPayloadBytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    WebSocketFrameHeader header;
    header.fin = (byteAt(bytes, 0) & finBit) != 0;
    header.rsv = (byteAt(bytes, 0) >> 4) & 7;
    header.opcode = byteAt(bytes, 0) & 0xf;
    header.masked = (byteAt(bytes, 1) & maskBit) != 0;
    const int length = byteAt(bytes, 1) & ~maskBit;
    const int lengthBytes = length == longMarker ? 8 : length == mediumMarker ? 2 : 0;
    header.headerBytes = 2 + lengthBytes + (header.masked ? 4 : 0);
    if (bytes.size() < header.headerBytes)
        return std::nullopt;
    header.payloadBytes = static_cast<quint64>(length);
    if (lengthBytes == 2)
        header.payloadBytes = qFromBigEndian<quint16>(bytes.data() + 2);
    else if (lengthBytes == 8)
        header.payloadBytes = qFromBigEndian<quint64>(bytes.data() + 2);
    if (header.masked)
        std::memcpy(header.mask.data(), bytes.data() + header.headerBytes - 4, 4);
    if (QByteArray fault = faultOf(header, maxPayloadBytes); !fault.isEmpty())
        return WebSocketFault{std::move(fault)};
    return header;
}

WebSocketFrameReader::WebSocketFrameReader(quint64 maxPayloadBytes)
    : m_maxPayloadBytes(maxPayloadBytes)
{
}

std::vector<WebSocketOutput> WebSocketFrameReader::feed(QByteArrayView bytes)
{
    std::vector<WebSocketOutput> out;
    if (m_deaf)
        return out;
    m_buffer.append(bytes);
    QByteArrayView rest(m_buffer);
    while (const auto read = readWebSocketHeader(rest, m_maxPayloadBytes)) {
        if (const auto *fault = std::get_if<WebSocketFault>(&*read)) {
            m_deaf = true;
            m_buffer.clear();
            out.emplace_back(*fault);
            return out;
        }
        const auto &header = std::get<WebSocketFrameHeader>(*read);
        const auto payloadBytes = static_cast<qsizetype>(header.payloadBytes);
        if (rest.size() - header.headerBytes < payloadBytes)
            break;
        WebSocketFrame frame{header, rest.sliced(header.headerBytes, payloadBytes).toByteArray()};
        if (header.masked)
            applyWebSocketMask(frame.payload.data(), payloadBytes, header.mask);
        out.emplace_back(std::move(frame));
        rest = rest.sliced(header.headerBytes + payloadBytes);
    }
    m_buffer.remove(0, m_buffer.size() - rest.size());
    return out;
}
