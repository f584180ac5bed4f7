#pragma once

#include "core/protocol/message_source.h"
#include "core/transport/server_context.h"
#include "core/transport/stream_format.h"

class ServerSocket;

/// One client's stream of messages after a cursor, on a socket that outlives it.
///
/// Replays from the log as fast as the socket drains, then follows live. A live client that falls behind is
/// served from the log again; when its backlog exceeds settings.liveLagBytes it is dropped, counted, and the
/// client is told how many it missed.
class LiveStream
{
public:
    LiveStream(ServerSocket &socket, StreamFormat format, MessageId after, ServerContext &context);

    [[nodiscard]] StreamFormat format() const { return m_format; }
    /// The newest message of the log, and its bytes in this stream's format.
    void deliver(const Message &message, const QByteArray &wire, TimePoint now);
    /// The socket has drained: goes on with what it is behind.
    void refill();
    /// Anything else that belongs between two messages.
    void write(const QByteArray &wire, TimePoint now);
    [[nodiscard]] TimePoint lastWrite() const { return m_lastWrite; }
    [[nodiscard]] quint64 dropped() const { return m_dropped; }

private:
    enum class Mode { Replaying, Live, Behind };

    void dropBacklog();
    [[nodiscard]] qint64 writeBatch();

    ServerSocket &m_socket;
    ServerContext &m_context;
    Deadline m_nextTurn;
    StreamFormat m_format;
    Mode m_mode = Mode::Replaying;
    MessageId m_cursor;
    quint64 m_dropped = 0;
    quint64 m_untold = 0; ///< dropped and not yet told
    TimePoint m_lastWrite;
};
