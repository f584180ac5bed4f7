#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/message_source.h"
#include "core/transport/client_transport.h"
#include "core/transport/http_client.h"

#include <QObject>

#include <optional>

/// One poll after the other over an HTTP connection: a GET, and its answer read as design section 4.1 says.
class PollExchange : public QObject
{
    Q_OBJECT

public:
    explicit PollExchange(QObject *parent = nullptr);

    /// REQUIRES: not busy. Uses host, port, headers and connection mode of `settings`.
    void ask(const ClientSettings &settings, const QByteArray &target);
    [[nodiscard]] bool isBusy() const { return m_http.isBusy(); }
    /// Forgets the poll and closes the connection in order; no signal follows.
    void close();

signals:
    void asked();
    /// A part of the answer has come.
    void heard();
    /// Complete at `at`. A 204 brings no batch.
    void answered(const std::optional<MessageBatch> &batch, TimePoint at);
    /// The connection failed, or the answer is an error or makes no sense.
    void failed(const QString &reason);

private:
    void readAnswer();

    HttpClient m_http;
    HttpResponse m_head;
    QByteArray m_body;
};
