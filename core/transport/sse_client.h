#pragma once

#include "core/protocol/sse_parser.h"
#include "core/transport/http_client.h"
#include "core/transport/resuming_client.h"

#include <optional>

/// Reads a text/event-stream as EventSource does (HTML Living Standard 9.2.3): resumes with Last-Event-ID,
/// obeys `retry:` (and waits the backoff on top, as 9.2.3 allows), and gives up for good on 204, on any other
/// status than 200 and on a wrong media type.
class SseClient : public ResumingClient
{
    Q_OBJECT

public:
    explicit SseClient(const ClientSettings &settings, QObject *parent = nullptr);

protected:
    void open() override;
    void closeNow() override;
    void settingsChanged(const ClientSettings &before, bool moved) override;
    [[nodiscard]] TimePoint nextAttempt(TimePoint now, Duration backoff) const override;

private:
    void receiveHead(const HttpResponse &head);
    void receiveBody(const QByteArray &bytes);
    /// A script sees events, but no comments: without visible heartbeats silence says nothing.
    void expectEvents();
    /// These say whether to go on.
    bool receive(const SseOutput &output);
    bool receiveEvent(const SseEvent &event);

    HttpClient m_http;
    std::optional<SseParser> m_parser;
    bool m_hasEventId = false;
    Duration m_reconnectionTime{0};
};
