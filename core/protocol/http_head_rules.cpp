#include "core/protocol/http_head_rules.h"

#include <QList>

#include <algorithm>

namespace {

bool isNamed(const HttpHeader &header, QByteArrayView name)
{
    return header.first.size() == name.size() && header.first.compare(name, Qt::CaseInsensitive) == 0;
}

/// Whether a header that is a comma-separated list, possibly over several lines, has this member.
bool listHas(const HttpHeaders &headers, QByteArrayView name, QByteArrayView token)
{
    for (const HttpHeader &header : headers) {
        if (!isNamed(header, name))
            continue;
        for (const QByteArray &member : header.second.split(','))
            if (member.trimmed().compare(token, Qt::CaseInsensitive) == 0)
                return true;
    }
    return false;
}

qsizetype count(const HttpHeaders &headers, QByteArrayView name)
{
    return std::count_if(headers.begin(), headers.end(), [name](const auto &h) { return isNamed(h, name); });
}

/// Beast accepts any list that ends in `chunked`; we decode nothing else, so anything else is a fault.
/// With HTTP/1.0 the framing counts as faulty (RFC 9112 6.1).
std::optional<HttpFault> transferCodingFault(const HttpHeaders &headers, int versionMinor)
{
    for (const HttpHeader &header : headers)
        if (isNamed(header, "Transfer-Encoding")
            && (versionMinor == 0 || header.second.compare("chunked", Qt::CaseInsensitive) != 0))
            return HttpFault{400, "Transfer coding not supported"};
    return std::nullopt;
}

} // namespace

std::optional<HttpFault> faultOf(const HttpRequest &head)
{
    const qsizetype hosts = count(head.headers, "Host");
    if (hosts > 1)
        return HttpFault{400, "More than one Host header"};
    if (hosts == 0 && head.versionMinor >= 1)
        return HttpFault{400, "No Host header"};
    return transferCodingFault(head.headers, head.versionMinor);
}

std::optional<HttpFault> faultOf(const HttpResponse &head)
{
    return transferCodingFault(head.headers, head.versionMinor);
}

bool staysOpen(const HttpHeaders &headers, int versionMinor)
{
    if (listHas(headers, "Connection", "close"))
        return false;
    return versionMinor >= 1 || listHas(headers, "Connection", "keep-alive");
}

bool asksForWebSocket(const HttpRequest &head)
{
    return head.method == "GET" && head.versionMinor >= 1 && listHas(head.headers, "Connection", "upgrade")
        && listHas(head.headers, "Upgrade", "websocket");
}
