#include "core/protocol/wire_connection.h"

#include <algorithm>

namespace {

std::size_t index(Direction direction)
{
    return static_cast<std::size_t>(direction);
}

} // namespace

std::vector<WireRecord> WireConnection::feed(Direction direction, QByteArrayView bytes, TimePoint in,
                                             TimePoint out)
{
    Records records;
    WireInput input{bytes, m_fed[index(direction)], in, out};
    m_fed[index(direction)] += bytes.size();
    direction == Direction::Up ? takeUp(input, records) : takeDown(input, records);
    for (const WireRecord &record : records)
        m_recorded[index(record.direction)] += record.end - record.begin;
    return records;
}

void WireConnection::takeFrames(Direction direction, WireInput &input, Records &records)
{
    FrameRecords &frames = *m_frames[index(direction)];
    if (frames.take(input, records))
        return;
    for (WireRecord &held : frames.takeHeld()) {
        WireInput nothing{{}, held.end, held.firstIn, held.lastOut};
        deafen(direction, {held.begin, held.firstIn}, nothing, records);
    }
    deafen(direction, frames.origin(), input, records);
}

void WireConnection::deafen(Direction direction, WireOrigin origin, WireInput &input, Records &records)
{
    (direction == Direction::Up ? m_upMode : m_downMode) = Mode::Deaf;
    WireRecord record;
    record.direction = direction;
    record.begin = origin.position;
    input.take(input.bytes.size());
    appendRange(record.ranges, input.position - origin.position, BytePart::Unclassified);
    record.firstIn = origin.in;
    record.lastOut = input.out;
    settle(record);
    records.push_back(std::move(record));
}

bool WireConnection::hasOpenExchange() const
{
    return std::any_of(m_open.begin(), m_open.end(), [this](const WireExchange &exchange) {
        return !exchange.isHandshake() && (!m_arriving || m_arriving->number != exchange.number);
    });
}

qint64 WireConnection::unfinishedBytes(Direction direction) const
{
    return m_fed[index(direction)] - m_recorded[index(direction)];
}
