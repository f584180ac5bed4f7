#include "core/experiment/export_json.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

Error cannotWrite(const QFileDevice &file)
{
    return {Words::tr("cannot write %1: %2").arg(file.fileName(), file.errorString())};
}

}

Result<Done> exportJson(const QJsonObject &report, const QString &file)
{
    const QByteArray bytes = QJsonDocument(report).toJson();
    const QFileInfo info(file);
    if (info.exists() && !info.isFile()) { // a pipe or a device cannot be replaced
        QFile target(file);
        const bool written = target.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
            && target.write(bytes) == bytes.size();
        return written ? Result<Done>(Done{}) : cannotWrite(target);
    }
    QSaveFile target(file);
    // commit() takes what its own flush could not write for written.
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.flush()
        || !target.commit())
        return cannotWrite(target);
    return Done{};
}

Result<Done> checkWritable(const QString &file)
{
    const QFileInfo info(file);
    const QFileInfo folder(info.absolutePath());
    if (info.isDir())
        return Error{Words::tr("cannot write %1: it is a folder").arg(file)};
    if (!folder.isDir())
        return Error{Words::tr("cannot write %1: there is no folder %2").arg(file, info.path())};
    if (info.exists() ? !info.isWritable() : !folder.isWritable())
        return Error{Words::tr("cannot write %1: permission denied").arg(file)};
    return Done{};
}
