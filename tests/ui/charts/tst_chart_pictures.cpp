#include "tests/support/sample_state.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/chart_views.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace {

Theme themeOf(ThemeChoice choice)
{
    return makeTheme(choice, QPalette(), 1);
}

/// Renders a view as it stands on the screen.
QImage screenshot(LabView &view, const LabState &state, const Theme &theme, const QSize &size)
{
    view.resize(size);
    view.applyTheme(theme);
    view.display(state);
    QImage image(size, QImage::Format_RGB32);
    view.render(&image);
    return image;
}

} // namespace

class TestChartPictures : public QObject
{
    Q_OBJECT

private slots:
    void everyViewIsPaintedInEveryTheme_data();
    void everyViewIsPaintedInEveryTheme();
    void specialStatesArePainted_data();
    void specialStatesArePainted();
    void fontsAndWindowsOfAnySizeAreServed_data();
    void fontsAndWindowsOfAnySizeAreServed();
};

void TestChartPictures::everyViewIsPaintedInEveryTheme_data()
{
    QTest::addColumn<ThemeChoice>("choice");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
    QTest::newRow("projector") << ThemeChoice::Projector;
}

void TestChartPictures::everyViewIsPaintedInEveryTheme()
{
    QFETCH(ThemeChoice, choice);
    const QString folder = qEnvironmentVariable("PUSHSCOPE_PICTURES");
    QWidget parent;
    const Theme theme = themeOf(choice);
    const LabState state = sampleState();
    for (LabView *view : makeChartViews(&parent)) {
        for (const QSize size : {QSize(984, 360), QSize(1400, 560)}) {
            for (const bool other : {false, true}) {
                LabState shown = state;
                shown.view.strips = !other;
                shown.view.logarithmic = other;
                shown.view.overheadOverTime = other;
                const QImage image = screenshot(*view, shown, theme, size);
                const QString name
                    = u"%1-%2-%3%4"_s.arg(view->machineName(), QLatin1StringView(QTest::currentDataTag()))
                          .arg(size.width())
                          .arg(other ? u"-other"_s : QString());
                if (!folder.isEmpty())
                    image.save(folder + u'/' + name + u".png"_s);
                if (!folder.isEmpty() && size.width() > 1000) {
                    QFile file(folder + u"/export-"_s + name + u".png"_s);
                    QVERIFY(file.open(QIODevice::WriteOnly));
                    file.write(chartBytes(*view, shown, theme, ExportFormat::Png, QSize(1280, 640), 1));
                    QFile pdf(folder + u"/export-"_s + name + u".pdf"_s);
                    QVERIFY(pdf.open(QIODevice::WriteOnly));
                    pdf.write(chartBytes(*view, shown, theme, ExportFormat::Pdf, QSize(1280, 640)));
                    QFile svg(folder + u"/export-"_s + name + u".svg"_s);
                    QVERIFY(svg.open(QIODevice::WriteOnly));
                    svg.write(chartBytes(*view, shown, theme, ExportFormat::Svg, QSize(1280, 640)));
                }
                int coloured = 0;
                for (int y = 0; y < image.height(); ++y)
                    for (int x = 0; x < image.width(); ++x)
                        coloured += image.pixelColor(x, y) != theme.tokens.surf;
                QVERIFY2(coloured > image.width() * image.height() / 200, qPrintable(name));
            }
        }
    }
}

void TestChartPictures::specialStatesArePainted_data()
{
    QTest::addColumn<LabState>("state");
    LabState pinned = sampleState({.seconds = 60, .changeAtS = 20});
    const LabState before = sampleState({.seed = 11, .seconds = 60, .changeAtS = 0});
    pinned.baseline = Baseline{before.snapshot, before.settings, before.deliveries};
    pinned.settings.pollInterval = std::chrono::milliseconds(200);
    pinned.view.windowS = 60;
    QTest::newRow("baseline") << pinned;
    LabState dense = sampleState({.seconds = 30, .messagesPerSecond = 400, .clients = 2});
    QTest::newRow("dense") << dense;
    LabState trouble = sampleState();
    trouble.snapshot.lanes[3].messages.lost = 15;
    trouble.snapshot.lanes[1].enabled = false;
    trouble.deliveries[1].clear();
    trouble.snapshot.lanes[1].latency = {};
    trouble.snapshot.lanes[2].messages.delivered = 0;
    QTest::newRow("lost and off") << trouble;
    LabState empty;
    empty.snapshot.phase = RunSnapshot::Phase::Running;
    for (LaneSnapshot &lane : empty.snapshot.lanes)
        lane.enabled = true;
    QTest::newRow("empty") << empty;
}

void TestChartPictures::specialStatesArePainted()
{
    QFETCH(LabState, state);
    const QString folder = qEnvironmentVariable("PUSHSCOPE_PICTURES");
    QWidget parent;
    for (LabView *view : makeChartViews(&parent)) {
        const QImage image = screenshot(*view, state, themeOf(ThemeChoice::Dark), {1100, 480});
        if (!folder.isEmpty())
            image.save(folder
                       + u"/special-%1-%2.png"_s.arg(view->machineName(),
                                                     QLatin1StringView(QTest::currentDataTag())));
        int coloured = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                coloured += image.pixelColor(x, y) != darkTokens().surf;
        QVERIFY(coloured > 2000);
    }
}

void TestChartPictures::fontsAndWindowsOfAnySizeAreServed_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("zoom");
    QTest::newRow("tiny") << QSize(320, 180) << 1.0;
    QTest::newRow("flat") << QSize(1200, 180) << 1.0;
    QTest::newRow("twice") << QSize(1400, 560) << 2.0;
    QTest::newRow("three times") << QSize(1000, 400) << 3.0;
    QTest::newRow("four thousand") << QSize(3840, 1600) << 2.0;
}

void TestChartPictures::fontsAndWindowsOfAnySizeAreServed()
{
    QFETCH(QSize, size);
    QFETCH(double, zoom);
    const QString folder = qEnvironmentVariable("PUSHSCOPE_PICTURES");
    QWidget parent;
    const Theme theme = makeTheme(ThemeChoice::Light, QPalette(), zoom);
    for (LabView *view : makeChartViews(&parent)) {
        const QImage image = screenshot(*view, sampleState(), theme, size);
        for (const PlotRow &row : static_cast<ChartView *>(view)->picture()->rows()) {
            QVERIFY(row.frame.area.width() >= 10 && row.frame.area.height() >= 8);
            QVERIFY(row.frame.area.left() >= 0 && row.frame.area.top() >= 0);
        }
        if (!folder.isEmpty())
            image.save(
                folder
                + u"/size-%1-%2.png"_s.arg(view->machineName(), QLatin1StringView(QTest::currentDataTag())));
    }
}

QTEST_MAIN(TestChartPictures)
#include "tst_chart_pictures.moc"
