#include "core/transport/message_poster.h"

#include "core/transport/response_words.h"

MessagePoster::MessagePoster(QObject *parent)
    : QObject(parent)
{
    connect(&m_http, &HttpClient::headReceived, this, [this](const HttpResponse &head) { m_head = head; });
    connect(&m_http, &HttpClient::finished, this, &MessagePoster::finish);
    connect(&m_http, &HttpClient::failed, this, &MessagePoster::fail);
    connect(&m_patience, &Alarm::rang, this, [this] {
        m_http.close();
        fail(tr("No answer came"));
    });
}

void MessagePoster::post(const ClientSettings &settings, quint64 number, const QByteArray &payload,
                         PayloadKind kind)
{
    m_settings = settings;
    if (m_waiting.size() >= maxWaiting) {
        emit refused(number, tr("Too many messages wait to be sent"));
        return;
    }
    m_waiting.push_back({number, payload, kind});
    sendNext();
}

void MessagePoster::close()
{
    m_waiting.clear();
    m_patience.stop();
    m_http.close();
}

void MessagePoster::sendNext()
{
    if (m_waiting.empty() || m_http.isBusy())
        return;
    const Waiting &next = m_waiting.front();
    const HttpClient::Endpoint endpoint{m_settings.host, m_settings.port};
    RequestSpec request;
    request.method = "POST";
    request.target = "/messages";
    request.host = endpoint.authority();
    request.profile = m_settings.headers;
    request.keepAlive = m_settings.connections == ConnectionMode::Keep;
    request.body = next.payload;
    // As fetch() labels a Blob; a string it labels text/plain, which the profile does where it is due.
    if (next.kind == PayloadKind::Binary)
        request.extra.emplace_back("Content-Type", "application/octet-stream");
    if (m_settings.silenceTimeout > Duration{0})
        m_patience.aimAt(steadyNow() + m_settings.silenceTimeout);
    m_http.send(endpoint, request);
}

void MessagePoster::finish()
{
    if (m_head.status != 201) {
        fail(statusInWords(m_head));
        return;
    }
    m_patience.stop();
    const quint64 number = m_waiting.front().number;
    m_waiting.pop_front();
    sendNext();
    emit accepted(number);
}

void MessagePoster::fail(const QString &reason)
{
    m_patience.stop();
    const quint64 number = m_waiting.front().number;
    m_waiting.pop_front();
    // Not from here: on loopback a connection may be refused at once, one in the other.
    QMetaObject::invokeMethod(this, &MessagePoster::sendNext, Qt::QueuedConnection);
    emit refused(number, reason);
}
