#include "core/trace/har_websocket.h"

#include "core/protocol/websocket_frame.h"

#include <utility>

using namespace Qt::Literals::StringLiterals;

void HarWebSocket::add(HarJson &json, const TraceRecord &frame, double seconds)
{
    WebSocketFrameReader reader;
    const auto outputs = reader.feed(frame.bytes);
    const auto *read = outputs.empty() ? nullptr : std::get_if<WebSocketFrame>(&outputs.front());
    if (!read)
        return;
    if (read->header.isControl()) {
        ++m_controlFrames;
        return;
    }
    const bool up = frame.wire.direction == Direction::Up;
    Fragments &fragments = m_fragments[up ? 0 : 1];
    if (read->header.opcode != 0)
        fragments.opcode = read->header.opcode;
    fragments.payload += read->payload;
    if (!read->header.fin)
        return;
    const auto [opcode, payload] = std::exchange(fragments, {});
    constexpr int text = 1;
    const bool asText = opcode == text && payload.isValidUtf8();
    json.beginObject();
    json.add("type", up ? u"send"_s : u"receive"_s);
    json.add("time", seconds);
    json.add("opcode", qint64{opcode});
    json.beginText("data");
    json.appendText(asText ? payload : payload.toBase64());
    json.endText();
    json.end();
    ++m_messages;
}
