#pragma once

#include "core/base/result.h"
#include "ui/views/lab_view.h"

#include <QByteArray>
#include <QSize>

#include <vector>

enum class ExportFormat { Png, Svg, Pdf };

/// "png"
[[nodiscard]] QString suffixOf(ExportFormat format);

/// Writes a file; one that exists is replaced only when all of it has been written.
[[nodiscard]] Result<Done> writeExport(const QString &path, const QByteArray &bytes);

/// The chart as the bytes of a file. `scale`: pixels of the picture per logical pixel (PNG only).
/// Every picture carries title, version and the command that repeats the experiment, also as metadata.
[[nodiscard]] QByteArray chartBytes(const LabView &view, const LabState &state, const Theme &theme,
                                    ExportFormat format, const QSize &logicalSize, double scale = 2);

/// Writes a chart; an existing file is replaced only when all of it has been written.
[[nodiscard]] Result<Done> exportChart(const LabView &view, const LabState &state, const Theme &theme,
                                       ExportFormat format, const QString &path, const QSize &logicalSize,
                                       double scale = 2);

/// All views in all formats into `folder`, which is made if need be; stops at the first error.
[[nodiscard]] Result<Done> exportAll(const std::vector<const LabView *> &views, const LabState &state,
                                     const Theme &theme, const QString &folder);

/// As PNG, SVG and comma-separated values at once.
void copyToClipboard(const LabView &view, const LabState &state, const Theme &theme,
                     const QSize &logicalSize);

/// The charts of a finished run, for the command line: light theme, the whole run. Needs a QApplication.
[[nodiscard]] Result<Done> exportCharts(const RunSnapshot &snapshot, const ExperimentSettings &settings,
                                        const QString &folder);
