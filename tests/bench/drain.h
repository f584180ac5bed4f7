#pragma once

#include <QByteArray>

#include <algorithm>
#include <array>
#include <atomic>
#include <vector>

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/// Clients in a process of their own: connect, send one request each, read and drop what comes; those that
/// poll send it again after each answer.
class Drain
{
public:
    enum class Then { Read, AskAgain };

    Drain(quint16 port, int clients, const QByteArray &request, Then then = Then::Read)
        : m_counts(static_cast<Counts *>(
            ::mmap(nullptr, sizeof(Counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)))
    {
        m_process = ::fork();
        if (m_process == 0)
            run(port, clients, request, then);
    }
    ~Drain()
    {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
        ::munmap(m_counts, sizeof *m_counts);
    }
    Drain(const Drain &) = delete;
    Drain &operator=(const Drain &) = delete;

    /// By all clients together.
    [[nodiscard]] qint64 receivedBytes() const { return m_counts->bytes.load(); }
    /// Clients to whom something has come.
    [[nodiscard]] int greeted() const { return m_counts->greeted.load(); }
    /// Answers to polls.
    [[nodiscard]] qint64 answers() const { return m_counts->answers.load(); }

private:
    struct Counts
    {
        std::atomic<qint64> bytes;
        std::atomic<int> greeted;
        std::atomic<qint64> answers;
    };

    /// A poll's answer ends with `"last":42}`; the data in it are letters.
    static bool endsAnswer(const char *bytes, std::size_t size)
    {
        return size > 1 && bytes[size - 1] == '}' && bytes[size - 2] >= '0' && bytes[size - 2] <= '9';
    }

    void greet(int fd, std::vector<bool> &known)
    {
        const auto index = static_cast<std::size_t>(fd);
        known.resize(std::max(known.size(), index + 1));
        if (!known[index])
            m_counts->greeted.fetch_add(1);
        known[index] = true;
    }

    [[noreturn]] void run(quint16 port, int clients, const QByteArray &request, Then then)
    {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int poller = ::epoll_create1(0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (int i = 0; i < clients; ++i) {
            const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
            if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0
                || ::write(fd, request.constData(), static_cast<std::size_t>(request.size())) < 0)
                ::_exit(1);
            ::fcntl(fd, F_SETFL, O_NONBLOCK);
            epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
            ::epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
        }
        std::array<epoll_event, 256> events;
        std::vector<bool> known; // by descriptor
        static char buffer[64 * 1024];
        for (;;) {
            const int ready = ::epoll_wait(poller, events.data(), static_cast<int>(events.size()), -1);
            for (int i = 0; i < ready; ++i) {
                const int fd = events[static_cast<std::size_t>(i)].data.fd;
                const ssize_t size = ::read(fd, buffer, sizeof buffer);
                if (size <= 0)
                    continue;
                m_counts->bytes.fetch_add(size);
                if (m_counts->greeted.load() < clients)
                    greet(fd, known);
                if (then == Then::Read || !endsAnswer(buffer, static_cast<std::size_t>(size)))
                    continue;
                m_counts->answers.fetch_add(1);
                if (::write(fd, request.constData(), static_cast<std::size_t>(request.size())) < 0)
                    ::_exit(1);
            }
        }
    }

    Counts *m_counts;
    pid_t m_process = -1;
};
