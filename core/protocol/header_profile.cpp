#include "core/protocol/header_profile.h"

namespace {

constexpr qsizetype signedInCookieBytes = 1200;
constexpr qsizetype emptyPaddingBytes = 13; // "X-Padding: " and CRLF

// As recorded from Chromium 156 on Linux; with a window it calls itself Chrome, not HeadlessChrome.
constexpr const char *userAgent
    = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
constexpr const char *brands = "\"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\"";
constexpr const char *codings = "gzip, deflate, br, zstd";
constexpr const char *languages = "en-US,en;q=0.9";

HttpHeaders fetchHeaders(const QByteArray &host)
{
    return {{"sec-ch-ua-platform", "\"Linux\""},
            {"User-Agent", userAgent},
            {"sec-ch-ua", brands},
            {"sec-ch-ua-mobile", "?0"},
            {"Accept", "*/*"},
            {"Sec-Fetch-Site", "same-origin"},
            {"Sec-Fetch-Mode", "cors"},
            {"Sec-Fetch-Dest", "empty"},
            {"Referer", "http://" + host + "/"},
            {"Accept-Encoding", codings},
            {"Accept-Language", languages}};
}

HttpHeaders eventStreamHeaders(const QByteArray &host)
{
    return {{"Pragma", "no-cache"},
            {"Cache-Control", "no-cache"},
            {"sec-ch-ua-platform", "\"Linux\""},
            {"User-Agent", userAgent},
            {"Accept", "text/event-stream"},
            {"sec-ch-ua", brands},
            {"sec-ch-ua-mobile", "?0"},
            {"Sec-Fetch-Site", "same-origin"},
            {"Sec-Fetch-Mode", "cors"},
            {"Sec-Fetch-Dest", "empty"},
            {"Referer", "http://" + host + "/"},
            {"Accept-Encoding", codings},
            {"Accept-Language", languages}};
}

// The offer costs its bytes as it does in a browser; QWebSocketServer never accepts it, and QWebSocket could
// not keep it.
HttpHeaders webSocketHeaders(const QByteArray &host)
{
    return {{"Pragma", "no-cache"},
            {"Cache-Control", "no-cache"},
            {"User-Agent", userAgent},
            {"Origin", "http://" + host},
            {"Accept-Encoding", codings},
            {"Accept-Language", languages},
            {"Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"}};
}

HttpHeaders browserHeaders(ProfiledRequest purpose, const QByteArray &host)
{
    switch (purpose) {
    case ProfiledRequest::Fetch:
        return fetchHeaders(host);
    case ProfiledRequest::EventStream:
        return eventStreamHeaders(host);
    case ProfiledRequest::WebSocketHandshake:
        return webSocketHeaders(host);
    }
    return {};
}

HttpHeader signedInCookie()
{
    static constexpr QByteArrayView token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";
    QByteArray value = "session=";
    while (value.size() < signedInCookieBytes)
        value.append(token.data(), qMin(token.size(), signedInCookieBytes - value.size()));
    return {"Cookie", value};
}

bool isBrowserLike(const HeaderProfile &profile)
{
    return profile.kind == HeaderProfile::Kind::Browser || profile.kind == HeaderProfile::Kind::SignedIn;
}

} // namespace

HttpHeaders requestHeaders(const HeaderProfile &profile, ProfiledRequest purpose, const QByteArray &host)
{
    HttpHeaders headers;
    if (isBrowserLike(profile))
        headers = browserHeaders(purpose, host);
    else if (purpose == ProfiledRequest::EventStream)
        headers.emplace_back("Accept", "text/event-stream");
    if (profile.kind == HeaderProfile::Kind::SignedIn)
        headers.push_back(signedInCookie());
    return headers;
}

HttpHeaders responseHeaders(const HeaderProfile &profile)
{
    if (!isBrowserLike(profile))
        return {};
    // What an application server behind a common framework adds.
    return {{"Server", "Pushscope"}, {"Vary", "Accept-Encoding"}, {"X-Content-Type-Options", "nosniff"}};
}

int requestHeadBytes(const HeaderProfile &profile)
{
    return profile.pairBytes - profile.pairBytes / 2;
}

int responseHeadBytes(const HeaderProfile &profile)
{
    return profile.pairBytes / 2;
}

HttpHeaders paddingHeader(qsizetype headBytes, qsizetype wantedBytes)
{
    const qsizetype missing = wantedBytes - headBytes;
    if (missing < emptyPaddingBytes)
        return {};
    return {{"X-Padding", QByteArray(missing - emptyPaddingBytes, 'x')}};
}

QByteArray headerLines(const HttpHeaders &headers)
{
    QByteArray lines;
    for (const auto &[name, value] : headers) {
        lines += name;
        lines += ": ";
        lines += value;
        lines += "\r\n";
    }
    return lines;
}
