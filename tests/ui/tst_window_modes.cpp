#include "tests/support/test_window.h"
#include "ui/comparison_pane.h"
#include "ui/theme/desktop_palette.h"
#include "ui/window_actions.h"

#include <QMenuBar>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace {

QPalette desktopOf(const QColor &window, const QColor &text)
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    return palette;
}

QAction *actionOf(const TestWindow &test, const QString &text)
{
    for (QAction *action : test.window->actions())
        if (action->text().remove(u'&') == text)
            return action;
    return nullptr;
}

} // namespace

/// What the window shows of itself: menu, maximised parts, theme.
class TestWindowModes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aHiddenMenuStaysHidden()
    {
        TestWindow test;
        test.window->show();
        test.window->toggleMenu();
        QVERIFY(test.window->menuBar()->isHidden());
        test.window->resize(1400, 800);
        test.window->toggleControls();
        test.window->setZoom(1.2);
        QVERIFY(test.window->menuBar()->isHidden());
        test.window->toggleMenu();
        QVERIFY(!test.window->menuBar()->isHidden());
    }

    void aMenuShownOnTheProjectorStaysShown()
    {
        TestWindow test;
        test.window->show();
        test.window->setTheme(ThemeChoice::Projector);
        QVERIFY(test.window->menuBar()->isHidden());
        test.window->toggleMenu();
        test.window->resize(1400, 800);
        QVERIFY(!test.window->menuBar()->isHidden());
        test.window->setTheme(ThemeChoice::Light);
        QVERIFY(!test.window->menuBar()->isHidden());
    }

    void resetPreferencesBringsEverythingBack()
    {
        TestWindow test;
        test.window->show();
        test.window->toggleMaximised(MainWindow::Maximised::Sse);
        test.window->toggleMenu();
        test.window->setZoom(2);
        QVERIFY(test.window->pane(TransportKind::WebSocket).isHidden());
        QAction *reset = actionOf(test, u"Reset preferences"_s);
        QVERIFY(reset);
        reset->trigger();
        for (const TransportKind kind : allTransportKinds)
            QVERIFY(!test.window->pane(kind).isHidden());
        QVERIFY(!test.window->menuBar()->isHidden());
        QCOMPARE(test.window->zoom(), 1.0);
    }

    void theSystemThemeFollowsTheDesktop()
    {
        TestWindow test;
        test.window->show();
        QCOMPARE(test.window->theme().choice, ThemeChoice::Light);
        QApplication::setPalette(desktopOf(Qt::black, Qt::white));
        QTRY_COMPARE(test.window->theme().choice, ThemeChoice::Dark);
        QApplication::setPalette(desktopOf(Qt::white, Qt::black));
        QTRY_COMPARE(test.window->theme().choice, ThemeChoice::Light);
    }

    void aChosenThemeDoesNotFollowTheDesktop()
    {
        TestWindow test;
        test.window->show();
        test.window->setTheme(ThemeChoice::Light);
        QApplication::setPalette(desktopOf(Qt::black, Qt::white));
        QTest::qWait(0);
        QCOMPARE(test.window->theme().choice, ThemeChoice::Light);
        // Chosen later, it knows what the desktop has become.
        test.window->setTheme(ThemeChoice::System);
        QCOMPARE(test.window->theme().choice, ThemeChoice::Dark);
        QApplication::setPalette(desktopOf(Qt::white, Qt::black));
        QTRY_COMPARE(test.window->theme().choice, ThemeChoice::Light);
    }

    void actionsOfTransportsSayWhatTheyDo()
    {
        TestWindow test;
        test.window->show();
        QAction *off = actionOf(test, u"Switch off WebSocket"_s);
        QVERIFY(off);
        off->trigger();
        QVERIFY(!test.lab.settings().enabled(TransportKind::WebSocket));
        QVERIFY(actionOf(test, u"Switch on WebSocket"_s));
        QVERIFY(actionOf(test, u"Undo switch off WebSocket"_s));
    }

    void undoneScenariosGoFromTheTitle()
    {
        TestWindow test;
        test.window->show();
        const QString before = test.window->windowTitle();
        const Scenario *firehose = findScenario(u"firehose"_s);
        QVERIFY(firehose);
        test.lab.loadScenario(*firehose);
        QVERIFY(test.window->windowTitle().contains(firehose->title));
        test.lab.undoStack()->undo();
        QCOMPARE(test.window->windowTitle(), before);
    }
};

QTEST_MAIN(TestWindowModes)
#include "tst_window_modes.moc"
