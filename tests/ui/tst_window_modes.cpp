#include "tests/support/test_window.h"
#include "ui/comparison_pane.h"
#include "ui/copy_field.h"
#include "ui/theme/desktop_palette.h"
#include "ui/widgets/error_bar.h"
#include "ui/window_actions.h"

#include <QDialog>
#include <QDropEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollBar>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

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

    void whatIsDroppedAndCannotBeReadIsSaid_data()
    {
        QTest::addColumn<QUrl>("dropped");
        QTest::addColumn<QString>("words");
        static const QTemporaryDir folder;
        QFile broken(folder.filePath(u"broken.pushscope"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"delay\": oops}") > 0);
        QTest::newRow("broken") << QUrl::fromLocalFile(broken.fileName()) << u"line 1, column"_s;
        QTest::newRow("missing") << QUrl::fromLocalFile(folder.filePath(u"none"_s)) << u"Cannot read"_s;
        QTest::newRow("a folder") << QUrl::fromLocalFile(folder.path()) << u"is a folder"_s;
        QTest::newRow("an address") << QUrl(u"http://a.example/b.pushscope"_s) << u"on this machine"_s;
    }

    void whatIsDroppedAndCannotBeReadIsSaid()
    {
        QFETCH(QUrl, dropped);
        QFETCH(QString, words);
        TestWindow test;
        test.window->show();
        const ExperimentSettings before = test.lab.settings();
        QMimeData data;
        data.setUrls({dropped});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(test.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(test.window.get(), &drop);
        const QString said = test.window->findChild<ErrorBar *>()->text();
        QVERIFY2(said.contains(words), qPrintable(said));
        QCOMPARE(test.lab.settings(), before);
    }

    void linesToCopyAreWholeInANarrowDialogue()
    {
        TestWindow test;
        test.window->show();
        test.lab.start();
        QTRY_VERIFY_WITH_TIMEOUT(test.lab.liveState().address.port != 0, 20'000);
        QAction *connecting = actionOf(test, u"Connect your own client"_s);
        QVERIFY(connecting);
        connecting->trigger();
        auto *dialog = test.window->findChild<QDialog *>();
        QVERIFY(dialog);
        dialog->resize(420, 500);
        const QList<CopyField *> fields = dialog->findChildren<CopyField *>();
        QVERIFY(fields.size() >= 7);
        QTRY_VERIFY(fields.last()->width() < 300);
        for (const CopyField *field : fields) {
            QTRY_COMPARE(field->verticalScrollBar()->maximum(), 0);
            QTRY_COMPARE(field->horizontalScrollBar()->maximum(), 0);
        }
        test.lab.stop();
    }

    void mnemonicsOfAMenuAreUnique_data()
    {
        QTest::addColumn<bool>("running");
        QTest::newRow("stopped") << false;
        QTest::newRow("running and frozen") << true;
    }

    void mnemonicsOfAMenuAreUnique()
    {
        QFETCH(bool, running);
        TestWindow test;
        if (running) {
            test.lab.start();
            test.lab.setFrozen(true);
        }
        for (const QMenu *menu : test.window->menuBar()->findChildren<QMenu *>()) {
            QSet<QChar> seen;
            for (const QAction *action : menu->actions()) {
                const QString text = QString(action->text()).remove(u"&&"_s);
                const qsizetype at = text.indexOf(u'&');
                if (at < 0)
                    continue;
                const QChar letter = text.at(at + 1).toLower();
                QVERIFY2(!seen.contains(letter), qPrintable(menu->title() + u" > "_s + action->text()));
                seen.insert(letter);
            }
        }
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
