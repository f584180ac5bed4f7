#include "ui/wire/size_check_http.h"

#include "core/protocol/wire_body.h"

#include <QCoreApplication>
#include <QLocale>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SizeCheck", text);
}

QString number(qint64 n)
{
    return QLocale().toString(n);
}

SizeCheck sound(const QString &statement, const QString &source)
{
    return {SizeCheck::Verdict::AsTheRfcSays, statement, {}, source};
}

SizeCheck differs(const QString &statement, const QString &difference, const QString &source)
{
    return {SizeCheck::Verdict::Differs, statement, difference, source};
}

/// Value of a field of the head; absent: nullopt.
std::optional<QByteArray> field(QByteArrayView head, QByteArrayView name)
{
    for (qsizetype begin = head.indexOf('\n') + 1; begin > 0 && begin < head.size();) {
        const qsizetype end = head.indexOf('\n', begin);
        const QByteArrayView line = head.sliced(begin, (end < 0 ? head.size() : end) - begin);
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed().toByteArray();
        begin = end + 1;
    }
    return std::nullopt;
}

/// How many of `bytes` are a complete chunked body; nullopt: they are none.
std::optional<qint64> chunkedBytes(QByteArrayView bytes)
{
    WireBody body = WireBody::chunked();
    qint64 taken = 0;
    while (!body.isComplete() && taken < bytes.size()) {
        const WireBody::Piece piece = body.next(bytes.sliced(taken));
        if (piece.part == WireBody::Part::Fault)
            return std::nullopt;
        taken += piece.size;
    }
    return body.isComplete() ? std::optional(taken) : std::nullopt;
}

SizeCheck checkChunkedBody(QByteArrayView body)
{
    const QString source = u"RFC 9112, 7.1"_s;
    const QString statement = tr("A chunked body ends with a chunk of size 0");
    const std::optional<qint64> size = chunkedBytes(body);
    if (!size)
        return differs(statement, tr("this one does not"), source);
    if (*size != body.size())
        return differs(statement, tr("%1 bytes follow it").arg(number(body.size() - *size)), source);
    return sound(tr("%1 bytes of body, in chunks to the one of size 0").arg(number(body.size())), source);
}

SizeCheck checkLength(const QByteArray &length, qint64 bodyBytes)
{
    const QString source = u"RFC 9112, 6.2"_s;
    bool isNumber = false;
    const qint64 stated = length.toLongLong(&isNumber);
    const QString statement
        = tr("Content-Length says %1").arg(isNumber ? number(stated) : QString::fromLatin1(length));
    const QString has = tr("the body has %1 bytes").arg(number(bodyBytes));
    if (!isNumber || stated != bodyBytes)
        return differs(statement, has, source);
    return sound(tr("%1, %2").arg(statement, has), source);
}

} // namespace

SizeCheck checkHttpSize(const TraceRecord &record)
{
    const bool response = record.wire.kind == WireRecordKind::Response;
    const QByteArrayView bytes(record.bytes);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return differs(tr("A head ends with an empty line"), tr("this one does not"), u"RFC 9112, 2.1"_s);
    const QByteArrayView head = bytes.first(end + 2);
    const QByteArrayView body = bytes.sliced(end + 4);
    const int status = response ? head.sliced(head.indexOf(' ') + 1).first(3).toInt() : 0;
    const bool bodiless = response && (status < 200 || status == 204 || status == 304);
    const auto none = [&](const QString &statement) {
        const QString source = u"RFC 9112, 6.3"_s;
        return body.isEmpty()
            ? sound(statement, source)
            : differs(statement, tr("%1 bytes follow the head").arg(number(body.size())), source);
    };
    if (status == 101)
        return none(tr("101 has no body: frames follow the head"));
    if (bodiless)
        return none(tr("%1 has no body").arg(status));
    const bool stream = field(head, "content-type").value_or(QByteArray()).startsWith("text/event-stream");
    if (response && stream && body.isEmpty())
        return sound(tr("The head ends with an empty line, its events are records of their own"),
                     u"RFC 9112, 2.1"_s);
    const std::optional<QByteArray> coding = field(head, "transfer-encoding");
    if (coding && coding->compare("chunked", Qt::CaseInsensitive) == 0)
        return checkChunkedBody(body);
    if (const std::optional<QByteArray> length = field(head, "content-length"))
        return checkLength(*length, body.size());
    if (!response)
        return none(tr("A request without Content-Length has no body"));
    return sound(tr("%1 bytes of body, up to the end of the connection").arg(number(body.size())),
                 u"RFC 9112, 6.3"_s);
}
