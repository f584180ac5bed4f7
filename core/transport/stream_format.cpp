#include "core/transport/stream_format.h"

#include "core/protocol/envelope.h"
#include "core/protocol/http_writer.h"
#include "core/protocol/sse_writer.h"
#include "core/protocol/websocket_frame.h"

namespace {
constexpr int textOpcode = 1;
constexpr int binaryOpcode = 2;

QByteArray wireNotice(StreamFormat format, const QByteArray &type, const QByteArray &json)
{
    switch (format) {
    case StreamFormat::SseChunked:
        return chunkOf(sseEvent(type, json));
    case StreamFormat::SsePlain:
        return sseEvent(type, json);
    case StreamFormat::WebSocketText:
    case StreamFormat::WebSocketBinary:
        break;
    }
    return webSocketFrame(textOpcode, json);
}
}

QByteArray wireMessage(StreamFormat format, const Message &message)
{
    switch (format) {
    case StreamFormat::SseChunked:
        return chunkOf(sseMessage(message));
    case StreamFormat::SsePlain:
        return sseMessage(message);
    case StreamFormat::WebSocketText:
        return webSocketFrame(textOpcode, messageJson(message));
    case StreamFormat::WebSocketBinary:
        break;
    }
    return webSocketFrame(binaryOpcode, binaryMessage(message));
}

QByteArray wireMissed(StreamFormat format, quint64 count)
{
    return wireNotice(format, QByteArrayLiteral("missed"), missedJson(count));
}

QByteArray wireHeartbeat(StreamFormat format)
{
    return wireNotice(format, QByteArrayLiteral("heartbeat"), heartbeatJson());
}

QByteArray wireRestarted(StreamFormat format)
{
    return wireNotice(format, QByteArrayLiteral("restarted"), restartedJson());
}
