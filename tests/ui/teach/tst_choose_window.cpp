#include "tests/support/legibility.h"
#include "tests/support/test_window.h"
#include "ui/teach/choice_row.h"
#include "ui/teach/choose_view.h"
#include "ui/teach/reason_row.h"
#include "ui/teach/scale_panel.h"
#include "ui/widgets/segments.h"

#include <QComboBox>
#include <QFileDialog>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>

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
        settings.messagesPerSecond = 20;
        settings.delay = std::chrono::milliseconds(5);
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

    void multipliedByTheRunItselfItIsWhatTheRunMeasured()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_test->snapshot().elapsedS > 6, 20'000);
        const RunSnapshot run = m_test->snapshot();
        const MeasuredCosts costs = measuredCosts(run, m_test->lab.settings());
        for (const TransportKind kind : allTransportKinds) {
            const LaneSnapshot &lane = run.lane(kind);
            const double seconds = run.elapsedS - lane.regimeStartS;
            const Scale scale{.clients = 1,
                              .messagesPerSecond = static_cast<double>(lane.traffic.messagesDown) / seconds,
                              .pollInterval = 0.1,
                              .networkEstimate = false};
            const auto calculated = scaleSheet(scale, costs).rows.at(2).of(kind).number;
            QVERIFY(calculated);
            const qint64 bytes = lane.traffic.wireUp + lane.traffic.wireDown
                - lane.traffic.part(BytePart::Handshake) - lane.traffic.part(BytePart::Unfinished);
            const double measured = static_cast<double>(bytes) * 8 / seconds;
            // The models have polls without processing time: 5 % of difference are theirs.
            QVERIFY2(std::abs(*calculated - measured) < 0.05 * measured,
                     qPrintable(u"%1: %2 calculated, %3 measured"_s.arg(machineName(kind))
                                    .arg(*calculated)
                                    .arg(measured)));
        }
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

    void textGrowsStepByStepAndNothingIsLost()
    {
        QVERIFY(m_test->window->showPage(u"choose"_s));
        page().showTab(ChooseView::Tab::Choose);
        page().setFocus();
        for (int percent = 100; percent <= 300; percent += 10) {
            m_test->window->setZoom(percent / 100.0);
            for (const ChoiceRow *row : page().findChildren<ChoiceRow *>()) {
                const auto answers = [row] {
                    const QWidget *segments = row->findChild<Segments *>();
                    const QWidget *list = row->findChild<QComboBox *>();
                    const QWidget *shown = segments->isVisible() ? segments : list;
                    return segments->isVisible() != list->isVisible()
                        && shown->geometry().bottom() < row->height() && shown->width() <= row->width();
                };
                QTRY_VERIFY2_WITH_TIMEOUT(answers(), qPrintable(QString::number(percent)), 1000);
            }
            QStringList faults;
            const auto none = [&] { return (faults = legibility::faults(page())).isEmpty(); };
            QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(faults.join(u'\n')), 1000);
        }
        m_test->window->setZoom(1);
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
