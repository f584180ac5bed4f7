#pragma once

#include <QByteArray>
#include <QTemporaryFile>

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

/// What is written to stdout or stderr while it lives, or those streams on another file such as /dev/full.
class CapturedStream
{
public:
    explicit CapturedStream(FILE *stream, const char *onto = nullptr)
        : m_stream(stream)
        , m_saved(::dup(fileno(stream)))
    {
        std::fflush(stream);
        m_file.open();
        const int target = onto ? ::open(onto, O_WRONLY | O_CLOEXEC) : m_file.handle();
        ::dup2(target, fileno(stream));
        if (onto)
            ::close(target);
    }
    ~CapturedStream()
    {
        std::fflush(m_stream);
        std::clearerr(m_stream);
        ::dup2(m_saved, fileno(m_stream));
        ::close(m_saved);
    }
    Q_DISABLE_COPY_MOVE(CapturedStream)

    QByteArray text()
    {
        std::fflush(m_stream);
        QFile file(m_file.fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    FILE *m_stream;
    int m_saved;
    QTemporaryFile m_file;
};
