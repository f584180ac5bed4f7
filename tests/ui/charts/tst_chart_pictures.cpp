#include "tests/support/sample_state.h"
#include "ui/charts/chart_export.h"
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
                const QString name = u"%1-%2-%3%4"_s.arg(view->machineName(), QLatin1StringView(QTest::currentDataTag()))
                                         .arg(size.width())
                                         .arg(other ? u"-other"_s : QString());
                if (!folder.isEmpty())
                    image.save(folder + u'/' + name + u".png"_s);
                if (!folder.isEmpty() && size.width() > 1000) {
                    QFile file(folder + u"/export-"_s + name + u".png"_s);
                    QVERIFY(file.open(QIODevice::WriteOnly));
                    file.write(chartBytes(*view, shown, theme, ExportFormat::Png, QSize(1280, 640), 1));
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

QTEST_MAIN(TestChartPictures)
#include "tst_chart_pictures.moc"
