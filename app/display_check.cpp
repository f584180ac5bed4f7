#include "app/display_check.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <cstring>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace {

/// An abstract name begins with a null byte.
bool localServerAnswers(const QByteArray &name)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.isEmpty() || name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return false;
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto size
        = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + static_cast<std::size_t>(name.size()));
    const bool answers = fd >= 0 && ::connect(fd, reinterpret_cast<sockaddr *>(&address), size) == 0;
    if (fd >= 0)
        ::close(fd);
    return answers;
}

bool hostAnswers(const QByteArray &host, int port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (getaddrinfo(host.constData(), QByteArray::number(port).constData(), &hints, &found) != 0)
        return false;
    bool answers = false;
    for (const addrinfo *a = found; a != nullptr && !answers; a = a->ai_next) {
        const int fd = ::socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        answers = fd >= 0 && ::connect(fd, a->ai_addr, a->ai_addrlen) == 0;
        if (fd >= 0)
            ::close(fd);
    }
    freeaddrinfo(found);
    return answers;
}

/// DISPLAY is [host]:number[.screen].
bool xServerAnswers(const QByteArray &display)
{
    const qsizetype colon = display.lastIndexOf(':');
    bool isNumber = false;
    const int number = display.mid(colon + 1).split('.').first().toInt(&isNumber);
    if (colon < 0 || !isNumber || number < 0)
        return false;
    const QByteArray host = display.left(colon);
    const QByteArray path = "/tmp/.X11-unix/X" + QByteArray::number(number);
    if (host.isEmpty() || host == "unix")
        return localServerAnswers(path) || localServerAnswers('\0' + path);
    return hostAnswers(host, 6000 + number);
}

bool waylandAnswers(const QByteArray &display)
{
    if (display.startsWith('/'))
        return localServerAnswers(display);
    return localServerAnswers(qgetenv("XDG_RUNTIME_DIR") + '/' + (display.isEmpty() ? "wayland-0" : display));
}

}

bool displayIsThere()
{
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM").split(';').first().split(':').first();
    const QList<QByteArray> needDisplay{"", "xcb", "wayland", "wayland-egl"};
    if (!needDisplay.contains(platform))
        return true;
    const bool wayland = platform.isEmpty() || platform.startsWith("wayland");
    if (wayland && qEnvironmentVariableIsSet("WAYLAND_DISPLAY") && waylandAnswers(qgetenv("WAYLAND_DISPLAY")))
        return true;
    return !platform.startsWith("wayland") && xServerAnswers(qgetenv("DISPLAY"));
}
