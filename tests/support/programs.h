#pragma once

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

/// Programs that are not ours, run to their end.
namespace programs {

struct Finished
{
    int exitCode = -1; ///< -1: it did not end by itself in time
    QByteArray out, err;
};

inline QString find(const char *name)
{
    return QStandardPaths::findExecutable(QString::fromLatin1(name));
}

inline Finished run(const QString &program, const QStringList &arguments, const QString &folder = {},
                    const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    constexpr int patience = 120'000;
    QProcess process;
    process.setProcessEnvironment(environment);
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.start(program, arguments, QIODevice::ReadOnly);
    Finished finished;
    if (!process.waitForFinished(patience)) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        finished.exitCode = process.exitCode();
    }
    finished.out = process.readAllStandardOutput();
    finished.err = process.readAllStandardError();
    return finished;
}

} // namespace programs

/// Go as Debian packages it: nothing is fetched, gorilla/websocket is where its package puts it, and all
/// tests share one cache below build/.
namespace go_tools {

inline QString program()
{
    return programs::find("go");
}

/// `workspace`: a folder with src/, searched before the system's packages.
inline QProcessEnvironment environment(const QString &sourceRoot, const QString &workspace = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QString path = QStringLiteral("/usr/share/gocode");
    if (!workspace.isEmpty())
        path.prepend(workspace + QLatin1Char(':'));
    environment.insert(QStringLiteral("GO111MODULE"), QStringLiteral("off"));
    environment.insert(QStringLiteral("GOPATH"), path);
    environment.insert(QStringLiteral("GOCACHE"), sourceRoot + QStringLiteral("/build/go-cache"));
    environment.insert(QStringLiteral("GOFLAGS"), QString());
    return environment;
}

} // namespace go_tools
