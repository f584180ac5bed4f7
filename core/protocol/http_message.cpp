#include "core/protocol/http_parser.h"

namespace {

std::optional<QByteArray> headerIn(const HttpHeaders &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return std::nullopt;
}

/// The value of a hexadecimal digit, or -1.
int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// application/x-www-form-urlencoded, WHATWG URL section 5.1: a broken escape stays as it is.
QByteArray formDecoded(QByteArrayView text)
{
    QByteArray decoded;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0
            && hexDigit(text[i + 2]) >= 0;
        if (escape) {
            decoded += static_cast<char>(16 * hexDigit(text[i + 1]) + hexDigit(text[i + 2]));
            i += 2;
        } else {
            decoded += text[i] == '+' ? ' ' : text[i];
        }
    }
    return decoded;
}

} // namespace

std::optional<QByteArray> HttpRequest::header(QByteArrayView name) const
{
    return headerIn(headers, name);
}

QByteArrayView HttpRequest::path() const
{
    QByteArrayView rest = target;
    // absolute-form, which a server must accept: RFC 9112 3.2.2
    if (const qsizetype scheme = rest.indexOf("://"); !rest.startsWith('/') && scheme > 0) {
        rest = rest.sliced(scheme + 3);
        const qsizetype slash = rest.indexOf('/');
        const qsizetype question = rest.indexOf('?');
        if (slash < 0 || (question >= 0 && question < slash))
            return "/";
        rest = rest.sliced(slash);
    }
    const qsizetype question = rest.indexOf('?');
    return question < 0 ? rest : rest.first(question);
}

std::optional<QByteArray> HttpRequest::query(QByteArrayView name) const
{
    const qsizetype question = target.indexOf('?');
    if (question < 0)
        return std::nullopt;
    QByteArrayView rest = QByteArrayView(target).sliced(question + 1);
    while (!rest.isEmpty()) {
        const qsizetype ampersand = rest.indexOf('&');
        const QByteArrayView pair = ampersand < 0 ? rest : rest.first(ampersand);
        rest = ampersand < 0 ? QByteArrayView() : rest.sliced(ampersand + 1);
        const qsizetype equals = pair.indexOf('=');
        const QByteArrayView key = equals < 0 ? pair : pair.first(equals);
        if (formDecoded(key) == name)
            return equals < 0 ? QByteArray("") : formDecoded(pair.sliced(equals + 1));
    }
    return std::nullopt;
}

std::optional<QByteArray> HttpResponse::header(QByteArrayView name) const
{
    return headerIn(headers, name);
}
