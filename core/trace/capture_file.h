#pragma once

#include "core/base/result.h"

#include <QFile>
#include <QSaveFile>
#include <QString>

/// A file to be written at once: a regular one replaces an older one only when all of it is written; a pipe
/// or a device gets the bytes as they come.
class CaptureFile
{
public:
    [[nodiscard]] Result<Done> open(const QString &name);
    /// REQUIRES: open. Errors are left to commit().
    void write(const QByteArray &bytes) { device().write(bytes); }
    [[nodiscard]] Result<Done> commit();

private:
    [[nodiscard]] QFileDevice &device()
    {
        return m_direct.isOpen() ? static_cast<QFileDevice &>(m_direct) : m_saved;
    }
    QFile m_direct;
    QSaveFile m_saved;
};
