#include "core/protocol/wire_connection.h"

#include <utility>

namespace {

/// Requests that wait for their answers; more are taken for garbage.
constexpr std::size_t maxOpenExchanges = 4096;
/// What a client may send after an upgrade request before it is answered.
constexpr qint64 maxWaitingBytes = qint64{1024} * 1024;

} // namespace

void WireConnection::takeUp(WireInput &input, Records &records)
{
    while (!input.isEmpty()) {
        switch (m_upMode) {
        case Mode::Http:
            takeRequests(input, records);
            break;
        case Mode::UpgradeAsked:
            wait(input, records);
            break;
        case Mode::Frames:
            takeFrames(Direction::Up, input, records);
            break;
        case Mode::EventStream:
        case Mode::Deaf:
            deafen(Direction::Up, {input.position, input.in}, input, records);
            break;
        }
    }
}

void WireConnection::takeRequests(WireInput &input, Records &records)
{
    while (m_upMode == Mode::Http) {
        switch (m_request.take(input)) {
        case WireMessage::Step::Reading:
            return;
        case WireMessage::Step::Head:
            if (!beginRequest())
                deafen(Direction::Up, m_request.origin(), input, records);
            break;
        case WireMessage::Step::Complete:
            endRequest(records);
            break;
        case WireMessage::Step::Fault:
            deafen(Direction::Up, m_request.origin(), input, records);
            break;
        }
    }
}

bool WireConnection::beginRequest()
{
    const WireHead &head = m_request.head();
    const qint64 length = head.contentLength.value_or(0);
    if (head.otherCoding || length > maxWireRecordBytes || m_open.size() >= maxOpenExchanges)
        return false;
    m_request.expectBody(head.chunked ? WireBody::chunked() : WireBody::ofLength(length), false);
    m_arriving = exchangeOf(head, m_exchanges++);
    m_answeredEarly.reset();
    m_open.push_back(*m_arriving);
    return true;
}

void WireConnection::endRequest(Records &records)
{
    WireRecord record = requestRecord(m_request, *m_arriving);
    if (m_answeredEarly) {
        // Nothing is to come that would settle what its bytes were for.
        record.exchange.reset();
        if (*m_answeredEarly && !m_arriving->isHandshake()) {
            record.ranges.clear();
            m_request.bookWholly(record, BytePart::EmptyPoll);
        }
    } else if (m_arriving->role == WireExchange::Role::Upgrade) {
        m_upMode = Mode::UpgradeAsked;
    }
    records.push_back(std::move(record));
    m_arriving.reset();
    m_request.restart();
}

void WireConnection::wait(WireInput &input, Records &records)
{
    const WireOrigin origin = m_waiting.empty()
        ? WireOrigin{input.position, input.in}
        : WireOrigin{m_waiting.front().position, m_waiting.front().in};
    if (input.position + input.bytes.size() - origin.position > maxWaitingBytes) {
        m_waiting.clear();
        deafen(Direction::Up, origin, input, records);
        return;
    }
    const qint64 position = input.position;
    m_waiting.push_back({input.take(input.bytes.size()).toByteArray(), position, input.in, input.out});
}

void WireConnection::stopWaiting(Mode mode, Records &records)
{
    if (m_upMode != Mode::UpgradeAsked)
        return;
    m_upMode = mode;
    for (const WaitingBytes &waiting : std::exchange(m_waiting, {})) {
        WireInput input{waiting.bytes, waiting.position, waiting.in, waiting.out};
        takeUp(input, records);
    }
}
