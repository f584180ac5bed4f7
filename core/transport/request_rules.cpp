#include "core/transport/request_rules.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {
/// What QWebSocketServer takes of a head; beyond it, it would close without an answer.
constexpr qsizetype maxHandshakeLineBytes = 8000;
constexpr std::size_t maxHandshakeHeaders = 95;
constexpr qsizetype keyBytes = 16;

std::optional<quint64> wholeNumber(const QByteArray &text)
{
    const bool digits = !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool ok = false;
    const quint64 number = text.toULongLong(&ok);
    return digits && ok ? std::optional(number) : std::nullopt;
}

Result<StartAfter> parsed(const QByteArray &text, const QString &name)
{
    if (text == "now")
        return StartAfter{StartAfter::Kind::Now, {}};
    if (const auto number = wholeNumber(text))
        return StartAfter{StartAfter::Kind::Id, MessageId{*number}};
    return Error{u"%1 must be a message id or \"now\""_s.arg(name)};
}

std::size_t countOf(const HttpRequest &request, QByteArrayView name)
{
    return static_cast<std::size_t>(
        std::count_if(request.headers.begin(), request.headers.end(), [name](const HttpHeader &header) {
            return header.first.compare(name, Qt::CaseInsensitive) == 0;
        }));
}

bool isGoodKey(const QByteArray &key)
{
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && (*decoded).size() == keyBytes && key.size() == 24;
}
}

Result<StartAfter> startAfter(const HttpRequest &request)
{
    if (const auto after = request.query("after"))
        return parsed(*after, u"after"_s);
    return StartAfter{};
}

Result<StartAfter> startAfterOnStream(const HttpRequest &request)
{
    if (const auto lastEventId = request.header("last-event-id"); lastEventId && !lastEventId->isEmpty())
        return parsed(*lastEventId, u"Last-Event-ID"_s);
    return startAfter(request);
}

Result<std::chrono::seconds> longPollTimeout(const HttpRequest &request)
{
    const auto text = request.query("timeout");
    if (!text)
        return std::chrono::seconds(30);
    const auto number = wholeNumber(*text);
    if (!number || *number > 120)
        return Error{u"timeout must be a whole number of seconds from 0 to 120"_s};
    return std::chrono::seconds(*number);
}

Result<bool> wantsBinary(const HttpRequest &request)
{
    const QByteArray format = request.query("format").value_or("text");
    if (format != "text" && format != "binary")
        return Error{u"format must be \"text\" or \"binary\""_s};
    return format == "binary";
}

bool isForeign(const HttpRequest &request, const ServerSettings &settings)
{
    const auto origin = request.header("origin");
    if (!origin)
        return false;
    const qsizetype scheme = origin->indexOf("://");
    const QByteArray authority = scheme < 0 ? QByteArray() : origin->sliced(scheme + 3).toLower();
    if (!authority.isEmpty() && authority == request.header("host").value_or(QByteArray()).toLower())
        return false;
    return std::none_of(settings.allowedOrigins.begin(), settings.allowedOrigins.end(),
                        [&origin](const QByteArray &allowed) {
                            return allowed == "*" || allowed.compare(*origin, Qt::CaseInsensitive) == 0;
                        });
}

std::optional<HttpAnswer> handshakeFault(const HttpRequest &request)
{
    const bool tooLong = request.target.size() > maxHandshakeLineBytes
        || std::any_of(request.headers.begin(), request.headers.end(), [](const HttpHeader &header) {
                             return header.first.size() + header.second.size() > maxHandshakeLineBytes;
                         });
    if (tooLong || request.headers.size() > maxHandshakeHeaders)
        return errorAnswer(431, u"The handshake is too large"_s);
    if (request.header("sec-websocket-version").value_or(QByteArray()) != "13")
        return upgradeRequired(u"Only version 13 of the WebSocket protocol is spoken here"_s);
    if (countOf(request, "sec-websocket-key") != 1
        || !isGoodKey(request.header("sec-websocket-key").value_or(QByteArray())))
        return errorAnswer(400, u"Sec-WebSocket-Key must be 16 bytes in base64"_s);
    return std::nullopt;
}

HttpAnswer upgradeRequired(const QString &why)
{
    return errorAnswer(
        426, why, {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Version", "13"}});
}
