#include "ui/gauntlet/gauntlet_view.h"

#include "ui/gauntlet/gauntlet_canvas.h"
#include "ui/gauntlet/gauntlet_picture.h"
#include "ui/gauntlet/gauntlet_words.h"
#include "ui/theme/app_style.h"
#include "ui/widgets/action_button.h"

#include <QApplication>
#include <QImage>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

GauntletReport sample()
{
    GauntletReport report;
    report.cells.resize(report.settings.rows.size() * report.settings.columns.size());
    for (GauntletResult &cell : report.cells)
        cell = {GauntletVerdict::Works, 43ms, 512ms, std::nullopt, 50, 50, 0};
    report.cells[1] = {GauntletVerdict::Dead, std::nullopt, 12s, 3'004ms, 50, 0, 4};
    report.cells[2] = {GauntletVerdict::Late, 1'500ms, 2s, std::nullopt, 50, 49, 0};
    report.cells[3] = {};
    return report;
}

GauntletSettings quick()
{
    GauntletSettings settings;
    settings.run.messagesPerSecond = 20;
    settings.run.duration = 300ms;
    settings.run.delay = 1ms;
    settings.catchUp = 200ms;
    settings.lateAfter = 100ms;
    return settings;
}

Theme themed(ThemeChoice choice, double zoom = 1)
{
    return makeTheme(choice, QApplication::palette(), zoom);
}

}

class GauntletViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new AppStyle(themed(ThemeChoice::Light))); }

    void saysWhatWillComeBeforeTheFirstRun()
    {
        GauntletView view;
        QVERIFY(view.accessibleDescription().startsWith(u"No gauntlet yet."_s));
        QCOMPARE(view.summary({}), u"Gauntlet: none was run."_s);
        QCOMPARE(view.asTable({}).count(u'\n'), 1);
        QCOMPARE(button(view)->text(), u"Run the gauntlet"_s);
    }

    void oneButtonRunsItAndFillsTheMatrix()
    {
        GauntletView view;
        view.applyTheme(themed(ThemeChoice::Light));
        view.setSettings(quick());
        button(view)->click();
        QVERIFY(view.isRunning());
        QCOMPARE(button(view)->text(), u"Cancel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!view.isRunning(), 20'000);
        QTRY_COMPARE(button(view)->text(), u"Run the gauntlet"_s);
        QCOMPARE(view.report()->cells.size(), std::size_t(42));
        QCOMPARE(view.asTable({}).count(u'\n'), 43);
        QVERIFY(view.summary({}).contains(u" of 42 get through"_s));
        const auto *canvas = view.findChild<GauntletCanvas *>();
        QVERIFY(canvas->accessibleDescription().contains(u"refuses the upgrade: Short polling "_s));
    }

    void aSecondClickCancelsIt()
    {
        GauntletView view;
        GauntletSettings settings = quick();
        settings.run.duration = 1h;
        view.setSettings(settings);
        view.start();
        QTRY_VERIFY(view.report());
        button(view)->click();
        QTRY_VERIFY(!view.isRunning());
        QVERIFY(view.report()->interrupted);
        QVERIFY(view.accessibleDescription().startsWith(u"Cancelled."_s));
    }

    void whatIsWrongIsSaid()
    {
        GauntletView view;
        GauntletSettings settings = quick();
        settings.run.messagesPerSecond = -1;
        view.setSettings(settings);
        view.start();
        QTRY_VERIFY(view.accessibleDescription().contains(u"rate"_s));
    }

    void aCellSaysItInWordsNotInColourAlone()
    {
        const GauntletReport report = sample();
        QCOMPARE(gauntlet_words::verdict(report.at(0, 0)), u"works"_s);
        QCOMPARE(gauntlet_words::verdict(report.at(0, 1)), u"dead"_s);
        QCOMPARE(gauntlet_words::verdict(report.at(0, 2)), u"late"_s);
        QCOMPARE(gauntlet_words::details(report.at(0, 0)),
                 (QStringList{u"first 0.043 s, worst 0.51 s"_s, u"noticed nothing"_s}));
        QCOMPARE(gauntlet_words::details(report.at(0, 1)),
                 (QStringList{u"no message"_s, u"noticed 3.0 s"_s}));
        QCOMPARE(gauntlet_words::details(report.at(0, 2)).last(), u"lost 1 of 50"_s);
        QVERIFY(gauntlet_words::details(report.at(0, 3)).isEmpty());
        QVERIFY(gauntlet_words::rowInWords(report, 0).startsWith(
            u"no middlebox: Short polling works, first 0.043 s"_s));
    }

    void everyThemePaintsIt_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<double>("zoom");
        QTest::newRow("light") << ThemeChoice::Light << 1.0;
        QTest::newRow("dark") << ThemeChoice::Dark << 1.0;
        QTest::newRow("projector") << ThemeChoice::Projector << 1.0;
        QTest::newRow("large") << ThemeChoice::Light << 2.0;
    }

    void everyThemePaintsIt()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(double, zoom);

        const Theme theme = themed(choice, zoom);
        const GauntletReport report = sample();
        const GauntletPicture picture(report, theme);
        QImage image(picture.minimumSize().toSize() + QSize(200, 300), QImage::Format_ARGB32);
        image.fill(theme.tokens.surf);
        QPainter painter(&image);
        ChartPainter chart(painter, theme, false);
        picture.paint(chart, image.rect());
        int bad = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                bad += image.pixelColor(x, y) == theme.tokens.badBack ? 1 : 0;
        QVERIFY(bad > 100); // the dead cell
    }

    void anExportHasItAndTheCommandThatRepeatsIt()
    {
        GauntletView view;
        view.applyTheme(themed(ThemeChoice::Light));
        view.setSettings(quick());
        view.start();
        QTRY_VERIFY_WITH_TIMEOUT(view.report() && !view.isRunning(), 20'000);
        QImage image(1200, 800, QImage::Format_ARGB32);
        QPainter painter(&image);
        view.paintExport(painter, image.size(), {}, themed(ThemeChoice::Light));
        QVERIFY(image.pixelColor(5, 5) == lightTokens().surf);
    }

private:
    static ActionButton *button(const GauntletView &view) { return view.findChild<ActionButton *>(); }
};

QTEST_MAIN(GauntletViewTest)
#include "tst_gauntlet_view.moc"
