#pragma once

#include "core/transport/http_answer.h"
#include "core/transport/request_reader.h"
#include "core/transport/server_socket.h"

#include <QObject>

#include <memory>
#include <optional>

class HttpConnection;

/// Who answers the requests of a connection. Outlives it.
class RequestHandler
{
public:
    virtual ~RequestHandler() = default;

    /// The answer that refuses a request before its body is read (`Expect: 100-continue`).
    [[nodiscard]] virtual std::optional<HttpAnswer> refusal(const HttpRequest &request) const = 0;
    /// A request is complete; it is answered now or later, and the next one waits until then.
    virtual void handle(HttpConnection &connection, const HttpRequest &request, const QByteArray &body) = 0;
};

/// Counts a connection for a transport as long as it lives. The counter outlives it.
class Membership
{
public:
    explicit Membership(int &count)
        : m_count(count)
    {
        ++m_count;
    }
    ~Membership() { --m_count; }
    Membership(const Membership &) = delete;
    Membership &operator=(const Membership &) = delete;

private:
    int &m_count;
};

/// One HTTP/1.1 connection of the server, RFC 9112: requests in, answers out in the same order (pipelining),
/// keep-alive, head, body and idle timeouts; each answer is one write, sent in the same turn of the loop.
///
/// A bad request is answered here with its 4xx and ends the connection. closed() comes once, at the end.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    HttpConnection(std::unique_ptr<ServerSocket> socket, RequestHandler &handler, ServerContext &context);
    ~HttpConnection() override;

    /// Starts reading; apart from the constructor so that closed() can be connected first.
    void start();

    /// Answers the request in hand. REQUIRES isAnswerDue().
    void respond(const HttpAnswer &answer);
    /// As respond(), with bytes made by responseFor() for a connection of the same responseShape().
    void respondWith(const QByteArray &response);
    [[nodiscard]] QByteArray responseFor(const HttpAnswer &answer);
    /// What, besides the answer, decides the bytes of a response.
    [[nodiscard]] int responseShape() const;
    [[nodiscard]] bool isAnswerDue() const { return m_answerDue; }
    /// The answer in hand, or the next one, is the last: `Connection: close`.
    void endAfterAnswer() { m_lastAnswer = true; }

    /// Answers with the head of a stream; what follows is up to the caller. False: only the head was asked.
    [[nodiscard]] bool beginStream(const QByteArray &contentType);
    /// The stream's bytes go in chunks (HTTP/1.1) and not until the connection closes (HTTP/1.0).
    [[nodiscard]] bool isChunked() const { return m_request.versionMinor >= 1; }

    /// Ends the stream's connection once all is sent.
    void endStream();

    /// Bytes came after the head of an upgrade in the same segment.
    [[nodiscard]] bool hasBytesAfterUpgrade() const { return m_reader.hasBytesAfterUpgrade(); }
    /// Takes the socket, the bytes of the upgrade unread; this connection ends with closed().
    [[nodiscard]] std::unique_ptr<ServerSocket> takeSocket();

    /// Ends in order: at once when idle, else after the answer in hand.
    void end();
    void join(int &count) { m_membership.emplace(count); }
    [[nodiscard]] ServerSocket &socket() { return *m_socket; }

signals:
    void closed();

private:
    void pump();
    void take(HttpRequestOutput output);
    void take(HttpRequest &request);
    void dispatch();
    void refuse(const HttpAnswer &answer);
    void finishAnswer();
    void onDisconnected();
    void shutDown();
    void watch();
    void onDeadline();

    std::unique_ptr<ServerSocket> m_socket;
    RequestHandler &m_handler;
    ServerContext &m_context;
    Deadline m_deadline;
    RequestReader m_reader;
    HttpRequest m_request; ///< the one in hand
    QByteArray m_body;
    std::optional<Membership> m_membership;
    bool m_pumping = false;
    bool m_answerDue = false;
    bool m_streaming = false;
    bool m_lastAnswer = false;
    bool m_ended = false;
};
