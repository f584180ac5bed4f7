#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QtGlobal>

#include <array>

#include <fcntl.h>
#include <unistd.h>

/// A pipe whose writing end gets `pieces`, one write each, and is closed.
class FilledPipe
{
public:
    explicit FilledPipe(const QList<QByteArray> &pieces)
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
        for (const QByteArray &piece : pieces)
            if (::write(m_ends[1], piece.constData(), static_cast<std::size_t>(piece.size())) != piece.size())
                qFatal("the pipe is full");
        ::close(m_ends[1]);
    }
    ~FilledPipe() { ::close(m_ends[0]); }
    Q_DISABLE_COPY_MOVE(FilledPipe)

    /// What a shell writes for `<(command)`.
    [[nodiscard]] QString name() const { return QStringLiteral("/dev/fd/%1").arg(m_ends[0]); }

private:
    std::array<int, 2> m_ends{};
};
