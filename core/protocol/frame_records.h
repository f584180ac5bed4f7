#pragma once

#include "core/protocol/message_ranges.h"
#include "core/protocol/websocket_frame.h"
#include "core/protocol/wire_input.h"

/// Records of the WebSocket frames of one direction (RFC 6455 5).
///
/// Control frames come out at once, the frames of a message in several together when its last one is whole:
/// only then is it known what its bytes were for.
class FrameRecords
{
public:
    /// What data frames hold: the server's messages, a client's, or anything (`/echo`).
    enum class Content { ServerMessages, ClientMessages, Anything };

    FrameRecords(Direction direction, Content content)
        : m_direction(direction)
        , m_content(content)
    {
    }

    /// Takes all bytes; false: a fault, and nothing is taken any more.
    [[nodiscard]] bool take(WireInput &input, std::vector<WireRecord> &records);
    /// The first byte of what is being read.
    [[nodiscard]] WireOrigin origin() const { return {m_begin, m_firstIn}; }
    /// Whole frames whose message is not whole; nothing is held any more.
    [[nodiscard]] std::vector<WireRecord> takeHeld();

private:
    struct Held
    {
        WireRecord record;
        int headerBytes = 0;
        qint64 payloadBytes = 0;
    };

    enum class Step { Reading, Done, Fault };
    [[nodiscard]] Step takeHeader(WireInput &input);
    [[nodiscard]] bool beginPayload();
    void takePayload(WireInput &input);
    void keep(QByteArrayView bytes);
    void endFrame(const WireInput &input, std::vector<WireRecord> &records);
    void endMessage(std::vector<WireRecord> &records);
    [[nodiscard]] std::optional<MessageId> classify();

    Direction m_direction;
    Content m_content;
    // The frame that is being read.
    QByteArray m_headerBytes; ///< while they come in pieces
    std::optional<WebSocketFrameHeader> m_header;
    qint64 m_payloadTaken = 0;
    QByteArray m_control;
    qint64 m_begin = 0;
    TimePoint m_firstIn{};
    // The message that is being read.
    int m_opcode = 0; ///< of its first frame; 0: none
    QByteArray m_kept; ///< of a text all, of a binary message the prefix
    qint64 m_messageBytes = 0;
    std::vector<Held> m_held;
    TextRanges m_ranges;
};
