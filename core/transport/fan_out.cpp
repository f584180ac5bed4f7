#include "core/transport/fan_out.h"

#include <algorithm>
#include <array>

LiveStream &FanOut::add(ServerSocket &socket, StreamFormat format, MessageId after)
{
    return *m_streams.emplace_back(std::make_unique<LiveStream>(socket, format, after, m_context));
}

void FanOut::remove(const LiveStream &stream)
{
    const auto found = std::find_if(m_streams.begin(), m_streams.end(),
                                    [&stream](const auto &entry) { return entry.get() == &stream; });
    if (found == m_streams.end())
        return;
    m_droppedBefore += stream.dropped();
    std::swap(*found, m_streams.back());
    m_streams.pop_back();
}

void FanOut::announce(const Message &message)
{
    const TimePoint now = steadyNow();
    std::array<QByteArray, streamFormatCount> wires;
    for (const auto &stream : m_streams) {
        QByteArray &wire = wires[static_cast<std::size_t>(stream->format())];
        if (wire.isEmpty())
            wire = wireMessage(stream->format(), message);
        stream->deliver(message, wire, now);
    }
}

quint64 FanOut::dropped() const
{
    quint64 sum = m_droppedBefore;
    for (const auto &stream : m_streams)
        sum += stream->dropped();
    return sum;
}
