#include "tests/bench/system_calls.h"

#include <csignal>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

SystemCalls &systemCalls()
{
    static SystemCalls calls;
    return calls;
}

// The program's own definitions stand before libc's, for Qt's calls too.
extern "C" {
ssize_t send(int fd, const void *bytes, size_t size, int flags)
{
    ++systemCalls().sends;
    return ::syscall(SYS_sendto, fd, bytes, size, flags, nullptr, 0);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    ++systemCalls().sends;
    return ::syscall(SYS_write, fd, bytes, size);
}

ssize_t read(int fd, void *bytes, size_t size)
{
    ++systemCalls().reads;
    return ::syscall(SYS_read, fd, bytes, size);
}

int ppoll(pollfd *fds, nfds_t count, const timespec *timeout, const sigset_t *mask)
{
    ++systemCalls().waits;
    // The kernel writes back what is left of the timeout.
    timespec left = timeout ? *timeout : timespec{};
    return static_cast<int>(::syscall(SYS_ppoll, fds, count, timeout ? &left : nullptr, mask, _NSIG / 8));
}

int epoll_wait(int poller, epoll_event *events, int count, int timeout)
{
    ++systemCalls().waits;
    return static_cast<int>(::syscall(SYS_epoll_pwait, poller, events, count, timeout, nullptr, 0));
}
}
