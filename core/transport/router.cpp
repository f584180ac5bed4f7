#include "core/transport/router.h"

#include "core/transport/front_page.h"
#include "core/transport/request_rules.h"

using namespace Qt::Literals::StringLiterals;

namespace {
HttpAnswer foreignOrigin()
{
    return errorAnswer(403, u"This origin may not do that here"_s);
}

/// A page of an allowed foreign origin may read the answer.
void allowOrigin(HttpAnswer &answer, const HttpRequest &request)
{
    if (const auto origin = request.header("origin"))
        answer.extra.emplace_back("Access-Control-Allow-Origin", *origin);
}
}

Router::Router(ServerContext &context, const ServerTransports &transports, PublishFunction publish,
               std::function<ServerStats()> stats)
    : m_context(context)
    , m_transports(transports)
    , m_publish(std::move(publish))
    , m_stats(std::move(stats))
    , m_page(frontPage())
{
}

Router::Resource Router::resourceAt(QByteArrayView path)
{
    if (path == "*")
        return Resource::Any;
    if (path == "/")
        return Resource::Page;
    if (path == "/stats")
        return Resource::Stats;
    if (path == "/messages")
        return Resource::Messages;
    return routeOf(path) ? Resource::Transport : Resource::None;
}

QByteArray Router::methodsOf(Resource resource)
{
    switch (resource) {
    case Resource::Messages:
        return "POST, OPTIONS";
    case Resource::Any:
        return "GET, HEAD, POST, OPTIONS";
    default:
        return "GET, HEAD, OPTIONS";
    }
}

std::optional<HttpAnswer> Router::refusal(const HttpRequest &request) const
{
    const Resource resource = resourceAt(request.path());
    const QByteArray &method = request.method;
    if (resource == Resource::None)
        return errorAnswer(404, u"There is nothing at this address"_s);
    const bool reads = method == "GET" || method == "HEAD";
    const bool fits = resource == Resource::Messages ? method == "POST" : reads && resource != Resource::Any;
    if (!fits && method != "OPTIONS")
        return errorAnswer(405, u"This address does not take that method"_s,
                           {{"Allow", methodsOf(resource)}});
    if (method == "POST" && isForeign(request, m_context.settings))
        return foreignOrigin();
    return std::nullopt;
}

void Router::handle(HttpConnection &connection, const HttpRequest &request, const QByteArray &body)
{
    if (const auto refused = refusal(request)) {
        connection.respond(*refused);
        return;
    }
    const Resource resource = resourceAt(request.path());
    if (request.method == "OPTIONS")
        connection.respond(options(request, resource));
    else if (resource == Resource::Page)
        connection.respond(
            {.status = 200, .contentType = "text/html; charset=utf-8", .body = m_page, .extra = {}});
    else if (resource == Resource::Stats)
        connection.respond(jsonAnswer(200, statsBody(m_stats())));
    else if (resource == Resource::Messages)
        connection.respond(publish(request, body));
    else
        toTransport(connection, request);
}

HttpAnswer Router::options(const HttpRequest &request, Resource resource) const
{
    HttpAnswer answer = emptyAnswer();
    answer.extra.emplace_back("Allow", methodsOf(resource));
    if (!request.header("access-control-request-method"))
        return answer;
    const bool mayPost = resource == Resource::Messages && !isForeign(request, m_context.settings);
    answer.extra.emplace_back("Access-Control-Allow-Methods", mayPost ? "GET, HEAD, POST" : "GET, HEAD");
    if (mayPost) {
        allowOrigin(answer, request);
        answer.extra.emplace_back("Access-Control-Allow-Headers", "Content-Type");
    } else {
        answer.extra.emplace_back("Access-Control-Allow-Origin", "*");
        answer.extra.emplace_back("Access-Control-Allow-Headers", "Last-Event-ID");
    }
    return answer;
}

std::optional<HttpAnswer> Router::upgradeFault(const HttpConnection &connection,
                                               const HttpRequest &request) const
{
    if (!request.upgrade || request.method != "GET")
        return upgradeRequired(u"This address speaks WebSocket: ask for an upgrade"_s);
    if (isForeign(request, m_context.settings))
        return foreignOrigin();
    if (auto fault = handshakeFault(request))
        return fault;
    if (connection.hasBytesAfterUpgrade())
        return errorAnswer(400, u"Nothing may follow the handshake before it is answered"_s);
    return std::nullopt;
}

void Router::toTransport(HttpConnection &connection, const HttpRequest &request)
{
    const auto route = routeOf(request.path());
    if (route->upgrade) {
        if (const auto fault = upgradeFault(connection, request)) {
            connection.respond(*fault);
            return;
        }
    }
    m_transports[indexOf(route->kind)]->serve(connection, request);
}

HttpAnswer Router::publish(const HttpRequest &request, const QByteArray &body)
{
    const MessageId id = m_publish(body, body.isValidUtf8() ? PayloadKind::Text : PayloadKind::Binary);
    HttpAnswer answer = jsonAnswer(201, "{\"id\":" + QByteArray::number(toNumber(id)) + '}');
    allowOrigin(answer, request);
    return answer;
}
