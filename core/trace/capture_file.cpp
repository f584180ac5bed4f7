#include "core/trace/capture_file.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace {

Error cannotWrite(const QFileDevice &file)
{
    return {QCoreApplication::translate("Export", "cannot write %1: %2")
                .arg(file.fileName(), file.errorString())};
}

} // namespace

Result<Done> CaptureFile::open(const QString &name)
{
    const QFileInfo info(name);
    if (info.exists() && !info.isFile()) {
        m_direct.setFileName(name);
        if (!m_direct.open(QIODevice::WriteOnly))
            return cannotWrite(m_direct);
        return Done{};
    }
    m_saved.setFileName(name);
    if (!m_saved.open(QIODevice::WriteOnly))
        return cannotWrite(m_saved);
    return Done{};
}

Result<Done> CaptureFile::commit()
{
    QFileDevice &file = device();
    const bool direct = m_direct.isOpen();
    if (!file.flush() || file.error() != QFileDevice::NoError)
        return cannotWrite(file);
    if (direct)
        m_direct.close();
    else if (!m_saved.commit())
        return cannotWrite(m_saved);
    return Done{};
}
