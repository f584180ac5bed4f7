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
    /// REQUIRES: open. Errors may be left to commit().
    [[nodiscard]] QFileDevice &device()
    {
        return m_direct.isOpen() ? static_cast<QFileDevice &>(m_direct) : m_saved;
    }
    [[nodiscard]] Result<Done> commit();

private:
    QFile m_direct;
    QSaveFile m_saved;
};
