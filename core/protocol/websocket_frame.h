#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>
#include <variant>
#include <vector>

/// Header of one frame, RFC 6455 5.2.
struct WebSocketFrameHeader
{
    bool fin = true;
    int rsv = 0; ///< the three bits, 0 to 7
    int opcode = 1; ///< 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
    bool masked = false;
    std::array<quint8, 4> mask{};
    quint64 payloadBytes = 0;
    int headerBytes = 2; ///< 2 to 14, mask included

    [[nodiscard]] bool isControl() const { return opcode >= 8; }
    bool operator==(const WebSocketFrameHeader &) const = default;
};

/// A whole frame, unmasked.
struct WebSocketFrame
{
    WebSocketFrameHeader header;
    QByteArray payload;
    bool operator==(const WebSocketFrame &) const = default;
};
/// Bytes that RFC 6455 forbids (reserved opcode, control frame over 125 bytes or fragmented, length not
/// minimal, top bit of a 64-bit length, over the limit); the reader is deaf from here on.
struct WebSocketFault
{
    QByteArray reason;
    bool operator==(const WebSocketFault &) const = default;
};
using WebSocketOutput = std::variant<WebSocketFrame, WebSocketFault>;

/// Size of the header that RFC 6455 5.2 asks for: 2, 4 or 10 bytes, and 4 more with a mask.
[[nodiscard]] int webSocketHeaderBytes(quint64 payloadBytes, bool masked);
/// One unfragmented frame as a server sends it (no mask).
[[nodiscard]] QByteArray webSocketFrame(int opcode, QByteArrayView payload);
/// As a client sends it.
[[nodiscard]] QByteArray maskedWebSocketFrame(int opcode, QByteArrayView payload, std::array<quint8, 4> mask);

/// The longest header: 2 bytes, 8 of length, 4 of mask.
inline constexpr int maxWebSocketHeaderBytes = 14;
/// Header at the begin of `bytes`; nullopt: more bytes are needed.
[[nodiscard]] std::optional<std::variant<WebSocketFrameHeader, WebSocketFault>>
readWebSocketHeader(QByteArrayView bytes, quint64 maxPayloadBytes);
/// XOR with the mask, which starts again at `bytes` (RFC 6455 5.3). The same way masks and unmasks.
void applyWebSocketMask(char *bytes, qsizetype size, std::array<quint8, 4> mask);

/// Incremental reader of the frames of one direction.
class WebSocketFrameReader
{
public:
    static constexpr quint64 defaultMaxPayloadBytes = quint64{16} * 1024 * 1024;

    explicit WebSocketFrameReader(quint64 maxPayloadBytes = defaultMaxPayloadBytes);

    [[nodiscard]] std::vector<WebSocketOutput> feed(QByteArrayView bytes);

private:
    quint64 m_maxPayloadBytes;
    QByteArray m_buffer;
    bool m_deaf = false;
};
