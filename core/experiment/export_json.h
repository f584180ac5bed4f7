#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

/// Writes `report` as indented JSON; an existing file is replaced only when all of it has been written.
[[nodiscard]] Result<Done> exportJson(const QJsonObject &report, const QString &file);
/// Whether `file` could be written, without touching it: said before a run, not after an hour of it.
[[nodiscard]] Result<Done> checkWritable(const QString &file);
