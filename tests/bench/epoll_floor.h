#pragma once

#include "core/base/steady_time.h"

#include <QByteArray>

#include <functional>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

/// The least a server can do with one send a message: a timer, an epoll loop, and a loop over descriptors.
class EpollFloor
{
public:
    EpollFloor()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size);
        ::listen(m_listener, 4096);
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_poller = ::epoll_create1(0);
    }
    ~EpollFloor()
    {
        for (const int fd : m_clients)
            ::close(fd);
        ::close(m_poller);
        ::close(m_listener);
    }
    EpollFloor(const EpollFloor &) = delete;
    EpollFloor &operator=(const EpollFloor &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }

    void acceptAll(int clients)
    {
        while (static_cast<int>(m_clients.size()) < clients) {
            const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK);
            char request[4096];
            pollfd asked{.fd = fd, .events = POLLIN, .revents = 0};
            ::poll(&asked, 1, -1);
            if (::read(fd, request, sizeof request) <= 0)
                qFatal("a client left without a request");
            epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
            ::epoll_ctl(m_poller, EPOLL_CTL_ADD, fd, &event);
            m_clients.push_back(fd);
        }
    }

    /// Sends `messages` times what `makeBytes` returns to everybody, one message an `interval`.
    void publish(int messages, std::chrono::microseconds interval,
                 const std::function<QByteArray()> &makeBytes)
    {
        run(messages, interval, [&] {
            const QByteArray bytes = makeBytes();
            for (const int fd : m_clients)
                ::send(fd, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
        });
    }

    /// The same to clients that ask: who has not asked again since the last message gets none. How many
    /// answers.
    qint64 answerPolls(int messages, std::chrono::microseconds interval,
                       const std::function<QByteArray()> &makeBytes)
    {
        qint64 answers = 0;
        m_asking = m_clients;
        run(messages, interval, [&] {
            const QByteArray bytes = makeBytes();
            answers += static_cast<qint64>(m_asking.size());
            for (const int fd : std::exchange(m_asking, {}))
                ::send(fd, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
        });
        return answers;
    }

private:
    /// Reads what clients ask, a request a read, and calls `onTick` `ticks` times, once an `interval`.
    void run(int ticks, std::chrono::microseconds interval, const std::function<void()> &onTick)
    {
        const int timer = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
        const timespec every{0, static_cast<long>(interval.count()) * 1000};
        const itimerspec spec{every, every};
        ::timerfd_settime(timer, 0, &spec, nullptr);
        epoll_event event{.events = EPOLLIN, .data = {.fd = timer}};
        ::epoll_ctl(m_poller, EPOLL_CTL_ADD, timer, &event);
        while (ticks > 0) {
            epoll_event ready[64];
            const int count = ::epoll_wait(m_poller, ready, 64, -1);
            for (int i = 0; i < count; ++i) {
                quint64 elapsed = 0;
                if (ready[i].data.fd != timer)
                    readRequest(ready[i].data.fd);
                else if (::read(timer, &elapsed, sizeof elapsed) == sizeof elapsed)
                    for (; elapsed > 0 && ticks > 0; --elapsed, --ticks)
                        onTick();
            }
        }
        ::close(timer);
    }

    void readRequest(int fd)
    {
        char request[4096];
        if (::read(fd, request, sizeof request) > 0)
            m_asking.push_back(fd);
    }

private:
    int m_listener = -1;
    int m_poller = -1;
    quint16 m_port = 0;
    std::vector<int> m_clients;
    std::vector<int> m_asking; ///< clients whose request waits for its answer
};
