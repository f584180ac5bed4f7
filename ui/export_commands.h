#pragma once

#include "ui/export_capture.h"

#include <QString>

class MainWindow;

/// Opening, saving and exporting from the window: file dialogues with remembered folders, and what went wrong
/// in the error bar.
namespace export_commands {

enum class Format { Png, Svg, Pdf };

void openSettings(MainWindow &window);
void openSettingsFile(MainWindow &window, const QString &path);
void saveSettings(MainWindow &window);
void exportChart(MainWindow &window, Format format);
void exportAllCharts(MainWindow &window);
void copyChart(MainWindow &window);
void exportCsv(MainWindow &window);
void exportReport(MainWindow &window);
void exportCapture(MainWindow &window, CaptureFormat format);
/// Asks for a file, `name` offered, and writes `text` to it in UTF-8.
void saveText(MainWindow &window, const QString &title, const QString &name, const QString &text);

} // namespace export_commands
