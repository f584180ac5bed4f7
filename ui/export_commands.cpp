#include "ui/export_commands.h"

#include "core/experiment/export_csv.h"
#include "core/experiment/export_json.h"
#include "core/experiment/run_report.h"
#include "core/experiment/scenario_file.h"
#include "ui/charts/chart_export.h"
#include "ui/file_dialogs.h"
#include "ui/main_window.h"
#include "ui/views/teach_page.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace {

using file_dialogs::askForFile;
using file_dialogs::rememberedFolder;

/// A settings file is a few hundred bytes; anything near this is something else.
constexpr qint64 maxSettingsFileBytes = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("Export", text);
}

void report(MainWindow &window, const Result<Done> &result, const QString &path)
{
    if (result)
        window.say(tr("Saved %1").arg(path));
    else
        window.showProblem(result.error().message);
}

ExportFormat toExportFormat(export_commands::Format format)
{
    switch (format) {
    case export_commands::Format::Png:
        return ExportFormat::Png;
    case export_commands::Format::Svg:
        return ExportFormat::Svg;
    case export_commands::Format::Pdf:
        return ExportFormat::Pdf;
    }
    return ExportFormat::Png;
}

/// What was there before stays until all of it is written.
Result<Done> writeCsv(const LabState &state, const QString &path)
{
    QSaveFile file(path);
    bool good = file.open(QIODevice::WriteOnly) && file.write(csvHeader()) > 0;
    for (const TransportKind kind : allTransportKinds)
        for (const DeliveryPoint &point : state.deliveries[indexOf(kind)])
            good = good
                && file.write(csvLine({.tS = point.dueS,
                                       .transport = kind,
                                       .client = point.client,
                                       .id = point.id,
                                       .latencyMs = point.latencyMs,
                                       .payloadBytes = point.payloadBytes,
                                       .duplicate = false}))
                    > 0;
    // commit() takes what its own flush could not write for written.
    if (!good || !file.flush() || !file.commit())
        return Error{tr("cannot write %1: %2").arg(path, file.errorString())};
    return Done{};
}

/// What was there before stays until all of it is written.
Result<Done> writeText(const QString &text, const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush()
        || !file.commit())
        return Error{tr("cannot write %1: %2").arg(path, file.errorString())};
    return Done{};
}

} // namespace

void export_commands::saveText(MainWindow &window, const QString &title, const QString &name,
                               const QString &text)
{
    const QString suffix = QFileInfo(name).suffix();
    const QString kind = suffix == u"md"_s ? tr("Markdown") : suffix.toUpper();
    askForFile(window, title, name, tr("%1 files (*.%2)").arg(kind, suffix),
               [&window, text](const QString &path) { report(window, writeText(text, path), path); });
}

void export_commands::openSettings(MainWindow &window)
{
    auto *dialog = new QFileDialog(&window, tr("Open an experiment"), rememberedFolder(),
                                   tr("Pushscope experiments (*.pushscope);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window](const QString &path) {
        file_dialogs::remember(path);
        openSettingsFile(window, path);
    });
    dialog->show();
}

void export_commands::openSettingsFile(MainWindow &window, const QString &path)
{
    if (path.isEmpty()) {
        window.showProblem(tr("Only a file on this machine can be opened."));
        return;
    }
    if (QFileInfo(path).isDir()) {
        window.showProblem(tr("%1 is a folder, not an experiment.").arg(path));
        return;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        window.showProblem(tr("Cannot read %1: %2.").arg(path, file.errorString()));
        return;
    }
    if (file.size() > maxSettingsFileBytes) {
        window.showProblem(tr("%1 is too large to be an experiment.").arg(path));
        return;
    }
    const auto content = experimentFromFile(file.readAll());
    if (!content) {
        window.showProblem(tr("%1: %2. The settings stay as they are.")
                               .arg(QFileInfo(path).fileName(), content.error().message));
        return;
    }
    if (const auto *settings = std::get_if<ExperimentSettings>(&*content)) {
        window.lab().loadSettings(*settings, tr("open %1").arg(QFileInfo(path).fileName()));
        window.say(tr("Opened %1").arg(path));
        return;
    }
    Scenario scenario = std::get<Scenario>(*content);
    scenario.name = QFileInfo(path).absoluteFilePath();
    window.showLaboratory();
    window.lab().openScenario(scenario);
}

void export_commands::saveSettings(MainWindow &window)
{
    askForFile(window, tr("Save the settings"), u"experiment.pushscope"_s,
               tr("Pushscope experiments (*.pushscope)"), [&window](const QString &path) {
                   report(window, exportJson(toJson(window.lab().settings()), path), path);
               });
}

void export_commands::exportChart(MainWindow &window, Format format)
{
    const LabView *view = window.viewOnShow();
    if (!view)
        return;
    const QString suffix = format == Format::Png ? u"png"_s : format == Format::Svg ? u"svg"_s : u"pdf"_s;
    askForFile(window, tr("Export %1").arg(view->title()), view->machineName() + u'.' + suffix,
               tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix),
               [&window, view, format](const QString &path) {
                   report(window,
                          ::exportChart(*view, window.lab().state(), window.theme(), toExportFormat(format),
                                        path, view->size().expandedTo(view->leastExportSize()), 2),
                          path);
               });
}

void export_commands::exportAllCharts(MainWindow &window)
{
    auto *dialog = new QFileDialog(&window, tr("Export all charts to a folder"), rememberedFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window](const QString &folder) {
        QSettings().setValue(u"folder"_s, folder);
        std::vector<const LabView *> views(window.mainCard().views().begin(),
                                           window.mainCard().views().end());
        views.insert(views.end(), window.pages().begin(), window.pages().end());
        report(window, exportAll(views, window.lab().state(), window.theme(), folder), folder);
    });
    dialog->show();
}

void export_commands::copyChart(MainWindow &window)
{
    const LabView *view = window.viewOnShow();
    if (!view)
        return;
    copyToClipboard(*view, window.lab().state(), window.theme(),
                    view->size().expandedTo(view->leastExportSize()));
    window.say(tr("Copied the chart \u201c%1\u201d.").arg(view->title()));
}

void export_commands::exportCsv(MainWindow &window)
{
    askForFile(
        window, tr("Export the deliveries"), u"deliveries.csv"_s, tr("CSV files (*.csv)"),
        [&window](const QString &path) { report(window, writeCsv(window.lab().state(), path), path); });
}

void export_commands::exportReport(MainWindow &window)
{
    askForFile(window, tr("Export the report"), u"report.json"_s, tr("JSON files (*.json)"),
               [&window](const QString &path) {
                   const RunResult result{.snapshot = window.lab().state().snapshot,
                                          .settings = window.lab().state().settings,
                                          .startedAt = window.lab().startedAt(),
                                          .interrupted = window.lab().isRunning()};
                   report(window, exportJson(runReport(result), path), path);
               });
}

void export_commands::exportCapture(MainWindow &window, CaptureFormat format)
{
    const bool pcapng = format == CaptureFormat::Pcapng;
    askForFile(window,
               pcapng ? tr("Export for Wireshark: message payloads are inside, nothing is redacted")
                      : tr("Export as HTTP archive: message payloads are inside, nothing is redacted"),
               pcapng ? u"pushscope.pcapng"_s : u"pushscope.har"_s,
               pcapng ? tr("Captures: payloads inside, nothing redacted (*.pcapng)")
                      : tr("HTTP archives: payloads inside, nothing redacted (*.har)"),
               [&window, format](const QString &path) {
                   auto *job = new CaptureJob(window.lab().state(), format, path, &window);
                   QObject::connect(job, &CaptureJob::finished, &window,
                                    [&window, path](const Result<Done> &result) {
                                        report(window, result, tr("%1, with all message payloads").arg(path));
                                    });
               });
}
