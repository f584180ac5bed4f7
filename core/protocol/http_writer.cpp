#include "core/protocol/http_writer.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace {

const QByteArray crlf = QByteArrayLiteral("\r\n");

bool has(const HttpHeaders &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const HttpHeader &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void append(HttpHeaders &to, const HttpHeaders &from)
{
    to.insert(to.end(), from.begin(), from.end());
}

bool isBrowserLike(const HeaderProfile &profile)
{
    return profile.kind == HeaderProfile::Kind::Browser || profile.kind == HeaderProfile::Kind::SignedIn;
}

/// Start line, headers, empty line; a Custom profile pads it to `wantedBytes`.
QByteArray headOf(const QByteArray &startLine, const HttpHeaders &headers, const HeaderProfile &profile,
                  int wantedBytes)
{
    QByteArray head = startLine + crlf + headerLines(headers);
    if (profile.kind == HeaderProfile::Kind::Custom)
        head += headerLines(paddingHeader(head.size() + crlf.size(), wantedBytes));
    return head + crlf;
}

/// What the body of a request needs said, as fetch() says it.
HttpHeaders bodyHeaders(const RequestSpec &spec)
{
    HttpHeaders headers;
    if (spec.body.isEmpty() && spec.method != "POST")
        return headers;
    headers.emplace_back("Content-Length", QByteArray::number(spec.body.size()));
    if (isBrowserLike(spec.profile)) {
        if (!spec.body.isEmpty() && !has(spec.extra, "Content-Type"))
            headers.emplace_back("Content-Type", "text/plain;charset=UTF-8");
        headers.emplace_back("Origin", "http://" + spec.host);
    }
    return headers;
}

/// RFC 9110 8.6: a 1xx, 204 or 304 has no body, and no Content-Length that counts one.
bool hasNoBody(int status)
{
    return status / 100 == 1 || status == 204 || status == 304;
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 101:
        return "Switching Protocols";
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 426:
        return "Upgrade Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return {};
    }
}

/// How the connection goes on; an HTTP/1.0 client must be told either way.
void appendConnection(HttpHeaders &headers, const ResponseSpec &spec)
{
    if (has(spec.extra, "Connection"))
        return;
    const bool closeDelimited = spec.stream && spec.versionMinor == 0;
    if (!spec.keepAlive || closeDelimited)
        headers.emplace_back("Connection", "close");
    else if (spec.versionMinor == 0 || isBrowserLike(spec.profile))
        headers.emplace_back("Connection", "keep-alive");
}

HttpHeaders framingHeaders(const ResponseSpec &spec)
{
    if (hasNoBody(spec.status))
        return {};
    if (!spec.stream)
        return {{"Content-Length", QByteArray::number(spec.body.size())}};
    if (spec.versionMinor >= 1)
        return {{"Transfer-Encoding", "chunked"}};
    return {};
}

} // namespace

QByteArray writeRequest(const RequestSpec &spec)
{
    const bool browser = isBrowserLike(spec.profile);
    HttpHeaders headers{{"Host", spec.host}};
    if (!spec.keepAlive)
        headers.emplace_back("Connection", "close");
    else if (browser)
        headers.emplace_back("Connection", "keep-alive");
    append(headers, bodyHeaders(spec));
    const ProfiledRequest purpose = spec.purpose == RequestSpec::Purpose::EventStream
        ? ProfiledRequest::EventStream
        : ProfiledRequest::Fetch;
    append(headers, requestHeaders(spec.profile, purpose, spec.host));
    append(headers, spec.extra);
    return headOf(spec.method + ' ' + spec.target + " HTTP/1.1", headers, spec.profile,
                  requestHeadBytes(spec.profile))
        + spec.body;
}

QByteArray writeResponse(const ResponseSpec &spec, const QByteArray &date)
{
    HttpHeaders headers{{"Date", date}};
    if (!spec.contentType.isEmpty())
        headers.emplace_back("Content-Type", spec.contentType);
    append(headers, framingHeaders(spec));
    headers.emplace_back("Cache-Control", "no-store");
    appendConnection(headers, spec);
    append(headers, responseHeaders(spec.profile));
    append(headers, spec.extra);
    QByteArray head = headOf("HTTP/1.1 " + QByteArray::number(spec.status) + ' ' + reasonPhrase(spec.status),
                             headers, spec.profile, responseHeadBytes(spec.profile));
    if (spec.headOnly || hasNoBody(spec.status) || spec.body.isEmpty())
        return head;
    head += spec.stream && spec.versionMinor >= 1 ? chunkOf(spec.body) : spec.body;
    return head;
}

QByteArray httpDate(qint64 unixSeconds)
{
    static const QString format = QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'");
    return QLocale::c().toString(QDateTime::fromSecsSinceEpoch(unixSeconds, Qt::UTC), format).toLatin1();
}

QByteArray chunkOf(QByteArrayView bytes)
{
    QByteArray chunk = QByteArray::number(bytes.size(), 16);
    chunk.reserve(chunk.size() + bytes.size() + 2 * crlf.size());
    chunk += crlf;
    chunk.append(bytes.data(), bytes.size());
    return chunk += crlf;
}

HttpHeaders handshakeHeaders(const HeaderProfile &profile, const QByteArray &host, const QByteArray &target)
{
    HttpHeaders headers = requestHeaders(profile, ProfiledRequest::WebSocketHandshake, host);
    if (profile.kind == HeaderProfile::Kind::Custom) {
        // Request line, Host, Upgrade, Connection, a key of 24 characters, version: all that QWebSocket
        // writes.
        static constexpr QByteArrayView frame = "GET  HTTP/1.1\r\nHost: \r\nUpgrade: "
                                                "websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: \r\n"
                                                "Sec-WebSocket-Version: 13\r\n\r\n";
        const qsizetype own = frame.size() + 24 + target.size() + host.size();
        headers = paddingHeader(own, requestHeadBytes(profile));
    }
    return headers;
}
