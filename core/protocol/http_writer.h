#pragma once

#include "core/protocol/header_profile.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// What a client asks.
struct RequestSpec
{
    enum class Purpose { Fetch, EventStream };

    QByteArray method = "GET";
    QByteArray target{};
    QByteArray host{}; ///< "127.0.0.1:8080"
    Purpose purpose = Purpose::Fetch;
    HeaderProfile profile{};
    HttpHeaders extra{}; ///< e.g. Last-Event-ID
    bool keepAlive = true; ///< false: `Connection: close`
    QByteArray body{}; ///< non-empty, or a POST: Content-Length is written
};

/// What a server answers. Every response has Date and `Cache-Control: no-store` (design section 4.1).
struct ResponseSpec
{
    int status = 200;
    HeaderProfile profile{};
    HttpHeaders extra{};
    QByteArray contentType{}; ///< empty: none
    QByteArray body{};
    /// A stream: no Content-Length, `Transfer-Encoding: chunked` for HTTP/1.1, close-delimited for 1.0.
    /// A body is its first chunk.
    bool stream = false;
    bool keepAlive = true;
    bool headOnly = false; ///< HEAD: GET's head without the body
    int versionMinor = 1; ///< of the request; the status line says HTTP/1.1 always (RFC 9110 6.2)
};

/// Head and body as one buffer, for one write.
[[nodiscard]] QByteArray writeRequest(const RequestSpec &spec);
[[nodiscard]] QByteArray writeResponse(const ResponseSpec &spec, const QByteArray &date);
/// IMF-fixdate, RFC 9110 5.6.7.
[[nodiscard]] QByteArray httpDate(qint64 unixSeconds);
/// One chunk of RFC 9112 7.1: hex length, CRLF, bytes, CRLF. Empty bytes: the last chunk.
[[nodiscard]] QByteArray chunkOf(QByteArrayView bytes);
/// The headers that a WebSocket handshake carries beyond those of QWebSocket, for this profile; Origin is
/// among them where a browser sends it. Custom is exact for this target and host as QWebSocket writes them.
[[nodiscard]] HttpHeaders handshakeHeaders(const HeaderProfile &profile, const QByteArray &host,
                                           const QByteArray &target = QByteArrayLiteral("/ws"));
