#pragma once

#include "core/protocol/http_parser.h"
#include "core/protocol/message.h"

#include <QObject>

class HttpConnection;

/// Serves the message log to clients in one particular way.
///
/// Knows its own framing; reads the log through a MessageSource that outlives it. Never asks how another
/// transport works.
class ServerTransport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Answers a request of this transport that the front door has found valid: method, origin, upgrade.
    virtual void serve(HttpConnection &connection, const HttpRequest &request) = 0;
    /// A message has just been appended to the log: fans it out in the same turn of the event loop.
    virtual void announce(const Message &message) = 0;
    /// Open connections that this transport serves (a short poll counts while its connection is kept).
    [[nodiscard]] virtual int connectionCount() const = 0;
    /// Messages skipped because a live client lagged more than the limit.
    [[nodiscard]] virtual quint64 droppedCount() const { return 0; }
    /// Drops every client, in order: streams end, WebSockets get 1001 "going away".
    virtual void close() = 0;

signals:
    /// A client sent a message to publish.
    void received(const QByteArray &payload, PayloadKind kind);
    /// A connection that this transport had taken over from the front door is gone.
    void connectionClosed();
};
