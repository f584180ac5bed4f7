#include "core/link/stream_socket.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {
struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t size = 0;
};

SocketAddress toSocketAddress(const QHostAddress &host, quint16 port)
{
    SocketAddress address;
    if (host.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        const Q_IPV6ADDR bytes = host.toIPv6Address();
        std::memcpy(&v6.sin6_addr, &bytes, sizeof bytes);
        address.size = sizeof v6;
        std::memcpy(&address.storage, &v6, sizeof v6);
    } else {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        v4.sin_addr.s_addr = htonl(host.toIPv4Address());
        address.size = sizeof v4;
        std::memcpy(&address.storage, &v4, sizeof v4);
    }
    return address;
}

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}
}

StreamSocket::StreamSocket(QObject *parent)
    : QObject(parent)
{
}

StreamSocket::~StreamSocket()
{
    close();
}

void StreamSocket::adopt(qintptr descriptor)
{
    m_descriptor = static_cast<int>(descriptor);
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_reader = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    connect(m_reader.get(), &QSocketNotifier::activated, this, &StreamSocket::readable);
}

bool StreamSocket::connectTo(const QHostAddress &host, quint16 port)
{
    const SocketAddress address = toSocketAddress(host, port);
    const int descriptor = ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return false;
    const auto *generic = reinterpret_cast<const sockaddr *>(&address.storage);
    if (::connect(descriptor, generic, address.size) != 0 && errno != EINPROGRESS) {
        ::close(descriptor);
        return false;
    }
    adopt(descriptor);
    return true;
}

StreamSocket::Read StreamSocket::read(qint64 most)
{
    if (!isOpen())
        return {Status::Failed, {}};
    const qint64 size = std::clamp<qint64>(most, 1, readSize);
    QByteArray bytes(size, Qt::Uninitialized);
    const ssize_t count = ::recv(m_descriptor, bytes.data(), static_cast<size_t>(size), MSG_DONTWAIT);
    if (count > 0) {
        // Small chunks are copied, so that those that wait in the link hold no more than they need.
        if (count < readSize / 2)
            return {Status::Ok, QByteArray(bytes.constData(), count)};
        bytes.truncate(count);
        return {Status::Ok, bytes};
    }
    if (count == 0)
        return {Status::Ended, {}};
    return {wouldBlock(errno) ? Status::WouldBlock : Status::Failed, {}};
}

qint64 StreamSocket::write(QByteArrayView bytes)
{
    if (!isOpen())
        return -1;
    ssize_t count
        = ::send(m_descriptor, bytes.data(), static_cast<size_t>(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0) {
        if (!wouldBlock(errno))
            return -1;
        count = 0;
    }
    if (count < bytes.size()) {
        if (!m_writer) {
            m_writer = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
            connect(m_writer.get(), &QSocketNotifier::activated, this, [this] {
                m_writer->setEnabled(false);
                emit writable();
            });
        }
        m_writer->setEnabled(true);
    }
    return count;
}

void StreamSocket::setReading(bool on)
{
    if (m_reader && m_reader->isEnabled() != on)
        m_reader->setEnabled(on);
}

void StreamSocket::finishWriting()
{
    if (isOpen())
        ::shutdown(m_descriptor, SHUT_WR);
}

void StreamSocket::abort()
{
    if (!isOpen())
        return;
    const linger noLinger{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &noLinger, sizeof noLinger);
    close();
}

void StreamSocket::close()
{
    if (!isOpen())
        return;
    // A notifier must be off before its descriptor goes: the number may be given out again at once. It is
    // kept because this may be called from its own signal.
    for (const auto *notifier : {&m_reader, &m_writer}) {
        if (*notifier)
            (*notifier)->setEnabled(false);
    }
    ::close(std::exchange(m_descriptor, -1));
}
