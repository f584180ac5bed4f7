#include "core/transport/short_poll_server.h"

#include "core/transport/http_connection.h"
#include "core/transport/poll_answer.h"
#include "core/transport/request_rules.h"

void ShortPollServer::serve(HttpConnection &connection, const HttpRequest &request)
{
    connection.join(m_connections);
    const Result<StartAfter> after = startAfter(request);
    if (!after) {
        connection.respond(errorAnswer(400, after.error().message));
        return;
    }
    const MessageBatch batch
        = m_context.source.since(after->forPoll(m_context.source.last()), m_context.settings.batch);
    const bool hasAnswer = hasNews(batch) || after->kind == StartAfter::Kind::Now;
    connection.respond(hasAnswer ? pollAnswer(batch) : emptyAnswer());
}
