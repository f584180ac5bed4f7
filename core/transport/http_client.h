#pragma once

#include "core/protocol/http_parser.h"
#include "core/protocol/http_writer.h"

#include <QHostAddress>
#include <QObject>

#include <optional>

class QTcpSocket;

/// A light HTTP/1.1 client on one QTcpSocket: one request outstanding, one write a request, TCP_NODELAY.
///
/// Keeps its connection if request and response allow it. A kept connection that the server closes before it
/// has answered anything is replaced once, silently, for a GET or HEAD (RFC 9112 9.3.1); any other request is
/// never sent twice.
class HttpClient : public QObject
{
    Q_OBJECT

public:
    struct Endpoint
    {
        QHostAddress address;
        quint16 port = 0;

        /// As in Host: "127.0.0.1:8080", "[::1]:8080".
        [[nodiscard]] QByteArray authority() const;
        bool operator==(const Endpoint &) const = default;
    };

    explicit HttpClient(QObject *parent = nullptr);
    ~HttpClient() override;

    /// REQUIRES: not busy.
    void send(const Endpoint &endpoint, const RequestSpec &request);
    /// From send() until finished() or failed().
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// Forgets the request and closes the connection in order; no signal follows.
    void close();

signals:
    /// The request was written to a connected socket (again, after a silent second attempt).
    void written();
    void headReceived(const HttpResponse &head);
    void bodyReceived(const QByteArray &bytes);
    void finished();
    /// Refused, closed too early or not HTTP; the connection is gone.
    void failed(const QString &reason);

private:
    void openConnection();
    void write();
    void read();
    void lost();
    void take(const std::vector<HttpResponseOutput> &outputs);
    void finish();
    void fail(const QString &reason);
    void dropSocket();

    QTcpSocket *m_socket = nullptr;
    Endpoint m_endpoint;
    std::optional<HttpResponseParser> m_parser;
    QByteArray m_request;
    quint64 m_turn = 0; ///< changes with each request and close(): a listener may have called either
    bool m_busy = false;
    bool m_keep = true;
    bool m_answering = false; ///< bytes of the response have come
    bool m_mayRetry = false;
};
