#include "core/transport/http_connection.h"

#include "core/protocol/http_writer.h"
#include "core/transport/direct_send.h"

#include <QScopedValueRollback>

using namespace Qt::Literals::StringLiterals;

namespace {
/// Answers that the peer does not take: above this no further request is worked on.
constexpr qint64 maxUnsentBytes = 256LL * 1024;

bool isHead(const HttpRequest &request)
{
    return request.method == "HEAD";
}
}

HttpConnection::HttpConnection(std::unique_ptr<ServerSocket> socket, RequestHandler &handler,
                               ServerContext &context)
    : m_socket(std::move(socket))
    , m_handler(handler)
    , m_context(context)
    , m_deadline(context.deadlines, [this] { onDeadline(); })
    , m_reader(*m_socket, context.settings.http)
{
}

HttpConnection::~HttpConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void HttpConnection::start()
{
    connect(m_socket.get(), &QIODevice::readyRead, this, &HttpConnection::pump);
    connect(m_socket.get(), &QIODevice::bytesWritten, this, &HttpConnection::pump);
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &HttpConnection::onDisconnected);
    pump();
}

void HttpConnection::pump()
{
    if (m_pumping || m_ended || !m_socket)
        return;
    if (m_streaming) {
        // What a client sends into a stream has no meaning.
        m_socket->drain();
        return;
    }
    {
        const QScopedValueRollback guard(m_pumping, true);
        while (m_socket && !m_answerDue && !m_streaming && !m_ended
               && m_socket->bytesToWrite() <= maxUnsentBytes && m_reader.hasNext())
            take(m_reader.takeNext());
    }
    watch();
}

void HttpConnection::take(HttpRequestOutput output)
{
    if (auto *request = std::get_if<HttpRequest>(&output))
        take(*request);
    else if (const auto *body = std::get_if<HttpBody>(&output))
        m_body += body->bytes;
    else if (std::holds_alternative<HttpEnd>(output))
        dispatch();
    else if (const auto *fault = std::get_if<HttpFault>(&output))
        refuse(errorAnswer(fault->status, QString::fromUtf8(fault->reason)));
}

void HttpConnection::take(HttpRequest &request)
{
    m_request = std::move(request);
    m_body.clear();
    if (m_request.upgrade) {
        // The parser has stopped: whatever is not switched to another protocol ends here.
        m_request.keepAlive = false;
        dispatch();
        return;
    }
    const bool bodyIsHere = m_reader.hasRead();
    const auto expect = m_request.header("expect");
    if (!expect || m_request.versionMinor == 0 || bodyIsHere
        || expect->compare("100-continue", Qt::CaseInsensitive) != 0)
        return;
    if (const auto refusal = m_handler.refusal(m_request))
        refuse(*refusal);
    else
        sendNow(*m_socket, QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n"));
}

void HttpConnection::dispatch()
{
    m_answerDue = true;
    m_handler.handle(*this, m_request, std::exchange(m_body, {}));
}

int HttpConnection::responseShape() const
{
    const bool keepAlive = m_request.keepAlive && !m_lastAnswer;
    return (isHead(m_request) ? 4 : 0) + (m_request.versionMinor >= 1 ? 2 : 0) + (keepAlive ? 1 : 0);
}

QByteArray HttpConnection::responseFor(const HttpAnswer &answer)
{
    ResponseSpec spec;
    spec.status = answer.status;
    spec.profile = m_context.settings.headers;
    spec.extra = answer.extra;
    if (m_request.method == "GET" || isHead(m_request))
        spec.extra.emplace_back("Access-Control-Allow-Origin", "*");
    spec.contentType = answer.contentType;
    spec.body = answer.body;
    spec.keepAlive = m_request.keepAlive && !m_lastAnswer;
    for (auto &[name, value] : spec.extra)
        if (name == "Connection" && !spec.keepAlive)
            value += ", close";
    spec.headOnly = isHead(m_request);
    spec.versionMinor = m_request.versionMinor;
    return writeResponse(spec, m_context.date());
}

void HttpConnection::respond(const HttpAnswer &answer)
{
    respondWith(responseFor(answer));
}

void HttpConnection::respondWith(const QByteArray &response)
{
    Q_ASSERT(m_answerDue);
    sendNow(*m_socket, response);
    finishAnswer();
}

bool HttpConnection::beginStream(const QByteArray &contentType)
{
    Q_ASSERT(m_answerDue);
    ResponseSpec spec;
    spec.profile = m_context.settings.headers;
    spec.extra.emplace_back("Access-Control-Allow-Origin", "*");
    spec.contentType = contentType;
    spec.stream = true;
    spec.keepAlive = m_request.keepAlive;
    spec.headOnly = isHead(m_request);
    spec.versionMinor = m_request.versionMinor;
    sendNow(*m_socket, writeResponse(spec, m_context.date()));
    if (isHead(m_request)) {
        finishAnswer();
        return false;
    }
    m_answerDue = false;
    m_streaming = true;
    m_deadline.clear();
    m_socket->drain();
    return true;
}

void HttpConnection::endStream()
{
    if (m_streaming && !m_ended)
        shutDown();
}

/// Answers outside the order of things and ends: the request is faulty, late or refused before its body.
void HttpConnection::refuse(const HttpAnswer &answer)
{
    m_lastAnswer = true;
    m_answerDue = true;
    respond(answer);
}

void HttpConnection::finishAnswer()
{
    m_answerDue = false;
    if (!m_request.keepAlive || m_lastAnswer)
        shutDown();
    else
        pump();
}

void HttpConnection::shutDown()
{
    m_ended = true;
    m_deadline.clear();
    m_socket->disconnectFromHost();
}

std::unique_ptr<ServerSocket> HttpConnection::takeSocket()
{
    m_socket->disconnect(this);
    m_deadline.clear();
    m_ended = true;
    m_membership.reset();
    while (m_socket->peek(2) == "\r\n") // RFC 9112 2.2; QWebSocketServer knows no such thing
        m_socket->skip(2);
    std::unique_ptr<ServerSocket> socket = std::move(m_socket);
    emit closed();
    return socket;
}

void HttpConnection::onDisconnected()
{
    m_ended = true;
    m_deadline.clear();
    m_membership.reset();
    emit closed();
}

void HttpConnection::end()
{
    m_lastAnswer = true;
    if (!m_answerDue && !m_ended && m_socket)
        shutDown();
}

/// Sets the deadline of what the connection now waits for; none while an answer is due.
void HttpConnection::watch()
{
    if (!m_socket || m_ended || m_answerDue || m_streaming) {
        m_deadline.clear();
        return;
    }
    m_socket->keepReading();
    const ServerSettings &settings = m_context.settings;
    const bool first = m_request.method.isEmpty();
    const RequestReader::Phase phase = m_reader.phase();
    if (phase == RequestReader::Phase::Body)
        m_deadline.set(steadyNow() + settings.bodyTimeout);
    else if (phase == RequestReader::Phase::Head || first)
        m_deadline.set(m_reader.headSince() + settings.headTimeout);
    else
        m_deadline.set(steadyNow() + settings.idleTimeout);
}

void HttpConnection::onDeadline()
{
    if (m_socket->bytesToWrite() > maxUnsentBytes) {
        m_socket->abort();
    } else if (m_reader.phase() != RequestReader::Phase::Idle) {
        m_request = HttpRequest();
        refuse(errorAnswer(408, u"The request took too long to arrive"_s));
    } else {
        shutDown();
    }
}
