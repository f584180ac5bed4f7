#include "app/terminal.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <unistd.h>

Result<Done> printResult(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0)
        return Done{};
    return Error{QCoreApplication::translate("Terminal", "cannot write to standard output: %1")
                     .arg(QString::fromLocal8Bit(std::strerror(errno)))};
}

void printMessage(const QString &message)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(message));
}

void printError(const QString &message)
{
    std::fprintf(stderr, "pushscope: %s\n", qUtf8Printable(message));
}

bool stderrIsTerminal()
{
    return isatty(STDERR_FILENO) == 1 && qgetenv("TERM") != "dumb";
}

void showStatus(const QString &text)
{
    std::fprintf(stderr, "\r\033[K%s", qUtf8Printable(text));
    std::fflush(stderr);
}
