#include "core/transport/live_stream.h"

#include "core/transport/direct_send.h"
#include "core/transport/server_socket.h"

namespace {
/// Bytes in the socket's own buffer up to which a live client is sent to directly.
constexpr qint64 liveBufferBytes = 64LL * 1024;
/// Bytes left in it when more is fetched from the log.
constexpr qint64 refillBelowBytes = 32LL * 1024;
constexpr BatchLimits refillBatch{.maxMessages = 500, .maxBytes = 64LL * 1024};
/// Replayed to one client before others have their turn.
constexpr qint64 bytesPerTurn = 512LL * 1024;
}

LiveStream::LiveStream(ServerSocket &socket, StreamFormat format, MessageId after, ServerContext &context)
    : m_socket(socket)
    , m_context(context)
    , m_nextTurn(context.deadlines, [this] { refill(); })
    , m_format(format)
    , m_cursor(after)
    , m_lastWrite(steadyNow())
{
    refill();
}

void LiveStream::deliver(const Message &message, const QByteArray &wire, TimePoint now)
{
    if (m_mode == Mode::Live && m_socket.bytesToWrite() <= liveBufferBytes) {
        sendNow(m_socket, wire);
        m_cursor = message.id;
        m_lastWrite = now;
        return;
    }
    if (m_mode == Mode::Replaying)
        return;
    m_mode = Mode::Behind;
    if (m_context.source.bytesSince(m_cursor) > m_context.settings.liveLagBytes)
        dropBacklog();
}

void LiveStream::dropBacklog()
{
    const MessageId last = m_context.source.last();
    const quint64 count = toNumber(last) - toNumber(m_cursor);
    m_dropped += count;
    m_untold += count;
    m_cursor = last;
}

void LiveStream::refill()
{
    if (m_mode == Mode::Live)
        return;
    qint64 written = 0;
    while (m_mode != Mode::Live && m_socket.bytesToWrite() < refillBelowBytes) {
        if (written >= bytesPerTurn) {
            m_nextTurn.set(steadyNow());
            return;
        }
        written += writeBatch();
    }
}

qint64 LiveStream::writeBatch()
{
    const MessageBatch batch = m_context.source.since(m_cursor, refillBatch);
    QByteArray bytes;
    if (batch.restarted)
        bytes += wireRestarted(m_format);
    if (m_mode == Mode::Behind)
        m_dropped += batch.missed;
    if (const quint64 missed = std::exchange(m_untold, 0) + batch.missed; missed > 0)
        bytes += wireMissed(m_format, missed);
    for (const Message &message : batch.messages)
        bytes += wireMessage(m_format, message);
    m_cursor = batch.last;
    if (!batch.more)
        m_mode = Mode::Live;
    if (!bytes.isEmpty())
        write(bytes, steadyNow());
    return bytes.size();
}

void LiveStream::write(const QByteArray &wire, TimePoint now)
{
    sendNow(m_socket, wire);
    m_lastWrite = now;
}
