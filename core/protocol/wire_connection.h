#pragma once

#include "core/protocol/frame_records.h"
#include "core/protocol/sse_records.h"
#include "core/protocol/wire_exchange.h"

#include <array>
#include <deque>

/// What is known of both directions of one connection: the state behind WireParser, whose promises are here.
/// wire_requests.cpp has what concerns the client's bytes, wire_responses.cpp the server's.
class WireConnection
{
public:
    std::vector<WireRecord> feed(Direction direction, QByteArrayView bytes, TimePoint in, TimePoint out);
    [[nodiscard]] qint64 unfinishedBytes(Direction direction) const;
    [[nodiscard]] bool hasOpenExchange() const;

private:
    using Records = std::vector<WireRecord>;
    /// Bytes that came before it was known what they are.
    struct WaitingBytes
    {
        QByteArray bytes;
        qint64 position = 0;
        TimePoint in{};
        TimePoint out{};
    };
    enum class Mode { Http, UpgradeAsked, EventStream, Frames, Deaf };

    void takeUp(WireInput &input, Records &records);
    void takeRequests(WireInput &input, Records &records);
    [[nodiscard]] bool beginRequest();
    void endRequest(Records &records);
    void takeDown(WireInput &input, Records &records);
    void takeResponses(WireInput &input, Records &records);
    [[nodiscard]] bool beginResponse(Records &records);
    void beginFrames(bool echo, Records &records);
    void endExchange(const WireRecord &response);
    void takeFrames(Direction direction, WireInput &input, Records &records);
    void wait(WireInput &input, Records &records);
    void stopWaiting(Mode mode, Records &records);
    void deafen(Direction direction, WireOrigin origin, WireInput &input, Records &records);

    std::array<qint64, 2> m_fed{};
    std::array<qint64, 2> m_recorded{};
    Mode m_upMode = Mode::Http;
    Mode m_downMode = Mode::Http;
    WireMessage m_request{WireHeadReader::Kind::Request};
    WireMessage m_response{WireHeadReader::Kind::Response};
    std::deque<WireExchange> m_open; ///< in order; the last one's request may still be coming
    int m_exchanges = 0;
    std::optional<WireExchange> m_arriving; ///< whose request has its head only
    std::optional<bool> m_answeredEarly; ///< the arriving one is answered; whether that brought nothing
    std::vector<WaitingBytes> m_waiting;
    std::optional<SseRecords> m_stream;
    std::array<std::optional<FrameRecords>, 2> m_frames;
};
