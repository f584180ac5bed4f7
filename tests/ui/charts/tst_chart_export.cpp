#include "tests/support/sample_state.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/chart_views.h"
#include "ui/charts/export_frame.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QImageReader>
#include <QMimeData>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <csignal>

#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize size(1280, 640);

/// What an exported SVG consists of.
struct SvgContent
{
    QStringList texts;
    QString title, description;
    QList<QPointF> points; ///< of all shapes, in the picture's coordinates
    int paths = 0, lines = 0;
    bool wellFormed = false;
};

QList<QPointF> pointsOf(const QString &data, const QTransform &transform)
{
    static const QRegularExpression pair(u"(-?[0-9.]+(?:e-?[0-9]+)?),(-?[0-9.]+(?:e-?[0-9]+)?)"_s);
    QList<QPointF> points;
    for (auto it = pair.globalMatch(data); it.hasNext();) {
        const auto match = it.next();
        points.append(transform.map(QPointF(match.captured(1).toDouble(), match.captured(2).toDouble())));
    }
    return points;
}

QTransform transformOf(const QString &text)
{
    static const QRegularExpression number(u"-?[0-9.]+(?:e-?[0-9]+)?"_s);
    QList<double> m;
    for (auto it = number.globalMatch(text); it.hasNext();)
        m.append(it.next().captured().toDouble());
    return m.size() == 6 ? QTransform(m[0], m[1], m[2], m[3], m[4], m[5]) : QTransform();
}

SvgContent readSvg(const QByteArray &bytes)
{
    SvgContent content;
    QXmlStreamReader xml(bytes);
    QList<QTransform> transforms{{}};
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == u"g"_s)
            transforms.removeLast();
        if (!xml.isStartElement())
            continue;
        const auto attribute
            = [&](const char *name) { return xml.attributes().value(QLatin1StringView(name)).toString(); };
        if (xml.name() == u"g"_s)
            transforms.append(transformOf(attribute("transform")) * transforms.last());
        else if (xml.name() == u"path"_s)
            ++content.paths, content.points += pointsOf(attribute("d"), transforms.last());
        else if (xml.name() == u"polyline"_s)
            ++content.lines, content.points += pointsOf(attribute("points"), transforms.last());
        else if (xml.name() == u"title"_s)
            content.title = xml.readElementText();
        else if (xml.name() == u"desc"_s)
            content.description = xml.readElementText();
        else if (xml.name() == u"text"_s)
            content.texts += xml.readElementText(QXmlStreamReader::IncludeChildElements).simplified();
    }
    content.wellFormed = !xml.hasError();
    return content;
}

int inkIn(const QImage &image, const QRect &rect, const QColor &background)
{
    int ink = 0;
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        for (int x = rect.left(); x <= rect.right(); ++x)
            ink += image.pixelColor(x, y) != background;
    return ink;
}

} // namespace

class TestChartExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void pngIsWholeAtTwiceTheSize_data() { addViews(); }
    void pngIsWholeAtTwiceTheSize();
    void pngSaysWhatItWasMadeWith();
    void svgKeepsTextAsTextInsideThePicture_data() { addViews(); }
    void svgKeepsTextAsTextInsideThePicture();
    void svgHasOnePathASeriesHoweverManyMessages();
    void pdfHasThePageOfTheChart_data() { addViews(); }
    void pdfHasThePageOfTheChart();
    void pdfTextCanBeSearched();
    void badgesStandInThePicture();
    void baselineAndLostMessagesAreExported();
    void unwritableFolderIsAnErrorAndLeavesNothing();
    void fileIsKeptWhenTheNewOneDoesNotFit();
    void whatIsNotAFileIsLeftAlone();
    void folderGetsEveryChartInEveryFormat();
    void finishedRunBecomesAFolderOfCharts();
    void clipboardHasPictureVectorsAndFigures();

private:
    void addViews();
    [[nodiscard]] LabView *view(const QString &name) const;

    QWidget m_parent;
    std::vector<LabView *> m_views;
    LabState m_state;
    Theme m_theme;
};

void TestChartExport::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication::setApplicationVersion(u"9.8.7"_s);
    m_views = makeChartViews(&m_parent);
    m_state = sampleState();
    m_state.settings.pollInterval = std::chrono::milliseconds(500);
    m_theme = makeTheme(ThemeChoice::Light, QPalette(), 1);
}

void TestChartExport::addViews()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"latency", "overhead", "percentiles", "load"})
        QTest::newRow(name) << QString(QLatin1StringView(name));
}

LabView *TestChartExport::view(const QString &name) const
{
    for (LabView *view : m_views)
        if (view->machineName() == name)
            return view;
    return nullptr;
}

void TestChartExport::pngIsWholeAtTwiceTheSize()
{
    QFETCH(QString, name);
    const QByteArray bytes = chartBytes(*view(name), m_state, m_theme, ExportFormat::Png, size, 2);
    const QImage image = QImage::fromData(bytes, "PNG");
    QCOMPARE(image.size(), size * 2);
    const int w = image.width();
    const int h = image.height();
    const QColor background = m_theme.tokens.surf;
    // Title at the upper left, figures or labels at the right, command and version at the lower corners.
    QVERIFY(inkIn(image, {0, 0, w / 4, h / 8}, background) > 200);
    QVERIFY(inkIn(image, {w * 7 / 8, h / 8, w / 8 - 1, h * 3 / 4}, background) > 200);
    QVERIFY(inkIn(image, {0, h * 15 / 16, w / 4, h / 16 - 1}, background) > 200);
    QVERIFY(inkIn(image, {w * 3 / 4, h * 15 / 16, w / 4 - 1, h / 16 - 1}, background) > 200);
    // The margins stay empty: nothing is cut off.
    QCOMPARE(inkIn(image, {0, 0, w, 8}, background), 0);
    QCOMPARE(inkIn(image, {0, h - 8, w, 8}, background), 0);
    QCOMPARE(inkIn(image, {0, 0, 8, h}, background), 0);
    QCOMPARE(inkIn(image, {w - 8, 0, 8, h}, background), 0);
}

void TestChartExport::pngSaysWhatItWasMadeWith()
{
    const QByteArray bytes = chartBytes(*view(u"latency"_s), m_state, m_theme, ExportFormat::Png, size);
    const QImage image = QImage::fromData(bytes, "PNG");
    QCOMPARE(image.text(u"Software"_s), u"Pushscope 9.8.7"_s);
    QCOMPARE(image.text(u"Settings"_s), toRunCommand(m_state.settings));
    QVERIFY(image.text(u"Settings"_s).contains(u"--poll-interval 500ms"_s));
    QVERIFY(bytes.contains("tEXt") || bytes.contains("iTXt"));
}

void TestChartExport::svgKeepsTextAsTextInsideThePicture()
{
    QFETCH(QString, name);
    const LabView &chart = *view(name);
    for (const bool other : {false, true}) {
        LabState state = m_state;
        state.view.strips = !other;
        state.view.logarithmic = other;
        state.view.overheadOverTime = other;
        const SvgContent svg = readSvg(chartBytes(chart, state, m_theme, ExportFormat::Svg, size));
        QVERIFY(svg.wellFormed);
        QVERIFY(svg.title.contains(chart.title()) && svg.title.contains(u"9.8.7"_s));
        QVERIFY(svg.description.contains(chart.summary(state)));
        QVERIFY(svg.texts.contains(u"Pushscope 9.8.7"_s));
        QVERIFY(svg.texts.contains(u"pushscope run --poll-interval 500ms"_s));
        QVERIFY2(svg.texts.filter(u"SSE"_s).size() > 0, qPrintable(svg.texts.join(u'|')));
        QVERIFY(svg.points.size() > 20);
        for (const QPointF &point : svg.points)
            QVERIFY2(point.x() >= -0.5 && point.y() >= -0.5 && point.x() <= size.width() + 0.5
                         && point.y() <= size.height() + 0.5,
                     qPrintable(u"%1 %2"_s.arg(point.x()).arg(point.y())));
    }
}

void TestChartExport::svgHasOnePathASeriesHoweverManyMessages()
{
    const LabView &chart = *view(u"latency"_s);
    const SvgContent few
        = readSvg(chartBytes(chart, sampleState({.messagesPerSecond = 1}), m_theme, ExportFormat::Svg, size));
    const SvgContent many = readSvg(
        chartBytes(chart, sampleState({.messagesPerSecond = 20}), m_theme, ExportFormat::Svg, size));
    QVERIFY(many.points.size() > 5 * few.points.size());
    // Points under way have a ring of their own; all others are part of one path a lane and opacity.
    QVERIFY2(many.paths <= few.paths + 60, qPrintable(u"%1 %2"_s.arg(few.paths).arg(many.paths)));
    QVERIFY2(many.lines <= few.lines + 5, qPrintable(u"%1 %2"_s.arg(few.lines).arg(many.lines)));
}

void TestChartExport::pdfHasThePageOfTheChart()
{
    QFETCH(QString, name);
    const QByteArray pdf = chartBytes(*view(name), m_state, m_theme, ExportFormat::Pdf, size);
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.size() > 5000);
    QVERIFY(pdf.contains("/MediaBox [0 0 1280"));
    QCOMPARE(pdf.count("/Type /Page\n") + pdf.count("/Type /Page "), 1);
}

void TestChartExport::pdfTextCanBeSearched()
{
    const QString tool = QStandardPaths::findExecutable(u"pdftotext"_s);
    if (tool.isEmpty())
        QSKIP("pdftotext is not installed");
    QTemporaryDir folder;
    const QString path = folder.filePath(u"latency.pdf"_s);
    QVERIFY(exportChart(*view(u"latency"_s), m_state, m_theme, ExportFormat::Pdf, path, size).has_value());
    QProcess process;
    process.start(tool, {u"-layout"_s, path, u"-"_s});
    QVERIFY(process.waitForFinished());
    const QString text = QString::fromUtf8(process.readAllStandardOutput()).simplified();
    for (const QString &words : {u"Latency of each message"_s, u"Short polling"_s, u"WebSocket"_s,
                                 u"time since the start"_s, u"--poll-interval 500ms"_s, u"Pushscope 9.8.7"_s})
        QVERIFY2(text.contains(words), qPrintable(words + u" / "_s + text));
}

void TestChartExport::badgesStandInThePicture()
{
    LabState state = m_state;
    QVERIFY(exportBadges(state).isEmpty());
    state.frozen = true;
    state.snapshot.held = true;
    state.snapshot.noise.recentMs = 12;
    QCOMPARE(exportBadges(state).size(), 2);
    state.snapshot.noise.sustained = true;
    QCOMPARE(exportBadges(state).size(), 3);
    const SvgContent svg = readSvg(chartBytes(*view(u"load"_s), state, m_theme, ExportFormat::Svg, size));
    for (const QString &badge : exportBadges(state))
        QVERIFY2(svg.texts.contains(badge.simplified()), qPrintable(badge));
}

void TestChartExport::baselineAndLostMessagesAreExported()
{
    LabState state = m_state;
    state.snapshot.lanes[3].messages.lost = 15;
    state.baseline = Baseline{m_state.snapshot, m_state.settings, m_state.deliveries};
    state.settings.pollInterval = std::chrono::milliseconds(200);
    const SvgContent latency
        = readSvg(chartBytes(*view(u"latency"_s), state, m_theme, ExportFormat::Svg, size));
    QVERIFY(latency.texts.contains(u"\u00D7 15 lost"_s));
    QVERIFY(!latency.texts.filter(u"dashed: baseline, poll interval 500 ms"_s).isEmpty());
    const SvgContent overhead
        = readSvg(chartBytes(*view(u"overhead"_s), state, m_theme, ExportFormat::Svg, size));
    QVERIFY(overhead.texts.contains(u"baseline 3,163 B"_s));
}

void TestChartExport::unwritableFolderIsAnErrorAndLeavesNothing()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"missing/latency.png"_s);
    const auto result = exportChart(*view(u"latency"_s), m_state, m_theme, ExportFormat::Png, path, size);
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(u"latency.png"_s), qPrintable(result.error().message));
    QVERIFY(!QFile::exists(path));
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!exportAll({view(u"load"_s)}, m_state, m_theme, folder.filePath(u"file/charts"_s)));
}

void TestChartExport::fileIsKeptWhenTheNewOneDoesNotFit()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"latency.svg"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("old");
    file.close();
    // No file may grow beyond 1,000 bytes: what a full disk does to a write.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{1000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const auto result = exportChart(*view(u"latency"_s), m_state, m_theme, ExportFormat::Svg, path, size);
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(!result);
    QVERIFY(result.error().message.contains(u"latency.svg"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("old"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"latency.svg"_s});
}

void TestChartExport::whatIsNotAFileIsLeftAlone()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"load.png"_s));
    QVERIFY(!exportChart(*view(u"load"_s), m_state, m_theme, ExportFormat::Png,
                         folder.filePath(u"load.png"_s), size));
    QVERIFY(QFileInfo(folder.filePath(u"load.png"_s)).isDir());
}

void TestChartExport::folderGetsEveryChartInEveryFormat()
{
    QTemporaryDir folder;
    const std::vector<const LabView *> views(m_views.begin(), m_views.end());
    QVERIFY(exportAll(views, m_state, m_theme, folder.filePath(u"a/b"_s)).has_value());
    for (const LabView *chart : views)
        for (const char *suffix : {"png", "svg", "pdf"})
            QVERIFY(QFileInfo(
                        folder.filePath(u"a/b/%1.%2"_s.arg(chart->machineName(), QLatin1StringView(suffix))))
                        .size()
                    > 1000);
}

void TestChartExport::finishedRunBecomesAFolderOfCharts()
{
    QTemporaryDir folder;
    RunSnapshot snapshot = m_state.snapshot;
    for (std::size_t i = 0; i < transportCount; ++i)
        snapshot.lanes[i].newDeliveries
            = QList<DeliveryPoint>(m_state.deliveries[i].begin(), m_state.deliveries[i].end());
    QVERIFY(exportCharts(snapshot, m_state.settings, folder.filePath(u"charts"_s)).has_value());
    QCOMPARE(QDir(folder.filePath(u"charts"_s)).entryList(QDir::Files).size(), 15);
    QVERIFY(!QImage(folder.filePath(u"charts/overhead-over-time.png"_s)).isNull());
}

void TestChartExport::clipboardHasPictureVectorsAndFigures()
{
    copyToClipboard(*view(u"percentiles"_s), m_state, m_theme, size);
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data && data->hasImage());
    QVERIFY(readSvg(data->data(u"image/svg+xml"_s)).wellFormed);
    const QByteArray csv = data->data(u"text/csv"_s);
    QVERIFY(csv.startsWith("transport,n,p50_ms"));
    QCOMPARE(csv.count('\n'), 1 + static_cast<int>(transportCount));
}

QTEST_MAIN(TestChartExport)
#include "tst_chart_export.moc"
