#include "core/protocol/wire_connection.h"

void WireConnection::takeDown(WireInput &input, Records &records)
{
    while (!input.isEmpty()) {
        switch (m_downMode) {
        case Mode::Http:
            takeResponses(input, records);
            break;
        case Mode::EventStream:
            if (!m_stream->take(input, records))
                deafen(Direction::Down, m_stream->origin(), input, records);
            else if (m_stream->isComplete())
                m_downMode = Mode::Http;
            break;
        case Mode::Frames:
            takeFrames(Direction::Down, input, records);
            break;
        case Mode::UpgradeAsked:
        case Mode::Deaf:
            deafen(Direction::Down, {input.position, input.in}, input, records);
            break;
        }
    }
}

void WireConnection::takeResponses(WireInput &input, Records &records)
{
    while (m_downMode == Mode::Http) {
        switch (m_response.take(input)) {
        case WireMessage::Step::Reading:
            return;
        case WireMessage::Step::Head:
            if (!beginResponse(records))
                deafen(Direction::Down, m_response.origin(), input, records);
            break;
        case WireMessage::Step::Complete:
            records.push_back(responseRecord(m_response, m_open.empty() ? WireExchange{} : m_open.front()));
            m_response.restart();
            endExchange(records.back());
            if (m_upMode == Mode::UpgradeAsked && m_open.empty())
                stopWaiting(Mode::Http, records);
            break;
        case WireMessage::Step::Fault:
            deafen(Direction::Down, m_response.origin(), input, records);
            break;
        }
    }
}

bool WireConnection::beginResponse(Records &records)
{
    const WireHead &head = m_response.head();
    const WireExchange exchange = m_open.empty() ? WireExchange{} : m_open.front();
    const bool switches = head.status == 101;
    if (head.status < 200) {
        if (switches && (exchange.role != WireExchange::Role::Upgrade || m_arriving))
            return false;
        records.push_back(responseHeadRecord(
            m_response, exchange, exchange.isHandshake() ? BytePart::Handshake : BytePart::ResponseHead));
        m_response.restart();
        if (!switches)
            return true;
        m_open.pop_front();
        using Content = FrameRecords::Content;
        m_frames
            = {FrameRecords(Direction::Up, exchange.echo ? Content::Anything : Content::ClientMessages),
               FrameRecords(Direction::Down, exchange.echo ? Content::Anything : Content::ServerMessages)};
        m_downMode = Mode::Frames;
        stopWaiting(Mode::Frames, records);
        return true;
    }
    const bool bodiless = exchange.headOnly || head.status == 204 || head.status == 304;
    if (head.contentLength.value_or(0) > maxWireRecordBytes && !bodiless)
        return false;
    const WireBody body = bodiless          ? WireBody::ofLength(0)
        : head.chunked && !head.otherCoding ? WireBody::chunked()
                                            : WireBody::ofLength(head.contentLength);
    if (head.status == 200 && head.eventStream && !body.isComplete()) {
        records.push_back(responseHeadRecord(m_response, exchange, BytePart::Handshake));
        m_response.restart();
        endExchange(records.back());
        m_stream.emplace(body);
        m_downMode = Mode::EventStream;
        return true;
    }
    m_response.expectBody(body, !exchange.isHandshake() && (head.status == 200 || head.status == 201));
    return true;
}

void WireConnection::endExchange(const WireRecord &response)
{
    if (!response.exchange)
        return;
    m_open.pop_front();
    if (m_arriving && m_arriving->number == response.exchange)
        m_answeredEarly = response.emptyPoll;
}

void WireConnection::beginFrames(bool echo, Records &records)
{
    using Content = FrameRecords::Content;
    m_frames = {FrameRecords(Direction::Up, echo ? Content::Anything : Content::ClientMessages),
                FrameRecords(Direction::Down, echo ? Content::Anything : Content::ServerMessages)};
    m_downMode = Mode::Frames;
    stopWaiting(Mode::Frames, records);
}
