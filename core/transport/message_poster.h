#pragma once

#include "core/transport/alarm.h"
#include "core/transport/client_transport.h"
#include "core/transport/http_client.h"

#include <QObject>

#include <deque>

/// Publishes messages by POST /messages (design section 4.1) on an HTTP connection of its own, one after the
/// other.
///
/// Never sends one twice: the server may have taken a message whose answer was lost (RFC 9110 9.2.2). Every
/// post() is followed by one accepted() or refused(), which may come before it returns, unless close() comes
/// first. At most maxWaiting wait; what comes beyond is refused.
class MessagePoster : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t maxWaiting = 1000;

    explicit MessagePoster(QObject *parent = nullptr);

    /// Host, port, headers and connection mode of `settings` serve for those that wait as well, and so does
    /// silenceTimeout: how long an answer may take.
    void post(const ClientSettings &settings, quint64 number, const QByteArray &payload, PayloadKind kind);
    /// Forgets what waits and closes the connection in order; no signal follows.
    void close();

signals:
    /// Answered with 201.
    void accepted(quint64 number);
    /// Refused by the server, without an answer, or never sent.
    void refused(quint64 number, const QString &reason);

private:
    struct Waiting
    {
        quint64 number = 0;
        QByteArray payload;
        PayloadKind kind = PayloadKind::Text;
    };
    void sendNext();
    void finish();
    void fail(const QString &reason);

    ClientSettings m_settings;
    HttpClient m_http;
    Alarm m_patience;
    HttpResponse m_head;
    std::deque<Waiting> m_waiting; ///< the first is under way while the connection is busy
};
