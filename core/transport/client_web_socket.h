#pragma once

#include "core/transport/client_transport.h"

#include <QObject>

class QWebSocket;

/// A WebSocket as the clients of the lab use it: no proxy, the headers of the profile, closed in order.
///
/// Between open() and the next close() it says opened() at most once and lost() at most once, and nothing
/// after a close().
class ClientWebSocket : public QObject
{
    Q_OBJECT

public:
    /// What the link does not take waits up to this much; then send() refuses.
    static constexpr qint64 maxUnsentBytes = qint64{4} * 1024 * 1024;

    explicit ClientWebSocket(QObject *parent = nullptr);
    ~ClientWebSocket() override;

    /// Asks the server of `settings` for an upgrade at `target`. REQUIRES: closed.
    void open(const ClientSettings &settings, const QByteArray &target);
    void close();
    /// As one message, text or binary (RFC 6455 5.6); false: it is not open, or takes no more.
    [[nodiscard]] bool send(const QByteArray &payload, PayloadKind kind);

signals:
    void opened();
    void textReceived(const QString &text);
    void binaryReceived(const QByteArray &bytes);
    /// Of no use any more: refused, failed, or closed by the server.
    void lost(const QString &reason);

private:
    void lose();
    [[nodiscard]] QString lossInWords() const;

    QWebSocket *m_socket = nullptr;
};
