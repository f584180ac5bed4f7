#include "core/transport/sse_client.h"

#include "core/protocol/envelope.h"
#include "core/transport/response_words.h"
#include "core/transport/stream_notice.h"

#include <algorithm>

SseClient::SseClient(const ClientSettings &settings, QObject *parent)
    : ResumingClient(settings, parent)
{
    connect(&m_http, &HttpClient::headReceived, this, &SseClient::receiveHead);
    connect(&m_http, &HttpClient::bodyReceived, this, &SseClient::receiveBody);
    connect(&m_http, &HttpClient::finished, this, [this] { lose(tr("The stream ended")); });
    connect(&m_http, &HttpClient::failed, this, &SseClient::lose);
}

void SseClient::open()
{
    m_parser.emplace();
    const HttpClient::Endpoint endpoint{settings().host, settings().port};
    RequestSpec request;
    request.target = "/events" + afterQuery();
    request.host = endpoint.authority();
    request.purpose = RequestSpec::Purpose::EventStream;
    request.profile = settings().headers;
    if (m_hasEventId)
        request.extra.emplace_back("Last-Event-ID", QByteArray::number(toNumber(cursor())));
    expectWithin(settings().silenceTimeout);
    m_http.send(endpoint, request);
}

void SseClient::closeNow()
{
    m_http.close();
    if (!isRunning()) {
        m_hasEventId = false;
        m_reconnectionTime = Duration{0};
    }
}

void SseClient::settingsChanged(const ClientSettings &, bool moved)
{
    if (moved)
        reopen();
}

TimePoint SseClient::nextAttempt(TimePoint now, Duration backoff) const
{
    if (!settings().reconnectJitter)
        return now + std::max(m_reconnectionTime, backoff);
    return now + m_reconnectionTime + backoff;
}

void SseClient::expectEvents()
{
    expectWithin(settings().visibleHeartbeats ? settings().silenceTimeout : Duration{0});
}

void SseClient::receiveHead(const HttpResponse &head)
{
    if (head.status == 204) {
        giveUp(tr("The server asked not to connect again (204 No Content)"));
    } else if (head.status != 200) {
        giveUp(statusInWords(head));
    } else if (!hasMediaType(head, "text/event-stream")) {
        giveUp(tr("The answer is not an event stream"));
    } else {
        setState(ClientState::Phase::Open);
        expectEvents();
        tellReady();
    }
}

void SseClient::receiveBody(const QByteArray &bytes)
{
    for (const SseOutput &output : m_parser->feed(bytes))
        if (!receive(output))
            return;
}

bool SseClient::receive(const SseOutput &output)
{
    if (const auto *event = std::get_if<SseEvent>(&output))
        return receiveEvent(*event);
    if (const auto *retry = std::get_if<SseRetry>(&output)) {
        m_reconnectionTime = retry->delay;
    } else if (std::holds_alternative<SseOverflow>(output)) {
        lose(tr("An event is too large"));
        return false;
    }
    return true;
}

bool SseClient::receiveEvent(const SseEvent &event)
{
    const TimePoint at = steadyNow();
    expectEvents();
    if (event.type == "message") {
        const Result<Message> message = parseMessage(event.data);
        if (!message) {
            lose(tr("An event makes no sense: %1").arg(message.error().message));
            return false;
        }
        answeredWell();
        m_hasEventId = true;
        return tellDelivered(*message, at);
    }
    if (event.type != "missed" && event.type != "restarted" && event.type != "heartbeat")
        return true; // of a kind that we did not ask for: EventSource without a listener
    const std::optional<StreamNotice> notice = parseNotice(event.data);
    if (!notice) {
        lose(tr("An event makes no sense: %1").arg(QString::fromUtf8(event.data.left(80))));
        return false;
    }
    if (const auto *missedNotice = std::get_if<MissedNotice>(&*notice))
        return tellMissed(missedNotice->count);
    if (std::holds_alternative<HeartbeatNotice>(*notice))
        return true;
    m_hasEventId = false;
    return tellRestarted();
}
