#include "core/trace/har_message.h"

#include <QList>

using namespace Qt::Literals::StringLiterals;

namespace {

void writePair(HarJson &json, const QString &name, const QString &value)
{
    json.beginObject();
    json.add("name", name);
    json.add("value", value);
    json.end();
}

void writeHeaders(HarJson &json, const HttpHeaders &headers)
{
    json.beginArray("headers");
    for (const auto &[name, value] : headers)
        writePair(json, har_message::text(name), har_message::text(value));
    json.end();
}

/// "a=1; b=2": RFC 6265 4.2.1.
void writeCookies(HarJson &json, const QByteArray &cookies)
{
    json.beginArray("cookies");
    for (const QByteArray &cookie : cookies.split(';')) {
        const QByteArray pair = cookie.trimmed();
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0)
            writePair(json, har_message::text(pair.first(equals)),
                      har_message::text(pair.sliced(equals + 1)));
    }
    json.end();
}

void writeQuery(HarJson &json, const QByteArray &target)
{
    json.beginArray("queryString");
    const qsizetype mark = target.indexOf('?');
    const QByteArray query = mark < 0 ? QByteArray() : target.sliced(mark + 1);
    for (const QByteArray &pair : query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.first(equals);
        const QByteArray value = equals < 0 ? QByteArray() : pair.sliced(equals + 1);
        if (!pair.isEmpty())
            writePair(json, har_message::text(QByteArray::fromPercentEncoding(name)),
                      har_message::text(QByteArray::fromPercentEncoding(value)));
    }
    json.end();
}

QString version(int minor)
{
    return u"HTTP/1.%1"_s.arg(minor);
}

/// HAR 1.2 knows no encoding of posted data: other bytes than text are base64, and the comment says so.
void writePostData(HarJson &json, const HarRequest &request)
{
    if (request.body.isEmpty())
        return;
    const bool asText = request.body.isValidUtf8();
    json.beginObject("postData");
    json.add("mimeType", har_message::text(request.head.header("content-type").value_or(QByteArray())));
    json.beginArray("params");
    json.end();
    json.beginText("text");
    json.appendText(asText ? request.body : request.body.toBase64());
    json.endText();
    if (!asText)
        json.add("comment", u"base64"_s);
    json.end();
}

} // namespace

QString har_message::text(const QByteArray &bytes)
{
    return bytes.isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

void har_message::writeRequest(HarJson &json, const HarRequest &request, const QString &origin)
{
    const auto host = request.head.header("host");
    json.beginObject("request");
    json.add("method", text(request.head.method));
    json.add("url", (host ? u"http://"_s + text(*host) : origin) + text(request.head.target));
    json.add("httpVersion", version(request.head.versionMinor));
    writeCookies(json, request.head.header("cookie").value_or(QByteArray()));
    writeHeaders(json, request.head.headers);
    writeQuery(json, request.head.target);
    writePostData(json, request);
    json.add("headersSize", request.headBytes);
    json.add("bodySize", qint64{request.body.size()});
    json.end();
}

void har_message::writeResponseHead(HarJson &json, const HttpResponse &head)
{
    json.add("status", qint64{head.status});
    json.add("statusText", text(head.reason));
    json.add("httpVersion", version(head.versionMinor));
    json.beginArray("cookies");
    json.end();
    writeHeaders(json, head.headers);
}

void har_message::writeNoResponse(HarJson &json)
{
    json.beginObject("response");
    json.add("status", qint64{0});
    json.add("statusText", QString());
    json.add("httpVersion", QString());
    for (const char *list : {"cookies", "headers"}) {
        json.beginArray(list);
        json.end();
    }
    json.beginObject("content");
    json.add("size", qint64{0});
    json.add("mimeType", u"x-unknown"_s);
    json.end();
    json.add("redirectURL", QString());
    json.add("headersSize", qint64{-1});
    json.add("bodySize", qint64{-1});
    json.end();
}
