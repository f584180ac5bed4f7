#pragma once

#include "core/protocol/header_profile.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

/// A request head. Header names keep their spelling; header() compares without case.
struct HttpRequest
{
    QByteArray method{};
    QByteArray target{}; ///< as sent: "/poll?after=3"
    int versionMinor = 1; ///< 1 for HTTP/1.1, 0 for HTTP/1.0
    HttpHeaders headers{};
    bool keepAlive = true;
    bool upgrade = false; ///< asks for `Upgrade: websocket`

    [[nodiscard]] std::optional<QByteArray> header(QByteArrayView name) const;
    /// Target up to '?'.
    [[nodiscard]] QByteArrayView path() const;
    /// Percent-decoded value of a query parameter; absent: nullopt.
    [[nodiscard]] std::optional<QByteArray> query(QByteArrayView name) const;

    bool operator==(const HttpRequest &) const = default;
};

struct HttpResponse
{
    int status = 0;
    QByteArray reason{};
    int versionMinor = 1;
    HttpHeaders headers{};
    bool keepAlive = true;

    [[nodiscard]] std::optional<QByteArray> header(QByteArrayView name) const;

    bool operator==(const HttpResponse &) const = default;
};

/// A piece of the body, already without chunk framing.
struct HttpBody
{
    QByteArray bytes{};
    bool operator==(const HttpBody &) const = default;
};

/// The message is complete. `wireBytes`: its size on the wire, head and framing included (and with it empty
/// lines before a request, and 1xx responses before the real one), so that their sum is what was consumed.
struct HttpEnd
{
    qint64 wireBytes = 0;
    bool operator==(const HttpEnd &) const = default;
};

/// The peer sent what RFC 9112 forbids or what exceeds a limit; the parser is deaf from here on.
/// `status` is what a server answers: 400, 413 (body), 414 (target), 431 (head).
struct HttpFault
{
    int status = 400;
    QByteArray reason{};
    bool operator==(const HttpFault &) const = default;
};

struct HttpLimits
{
    qsizetype headBytes = qsizetype{16} * 1024;
    qsizetype bodyBytes = qsizetype{1024} * 1024; ///< 0: no limit

    bool operator==(const HttpLimits &) const = default;
};

using HttpRequestOutput = std::variant<HttpRequest, HttpBody, HttpEnd, HttpFault>;
using HttpResponseOutput = std::variant<HttpResponse, HttpBody, HttpEnd, HttpFault>;

/// Incremental parser for a connection's requests, one after the other (pipelining), RFC 9112.
///
/// Bytes in, values out; what comes out never depends on how the input was split (adjacent HttpBody pieces
/// may be split differently). Stricter than Boost.Beast: obs-fold, no Host and two Hosts are faults.
/// A target over 8 KiB is a 414. A fault in a head comes in place of its HttpRequest.
class HttpRequestParser
{
public:
    explicit HttpRequestParser(HttpLimits limits = {});
    ~HttpRequestParser();
    HttpRequestParser(HttpRequestParser &&) noexcept;
    HttpRequestParser &operator=(HttpRequestParser &&) noexcept;

    [[nodiscard]] std::vector<HttpRequestOutput> feed(QByteArrayView bytes);
    /// After a request with `upgrade` (and its HttpEnd) the parser stops: bytes behind the head, fed so far.
    [[nodiscard]] QByteArray takeUnread();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Incremental parser for a connection's responses. The caller says, in order, what was asked, because a
/// response to HEAD has no body (RFC 9112 6.3). 1xx responses other than 101 are skipped.
class HttpResponseParser
{
public:
    /// Body limit 0: none (streams).
    explicit HttpResponseParser(HttpLimits limits = {qsizetype{16} * 1024, 0});
    ~HttpResponseParser();
    HttpResponseParser(HttpResponseParser &&) noexcept;
    HttpResponseParser &operator=(HttpResponseParser &&) noexcept;

    /// The next response whose head is still to come answers a HEAD; called n times: the next n do.
    void expectNoBody();
    [[nodiscard]] std::vector<HttpResponseOutput> feed(QByteArrayView bytes);
    /// The peer closed: ends a close-delimited body, or is a fault in the middle of a message.
    [[nodiscard]] std::vector<HttpResponseOutput> finish();
    /// After a 101 (and its HttpEnd) the parser stops: bytes behind the head, fed so far.
    [[nodiscard]] QByteArray takeUnread();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};
