#include "core/transport/poll_exchange.h"

#include "core/protocol/envelope.h"
#include "core/transport/response_words.h"

PollExchange::PollExchange(QObject *parent)
    : QObject(parent)
{
    connect(&m_http, &HttpClient::written, this, &PollExchange::asked);
    connect(&m_http, &HttpClient::headReceived, this, [this](const HttpResponse &head) {
        m_head = head;
        m_body.clear();
        emit heard();
    });
    connect(&m_http, &HttpClient::bodyReceived, this, [this](const QByteArray &bytes) {
        m_body += bytes;
        emit heard();
    });
    connect(&m_http, &HttpClient::finished, this, &PollExchange::readAnswer);
    connect(&m_http, &HttpClient::failed, this, &PollExchange::failed);
}

void PollExchange::ask(const ClientSettings &settings, const QByteArray &target)
{
    const HttpClient::Endpoint endpoint{settings.host, settings.port};
    RequestSpec request;
    request.target = target;
    request.host = endpoint.authority();
    request.profile = settings.headers;
    request.keepAlive = settings.connections == ConnectionMode::Keep;
    m_http.send(endpoint, request);
}

void PollExchange::close()
{
    m_http.close();
}

void PollExchange::readAnswer()
{
    const TimePoint at = steadyNow();
    if (m_head.status == 204) {
        emit answered(std::nullopt, at);
        return;
    }
    if (m_head.status != 200) {
        emit failed(statusInWords(m_head));
        return;
    }
    if (!hasMediaType(m_head, "application/json")) {
        emit failed(tr("The answer is not JSON"));
        return;
    }
    const Result<MessageBatch> batch = parsePollBody(m_body);
    m_body.clear();
    if (batch)
        emit answered(*batch, at);
    else
        emit failed(tr("The answer makes no sense: %1").arg(batch.error().message));
}
