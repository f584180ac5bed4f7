#include "tests/support/legibility.h"
#include "tests/support/test_window.h"
#include "ui/teach/choose_view.h"
#include "ui/teach/reason_row.h"
#include "ui/teach/scale_panel.h"
#include "ui/widgets/error_bar.h"

#include <QFileDialog>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

/// The page in the window, over a real run.
class TestChooseWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestWindow> m_test;

    [[nodiscard]] ChooseView &page() const { return *m_test->window->findChild<ChooseView *>(); }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QSettings().clear();
        m_test = std::make_unique<TestWindow>();
        ExperimentSettings settings;
        settings.messagesPerSecond = 50;
        settings.pollInterval = std::chrono::milliseconds(100);
        m_test->show(settings);
        QVERIFY(QTest::qWaitForWindowExposed(m_test->window.get()));
    }
    void cleanupTestCase() { m_test.reset(); }

    void costsComeFromTheRun()
    {
        QVERIFY(m_test->window->showPage(u"choose"_s));
        page().showTab(ChooseView::Tab::Scale);
        const auto known = [this](TransportKind kind) {
            return page().scale().sheet().rows.first().of(kind).number.has_value();
        };
        for (const TransportKind kind : allTransportKinds)
            QTRY_VERIFY_WITH_TIMEOUT(known(kind), 20'000);
        // A frame header of 2 B (RFC 6455 5.2), payload 64 B and what the envelope takes: nothing else.
        QVERIFY(page().sheet().contains(u"| framing of a message | 1\u00A0B | 1\u00A0B |"_s));
        QVERIFY(page().sheet().contains(u"| 2\u00A0B |\n"_s));
    }

    void itIsLegibleInEveryTheme()
    {
        m_test->window->say(u"Ready."_s);
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector})
            for (const ChooseView::Tab tab : {ChooseView::Tab::Choose, ChooseView::Tab::Scale}) {
                m_test->window->setTheme(choice);
                page().showTab(tab);
                QStringList faults;
                const auto none = [&] { return (faults = legibility::faults(*m_test->window)).isEmpty(); };
                QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(faults.join(u'\n')), 2000);
            }
        m_test->window->setTheme(ThemeChoice::Light);
    }

    void aSheetIsSavedWhereOneSays()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"decision.md"_s);
        for (ActionButton *button : m_test->window->findChildren<ActionButton *>())
            if (button->text() == u"Save it\u2026"_s)
                button->click();
        auto *dialog = m_test->window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY(!dialog->isModal());
        dialog->hide();
        emit dialog->fileSelected(path);
        delete dialog;
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("# Decision sheet"));
    }

    void aLinkRunsItsScenarioInTheLaboratory()
    {
        QVERIFY(m_test->window->showPage(u"choose"_s));
        page().showTab(ChooseView::Tab::Choose);
        const auto *row = m_test->window->findChild<ReasonRow *>();
        QVERIFY(row);
        QVERIFY(!m_test->lab.scenario());
        row->findChild<ActionButton *>()->click();
        QVERIFY(!m_test->window->page());
        QVERIFY(m_test->lab.scenario());
    }
};

QTEST_MAIN(TestChooseWindow)
#include "tst_choose_window.moc"
