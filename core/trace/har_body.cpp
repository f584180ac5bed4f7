#include "core/trace/har_body.h"

#include <QString>

void HarBody::measure(QByteArrayView piece)
{
    m_bytes += piece.size();
    m_text = m_text && piece.isValidUtf8();
}

void HarBody::write(HarJson &json, QByteArrayView piece)
{
    if (m_text) {
        json.appendText(piece);
        return;
    }
    constexpr qsizetype group = 3;
    m_carry.append(piece.data(), piece.size());
    const qsizetype whole = m_carry.size() - m_carry.size() % group;
    json.appendText(m_carry.first(whole).toBase64());
    m_carry.remove(0, whole);
}

void HarBody::finish(HarJson &json)
{
    json.appendText(m_carry.toBase64());
    m_carry.clear();
}

qint64 headBytesOf(const QByteArray &record)
{
    constexpr QByteArrayView emptyLine("\r\n\r\n");
    const qsizetype end = record.indexOf(emptyLine);
    return end < 0 ? record.size() : end + emptyLine.size();
}

std::optional<HarRequest> harRequest(const QByteArray &record)
{
    HttpRequestParser parser(HttpLimits{.headBytes = record.size() + 1, .bodyBytes = 0});
    std::optional<HarRequest> request;
    for (HttpRequestOutput &output : parser.feed(record)) {
        if (auto *head = std::get_if<HttpRequest>(&output))
            request = HarRequest{.head = std::move(*head), .body = {}, .headBytes = headBytesOf(record)};
        else if (const auto *body = std::get_if<HttpBody>(&output); body && request)
            request->body += body->bytes;
    }
    return request;
}
