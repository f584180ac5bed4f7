#include "core/transport/direct_send.h"

#include <QTcpSocket>

#include <cerrno>

#include <sys/socket.h>

void sendNow(QTcpSocket &socket, const QByteArray &bytes)
{
    if (socket.bytesToWrite() > 0) {
        socket.write(bytes);
        return;
    }
    const auto descriptor = static_cast<int>(socket.socketDescriptor());
    const ssize_t sent = ::send(descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()),
                                MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent == bytes.size())
        return;
    if (sent > 0)
        socket.write(bytes.constData() + sent, bytes.size() - sent);
    else if (sent == 0 || errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
        socket.write(bytes);
}
