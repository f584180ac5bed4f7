#include "core/transport/sse_server.h"

#include "core/protocol/http_writer.h"
#include "core/protocol/sse_writer.h"
#include "core/transport/direct_send.h"
#include "core/transport/http_connection.h"
#include "core/transport/request_rules.h"

namespace {
QByteArray framed(const QByteArray &text, StreamFormat format)
{
    return format == StreamFormat::SseChunked ? chunkOf(text) : text;
}
}

struct SseServer::Client
{
    Client(LiveStream &liveStream, DeadlineQueue &deadlines, std::function<void(Client &)> beat)
        : stream(liveStream)
        , heartbeat(deadlines, [this, beat = std::move(beat)] { beat(*this); })
    {
    }
    LiveStream &stream;
    Deadline heartbeat;
};

SseServer::SseServer(ServerContext &context)
    : m_context(context)
    , m_fanOut(context)
{
}

SseServer::~SseServer() = default;

void SseServer::serve(HttpConnection &connection, const HttpRequest &request)
{
    const Result<StartAfter> after = startAfterOnStream(request);
    if (!after) {
        connection.respond(errorAnswer(400, after.error().message));
        return;
    }
    if (!connection.beginStream("text/event-stream"))
        return;
    const auto format = connection.isChunked() ? StreamFormat::SseChunked : StreamFormat::SsePlain;
    ServerSocket &socket = connection.socket();
    sendNow(socket, framed(sseRetry(m_context.settings.sseRetry), format));
    LiveStream &stream = m_fanOut.add(socket, format, after->forStream(m_context.source.last()));
    auto client = std::make_unique<Client>(stream, m_context.deadlines, [this](Client &c) { beat(c); });
    client->heartbeat.set(steadyNow() + m_context.settings.heartbeat);
    m_clients.emplace(&connection, std::move(client));
    connect(&socket, &QIODevice::bytesWritten, this, [&stream] { stream.refill(); });
    connect(&connection, &HttpConnection::closed, this, [this, &connection] { leave(connection); });
}

void SseServer::beat(Client &client)
{
    const TimePoint now = steadyNow();
    const Duration interval = m_context.settings.heartbeat;
    if (now - client.stream.lastWrite() >= interval)
        client.stream.write(m_context.settings.visibleHeartbeats
                                ? wireHeartbeat(client.stream.format())
                                : framed(sseComment("keep-alive"), client.stream.format()),
                            now);
    client.heartbeat.set(client.stream.lastWrite() + interval);
}

void SseServer::leave(HttpConnection &connection)
{
    const auto found = m_clients.find(&connection);
    if (found == m_clients.end())
        return;
    connection.disconnect(this);
    connection.socket().disconnect(this);
    m_fanOut.remove(found->second->stream);
    m_clients.erase(found);
}

void SseServer::close()
{
    while (!m_clients.empty()) {
        const auto &[connection, client] = *m_clients.begin();
        HttpConnection &ending = *connection;
        if (client->stream.format() == StreamFormat::SseChunked)
            client->stream.write(chunkOf({}), steadyNow());
        leave(ending);
        ending.endStream();
    }
}
