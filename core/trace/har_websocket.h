#pragma once

#include "core/trace/har_json.h"
#include "core/trace/trace_record.h"

#include <array>

/// The messages of a WebSocket as Chrome puts them into a HAR: `_webSocketMessages`, an extension. Fragments
/// are joined; control frames are counted, not listed, as Chrome does.
class HarWebSocket
{
public:
    /// `seconds`: since 1970, when the client sent or got it. REQUIRES: an array is open.
    void add(HarJson &json, const TraceRecord &frame, double seconds);

    [[nodiscard]] qint64 messages() const { return m_messages; }
    [[nodiscard]] qint64 controlFrames() const { return m_controlFrames; }

private:
    struct Fragments
    {
        int opcode = 0;
        QByteArray payload;
    };
    std::array<Fragments, 2> m_fragments; ///< up, down
    qint64 m_messages = 0;
    qint64 m_controlFrames = 0;
};
