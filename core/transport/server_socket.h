#pragma once

#include "core/transport/server_context.h"

#include <QTcpSocket>

#include <optional>

/// A server's socket: TCP_NODELAY, and an ending that loses nothing.
///
/// disconnectFromHost() ends our side, then reads and drops what the peer still sends until it ends its own,
/// at most settings.lingerTimeout without progress: closing with unread bytes would reset the connection and
/// could destroy the answer on its way (RFC 9112 9.6, RFC 6455 7.1.1).
class ServerSocket : public QTcpSocket
{
    Q_OBJECT

public:
    explicit ServerSocket(ServerContext &context);

    [[nodiscard]] bool takeOver(qintptr descriptor);
    void disconnectFromHost() override;
    [[nodiscard]] bool isLingering() const { return m_lingering; }

    /// Goes on reading although something is left unread: QTcpSocket stops when its buffer was full once and
    /// starts again only when it is empty.
    void keepReading() { readData(nullptr, 0); }
    /// The next write is replaced by `bytes`: our handshake response instead of QWebSocketServer's.
    void replaceNextWrite(const QByteArray &bytes) { m_replacement = bytes; }
    /// While paused a reader finds nothing to read and the kernel holds the peer back.
    void setPaused(bool paused);
    /// Drops what is there to read.
    void drain();
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 writeData(const char *data, qint64 size) override;

private:
    [[nodiscard]] bool peerHasEnded() const;
    void endOurSide();

    ServerContext &m_context;
    Deadline m_lingerDeadline;
    std::optional<QByteArray> m_replacement;
    bool m_lingering = false;
    bool m_ended = false;
    bool m_paused = false;
};
