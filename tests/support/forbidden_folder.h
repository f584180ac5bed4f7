#pragma once

#include <QDir>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

/// A folder into which this process cannot write while it lives. Where the tests run as root, to whom nothing
/// is forbidden, the process is somebody else for as long.
class ForbiddenFolder
{
public:
    ForbiddenFolder()
    {
        // Others must be able to look into what a temporary folder hides from them.
        if (::chmod(qUtf8Printable(m_outer.path()), 0755) != 0 || ::mkdir(qUtf8Printable(path()), 0555) != 0
            || (m_root && ::setresuid(nobody, nobody, 0) != 0))
            qFatal("cannot forbid a folder");
    }
    ~ForbiddenFolder()
    {
        if (m_root && ::setresuid(0, 0, 0) != 0)
            qFatal("cannot be root again");
    }
    Q_DISABLE_COPY_MOVE(ForbiddenFolder)

    [[nodiscard]] QString path() const { return m_outer.filePath(QStringLiteral("forbidden")); }
    [[nodiscard]] QString filePath(const QString &name) const { return QDir(path()).filePath(name); }

private:
    static constexpr uid_t nobody = 65534;

    QTemporaryDir m_outer;
    bool m_root = ::geteuid() == 0;
};
