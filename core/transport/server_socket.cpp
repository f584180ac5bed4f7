#include "core/transport/server_socket.h"

#include <cerrno>

#include <sys/socket.h>

namespace {
/// Bytes read ahead of what is being worked on; beyond it the kernel holds the peer back.
constexpr qint64 readAheadBytes = 64LL * 1024;
}

ServerSocket::ServerSocket(ServerContext &context)
    : m_context(context)
    , m_lingerDeadline(context.deadlines, [this] { abort(); })
{
}

bool ServerSocket::takeOver(qintptr descriptor)
{
    if (!setSocketDescriptor(descriptor))
        return false;
    setSocketOption(QAbstractSocket::LowDelayOption, 1);
    setReadBufferSize(readAheadBytes);
    return true;
}

void ServerSocket::disconnectFromHost()
{
    // QTcpSocket itself calls this when the peer has ended, and, no longer open, from abort() and close().
    if (!isOpen() || state() != ConnectedState || peerHasEnded()) {
        QTcpSocket::disconnectFromHost();
        return;
    }
    if (m_lingering)
        return;
    m_lingering = true;
    m_paused = false;
    disconnect(this, &QIODevice::readyRead, nullptr, nullptr);
    connect(this, &QIODevice::readyRead, this, &ServerSocket::drain);
    connect(this, &QIODevice::bytesWritten, this, &ServerSocket::endOurSide);
    drain();
    endOurSide();
}

void ServerSocket::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    setReadBufferSize(paused ? readAheadBytes : 0);
    if (!paused && QTcpSocket::bytesAvailable() > 0)
        emit readyRead();
}

qint64 ServerSocket::bytesAvailable() const
{
    return m_paused ? 0 : QTcpSocket::bytesAvailable();
}

qint64 ServerSocket::writeData(const char *data, qint64 size)
{
    if (!m_replacement)
        return QTcpSocket::writeData(data, size);
    const QByteArray bytes = *std::exchange(m_replacement, std::nullopt);
    QTcpSocket::writeData(bytes.constData(), bytes.size());
    return size;
}

bool ServerSocket::peerHasEnded() const
{
    char byte = 0;
    const ssize_t received = ::recv(static_cast<int>(socketDescriptor()), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return received == 0 || (received < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

void ServerSocket::endOurSide()
{
    m_lingerDeadline.set(steadyNow() + m_context.settings.lingerTimeout);
    if (bytesToWrite() > 0 || m_ended)
        return;
    m_ended = true;
    ::shutdown(static_cast<int>(socketDescriptor()), SHUT_WR);
}

void ServerSocket::drain()
{
    if (const qint64 unread = QTcpSocket::bytesAvailable(); unread > 0)
        skip(unread);
}
