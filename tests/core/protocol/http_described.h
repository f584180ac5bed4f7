#pragma once

#include "core/protocol/http_parser.h"

#include <QByteArray>
#include <QByteArrayList>

#include <functional>
#include <variant>

/// What a parser put out, one line each, with adjacent body pieces joined: comparable and readable in a
/// failure.
namespace described {

inline QByteArray headers(const HttpHeaders &list)
{
    QByteArrayList lines;
    for (const auto &[name, value] : list)
        lines << name + ": " + value;
    return '[' + lines.join("; ") + ']';
}

inline QByteArray one(const HttpRequest &head)
{
    return head.method + ' ' + head.target + " 1." + QByteArray::number(head.versionMinor)
        + (head.keepAlive ? " keep " : " close ") + (head.upgrade ? "upgrade " : "") + headers(head.headers);
}
inline QByteArray one(const HttpResponse &head)
{
    return QByteArray::number(head.status) + ' ' + head.reason + " 1." + QByteArray::number(head.versionMinor)
        + (head.keepAlive ? " keep " : " close ") + headers(head.headers);
}
inline QByteArray one(const HttpBody &body)
{
    return "body " + body.bytes;
}
inline QByteArray one(const HttpEnd &end)
{
    return "end " + QByteArray::number(end.wireBytes);
}
inline QByteArray one(const HttpFault &fault)
{
    return "fault " + QByteArray::number(fault.status) + ' ' + fault.reason;
}

template<typename Output>
QByteArrayList all(const std::vector<Output> &outputs)
{
    QByteArrayList lines;
    bool inBody = false;
    for (const Output &output : outputs) {
        const bool isBody = std::holds_alternative<HttpBody>(output);
        if (isBody && inBody)
            lines.last() += std::get<HttpBody>(output).bytes;
        else
            lines << std::visit([](const auto &value) { return one(value); }, output);
        inBody = isBody;
    }
    return lines;
}

} // namespace described

/// Feeds `stream` in all the ways that must not matter; what went wrong first, or nothing. `feed` takes the
/// pieces. Splits of long streams are thinned out.
inline QByteArray wrongInAnyWay(const QByteArray &stream,
                                const std::function<QByteArrayList(const QByteArrayList &)> &feed,
                                const std::function<bool(const QByteArrayList &)> &isRight)
{
    const auto fails = [&](const QByteArrayList &pieces, const QByteArray &how) {
        const QByteArrayList got = feed(pieces);
        return isRight(got) ? QByteArray() : how + ": " + got.join('\n');
    };
    QByteArray wrong = fails({stream}, "whole");
    const qsizetype step = stream.size() > 2000 ? 97 : 1;
    for (qsizetype at = 1; at < stream.size() && wrong.isEmpty(); at += step)
        wrong = fails({stream.first(at), stream.sliced(at)}, "split at " + QByteArray::number(at));
    if (!wrong.isEmpty())
        return wrong;
    QByteArrayList bytes;
    for (const char c : stream)
        bytes << QByteArray(1, c);
    return fails(bytes, "byte by byte");
}
