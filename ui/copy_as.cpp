#include "ui/copy_as.h"

using namespace Qt::Literals::StringLiterals;

QString copy_as::url(TransportKind kind, const QString &origin)
{
    switch (kind) {
    case TransportKind::ShortPoll:
        return origin + u"/poll?after=now"_s;
    case TransportKind::LongPoll:
        return origin + u"/long-poll?after=now&timeout=30"_s;
    case TransportKind::Sse:
        return origin + u"/events"_s;
    case TransportKind::WebSocket:
        return QString(origin).replace(0, 4, u"ws"_s) + u"/ws"_s;
    }
    return origin;
}

QString copy_as::shellCommand(TransportKind kind, const QString &origin)
{
    switch (kind) {
    case TransportKind::ShortPoll:
    case TransportKind::LongPoll:
        return u"curl -i '%1'"_s.arg(url(kind, origin));
    case TransportKind::Sse:
        return u"curl -N '%1'"_s.arg(url(kind, origin));
    case TransportKind::WebSocket:
        return u"wscat -c '%1'"_s.arg(url(kind, origin));
    }
    return {};
}

QString copy_as::javaScript(TransportKind kind, const QString &origin)
{
    switch (kind) {
    case TransportKind::ShortPoll:
    case TransportKind::LongPoll:
        return u"fetch('%1').then(r => r.text()).then(console.log)"_s.arg(url(kind, origin));
    case TransportKind::Sse:
        return u"new EventSource('%1').onmessage = e => console.log(e.data)"_s.arg(url(kind, origin));
    case TransportKind::WebSocket:
        return u"new WebSocket('%1').onmessage = e => console.log(e.data)"_s.arg(url(kind, origin));
    }
    return {};
}

QString copy_as::publishCommand(const QString &origin)
{
    return u"curl -d 'hello' %1/messages"_s.arg(origin);
}
