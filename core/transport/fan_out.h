#pragma once

#include "core/transport/live_stream.h"

#include <memory>
#include <vector>

/// The live streams of one transport: a message is put into each wire format once, and its bytes go to all.
class FanOut
{
public:
    explicit FanOut(ServerContext &context)
        : m_context(context)
    {
    }

    /// The stream lives until remove(); it is told of its socket's draining by its owner.
    LiveStream &add(ServerSocket &socket, StreamFormat format, MessageId after);
    void remove(const LiveStream &stream);
    void announce(const Message &message);
    [[nodiscard]] int count() const { return static_cast<int>(m_streams.size()); }
    /// Of all streams, those that have left too.
    [[nodiscard]] quint64 dropped() const;

private:
    ServerContext &m_context;
    std::vector<std::unique_ptr<LiveStream>> m_streams;
    quint64 m_droppedBefore = 0;
};
