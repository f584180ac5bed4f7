#include "core/transport/long_poll_server.h"

#include "core/transport/http_connection.h"
#include "core/transport/poll_answer.h"
#include "core/transport/request_rules.h"

#include <map>

using namespace Qt::Literals::StringLiterals;

struct LongPollServer::Held
{
    Held(MessageId after, DeadlineQueue &deadlines, std::function<void()> giveUp)
        : cursor(after)
        , deadline(deadlines, std::move(giveUp))
    {
    }
    MessageId cursor;
    Deadline deadline;
};

LongPollServer::LongPollServer(ServerContext &context)
    : m_context(context)
{
}

LongPollServer::~LongPollServer() = default;

void LongPollServer::serve(HttpConnection &connection, const HttpRequest &request)
{
    connection.join(m_connections);
    const Result<StartAfter> after = startAfter(request);
    const Result<std::chrono::seconds> timeout = longPollTimeout(request);
    if (!after || !timeout) {
        connection.respond(errorAnswer(400, (after ? timeout.error() : after.error()).message));
        return;
    }
    const MessageId cursor = after->forPoll(m_context.source.last());
    const MessageBatch batch = m_context.source.since(cursor, m_context.settings.batch);
    const bool mayHold = request.method != "HEAD" && timeout->count() > 0;
    if (hasNews(batch))
        connection.respond(pollAnswer(batch));
    else if (mayHold)
        hold(connection, cursor, *timeout);
    else
        connection.respond(after->kind == StartAfter::Kind::Now ? pollAnswer(batch) : emptyAnswer());
}

void LongPollServer::hold(HttpConnection &connection, MessageId cursor, Duration timeout)
{
    auto held
        = std::make_unique<Held>(cursor, m_context.deadlines, [this, &connection] { giveUp(connection); });
    held->deadline.set(steadyNow() + timeout);
    m_held.emplace(&connection, std::move(held));
    connect(&connection, &HttpConnection::closed, this, [this, &connection] { m_held.erase(&connection); });
}

void LongPollServer::giveUp(HttpConnection &connection)
{
    m_held.erase(&connection);
    connection.disconnect(this);
    connection.respond(emptyAnswer());
}

void LongPollServer::announce(const Message &message)
{
    // Answering may bring the connection's next request, which may be held in turn.
    const HeldPolls answered = std::exchange(m_held, {});
    const MessageId before{toNumber(message.id) - 1};
    const HttpAnswer single
        = answered.empty() ? HttpAnswer() : pollAnswer({.messages = {message}, .last = message.id});
    std::map<int, QByteArray> responses;
    for (const auto &[connection, held] : answered) {
        connection->disconnect(this);
        if (held->cursor != before) {
            connection->respond(pollAnswer(m_context.source.since(held->cursor, m_context.settings.batch)));
            continue;
        }
        QByteArray &response = responses[connection->responseShape()];
        if (response.isEmpty())
            response = connection->responseFor(single);
        connection->respondWith(response);
    }
}

void LongPollServer::close()
{
    const HeldPolls answered = std::exchange(m_held, {});
    for (const auto &[connection, held] : answered) {
        connection->disconnect(this);
        connection->endAfterAnswer();
        connection->respond(errorAnswer(503, u"The server is closing"_s));
    }
}
