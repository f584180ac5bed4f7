#include "ui/charts/chart_export.h"

#include "ui/charts/chart_view.h"
#include "ui/charts/chart_views.h"
#include "ui/charts/export_frame.h"

#include <QBuffer>
#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Points of a PDF page are divided so that nothing is rounded visibly.
constexpr int pdfStepsPerPoint = 10;
constexpr int pointsPerInch = 72;
constexpr int cssPixelsPerInch = 96;

QString tr(const char *text)
{
    return QCoreApplication::translate("ChartExport", text);
}

QImage chartImage(const LabView &view, const LabState &state, const Theme &theme, const QSize &size,
                  double scale)
{
    QImage image(static_cast<int>(std::lround(size.width() * scale)),
                 static_cast<int>(std::lround(size.height() * scale)), QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.tokens.surf);
    image.setText(u"Title"_s, view.title());
    image.setText(u"Software"_s, programVersion());
    image.setText(u"Settings"_s, toRunCommand(state.settings));
    image.setText(u"Description"_s, view.summary(state));
    QPainter painter(&image);
    painter.scale(scale, scale);
    view.paintExport(painter, size, state, theme);
    return image;
}

QByteArray pngBytes(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray svgBytes(const LabView &view, const LabState &state, const Theme &theme, const QSize &size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(cssPixelsPerInch);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(view.title() + u" \u2013 "_s + programVersion());
    generator.setDescription(view.summary(state) + u' ' + toRunCommand(state.settings));
    QPainter painter(&generator);
    view.paintExport(painter, size, state, theme);
    painter.end();
    return bytes;
}

QByteArray pdfBytes(const LabView &view, const LabState &state, const Theme &theme, const QSize &size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(view.title() + u" \u2013 "_s + toRunCommand(state.settings));
    writer.setCreator(programVersion());
    writer.setResolution(pointsPerInch * pdfStepsPerPoint);
    writer.setPageSize(QPageSize(QSizeF(size), QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.scale(pdfStepsPerPoint, pdfStepsPerPoint);
    view.paintExport(painter, size, state, theme);
    painter.end();
    return bytes;
}

Result<Done> makeFolder(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return Error{tr("Cannot create the folder %1.").arg(QDir::toNativeSeparators(folder))};
    return Done{};
}

Result<Done> exportFormats(const LabView &view, const LabState &state, const Theme &theme,
                           const QString &pathWithoutSuffix)
{
    for (const ExportFormat format : {ExportFormat::Png, ExportFormat::Svg, ExportFormat::Pdf}) {
        auto written = exportChart(view, state, theme, format, pathWithoutSuffix + u'.' + suffixOf(format),
                                   view.leastExportSize());
        if (!written)
            return written;
    }
    return Done{};
}

} // namespace

QString suffixOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Png:
        return u"png"_s;
    case ExportFormat::Svg:
        return u"svg"_s;
    case ExportFormat::Pdf:
        return u"pdf"_s;
    }
    return {};
}

Result<Done> writeExport(const QString &path, const QByteArray &bytes)
{
    // A device or a folder must not be replaced by a file.
    if (const QFileInfo there(path); there.exists() && !there.isFile())
        return Error{tr("Cannot write %1: it is not a file.").arg(QDir::toNativeSeparators(path))};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush()
        || !file.commit())
        return Error{tr("Cannot write %1: %2.").arg(QDir::toNativeSeparators(path), file.errorString())};
    return Done{};
}

QByteArray chartBytes(const LabView &view, const LabState &state, const Theme &theme, ExportFormat format,
                      const QSize &logicalSize, double scale)
{
    switch (format) {
    case ExportFormat::Png:
        return pngBytes(chartImage(view, state, theme, logicalSize, scale));
    case ExportFormat::Svg:
        return svgBytes(view, state, theme, logicalSize);
    case ExportFormat::Pdf:
        return pdfBytes(view, state, theme, logicalSize);
    }
    return {};
}

Result<Done> exportChart(const LabView &view, const LabState &state, const Theme &theme, ExportFormat format,
                         const QString &path, const QSize &logicalSize, double scale)
{
    return writeExport(path, chartBytes(view, state, theme, format, logicalSize, scale));
}

Result<Done> exportAll(const std::vector<const LabView *> &views, const LabState &state, const Theme &theme,
                       const QString &folder)
{
    if (auto made = makeFolder(folder); !made)
        return made;
    for (const LabView *view : views)
        if (auto written = exportFormats(*view, state, theme, QDir(folder).filePath(view->machineName()));
            !written)
            return written;
    return Done{};
}

void copyToClipboard(const LabView &view, const LabState &state, const Theme &theme, const QSize &logicalSize)
{
    constexpr double scale = 2;
    auto *data = new QMimeData;
    const QImage image = chartImage(view, state, theme, logicalSize, scale);
    data->setImageData(image);
    data->setData(u"image/png"_s, pngBytes(image));
    data->setData(u"image/svg+xml"_s, svgBytes(view, state, theme, logicalSize));
    data->setData(u"text/csv"_s, view.asTable(state).toUtf8());
    QGuiApplication::clipboard()->setMimeData(data);
}

Result<Done> exportCharts(const RunSnapshot &snapshot, const ExperimentSettings &settings,
                          const QString &folder)
{
    if (auto made = makeFolder(folder); !made)
        return made;
    LabState state;
    state.take(snapshot);
    state.settings = settings;
    state.view.windowS = 0;
    const Theme theme = makeTheme(ThemeChoice::Light, QPalette(), 1);
    QWidget parent;
    for (const LabView *view : makeChartViews(&parent)) {
        const QString path = QDir(folder).filePath(view->machineName());
        state.view.overheadOverTime = false;
        if (auto written = exportFormats(*view, state, theme, path); !written)
            return written;
        if (view->machineName() != overheadViewName)
            continue;
        state.view.overheadOverTime = true;
        if (auto written = exportFormats(*view, state, theme, path + u"-over-time"_s); !written)
            return written;
    }
    return Done{};
}
