#pragma once

#include <QByteArray>
#include <QMetaType>

#include <utility>
#include <vector>

/// How much header a request and a response carry, both directions.
///
/// Minimal: only what the protocol needs. Browser: what Chromium sends to its own origin. SignedIn: Browser
/// with a 1.2 KB cookie. Custom: request head + response head together are padded to `pairBytes` (871 is the
/// pair of Lubbers and Greco, "Quantum Leap", 2010), half and half, never below Minimal.
struct HeaderProfile
{
    enum class Kind { Minimal, Browser, SignedIn, Custom };
    static constexpr int maxPairBytes = 8192;
    static constexpr int quantumLeapPairBytes = 871;

    Kind kind = Kind::Browser;
    /// Only for Custom: 0 to maxPairBytes.
    int pairBytes = 0;

    bool operator==(const HeaderProfile &) const = default;
};

using HttpHeader = std::pair<QByteArray, QByteArray>;
using HttpHeaders = std::vector<HttpHeader>;

/// What a request is for: a browser sends other headers for each.
enum class ProfiledRequest { Fetch, EventStream, WebSocketHandshake };

/// What a request of this profile carries beyond Host, Connection, what the body needs and, for a handshake,
/// what RFC 6455 asks for. The padding of Custom is not among them: it depends on the whole head.
[[nodiscard]] HttpHeaders requestHeaders(const HeaderProfile &profile, ProfiledRequest purpose,
                                         const QByteArray &host);
/// What a response carries beyond Date, Content-Type, Content-Length, Cache-Control and Connection.
[[nodiscard]] HttpHeaders responseHeaders(const HeaderProfile &profile);

/// Size that Custom asks for of the request head and of the response head.
[[nodiscard]] int requestHeadBytes(const HeaderProfile &profile);
[[nodiscard]] int responseHeadBytes(const HeaderProfile &profile);
/// The header that makes a head of `headBytes` exactly `wantedBytes` long. None when already as long or less
/// than 13 bytes short: an `X-Padding: ` line does not fit then, and the head stays as it is.
[[nodiscard]] HttpHeaders paddingHeader(qsizetype headBytes, qsizetype wantedBytes);
/// "Name: value", CRLF, for each.
[[nodiscard]] QByteArray headerLines(const HttpHeaders &headers);

Q_DECLARE_METATYPE(HeaderProfile)
