#include "tests/fuzz/checks.h"

#include "core/protocol/websocket_frame.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

constexpr quint64 smallPayloadBytes = 300;

/// Frames are consecutive, no larger than what was fed, and their headers are of the length that RFC 6455 5.2
/// asks for.
QByteArray faultOf(const std::vector<WebSocketOutput> &outputs, qsizetype fed, quint64 limit)
{
    quint64 bytes = 0;
    for (const WebSocketOutput &output : outputs) {
        const auto *frame = std::get_if<WebSocketFrame>(&output);
        if (frame == nullptr)
            continue;
        const WebSocketFrameHeader &header = frame->header;
        if (header.payloadBytes > limit)
            return "a payload over the limit";
        if (static_cast<quint64>(frame->payload.size()) != header.payloadBytes)
            return "a payload that is not as long as its header says";
        if (header.headerBytes != webSocketHeaderBytes(header.payloadBytes, header.masked))
            return "a header of another length than its payload asks for";
        bytes += static_cast<quint64>(header.headerBytes) + header.payloadBytes;
    }
    return bytes > static_cast<quint64>(fed) ? "more came out than went in" : "";
}

} // namespace

QByteArray fuzz::frameFault(QByteArrayView input)
{
    const FuzzInput feeds(input);
    const quint64 limit = feeds.has(0) ? smallPayloadBytes : WebSocketFrameReader::defaultMaxPayloadBytes;
    const auto fed = [limit](const std::vector<QByteArrayView> &pieces) {
        WebSocketFrameReader reader(limit);
        return outputsOf(reader, pieces);
    };
    const std::vector<WebSocketOutput> whole = fed({feeds.bytes});
    if (fed(byteByByte(feeds.bytes)) != whole)
        return "byte by byte differs from whole";
    if (fed(splitOnce(feeds)) != whole)
        return "split differs from whole";
    return faultOf(whole, feeds.bytes.size(), limit);
}
