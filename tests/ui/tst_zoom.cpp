#include "tests/support/legibility.h"
#include "tests/support/test_window.h"
#include "ui/comparison_pane.h"
#include "ui/settings_pane.h"
#include "ui/window_layout.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

/// Text from 80 to 300 %, windows from 1024x680 on: nothing cut, nothing over something else.
class TestZoom : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestWindow> m_test;

    [[nodiscard]] QScrollArea *body() const
    {
        return static_cast<QScrollArea *>(m_test->window->pane(TransportKind::Sse)
                                              .parentWidget()
                                              ->parentWidget()
                                              ->parentWidget()
                                              ->parentWidget());
    }

    /// Layouts settle within a few rounds of events.
    void verifyLegible()
    {
        QStringList faults;
        const auto none = [&] { return (faults = legibility::faults(*m_test->window)).isEmpty(); };
        QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(faults.join(u'\n')), 1000);
    }

    void arrange(const QSize &size, double zoom)
    {
        m_test->window->resize(size);
        m_test->window->setZoom(zoom);
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_test = std::make_unique<TestWindow>();
        m_test->window->say(u"Ready."_s);
        m_test->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_test->window.get()));
    }
    void cleanupTestCase() { m_test.reset(); }

    void nothingIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("zoom");
        for (const QSize size : {QSize(1024, 680), QSize(1280, 720), QSize(1600, 900), QSize(1920, 1080)})
            for (const int percent : {80, 100, 110, 150, 200, 300})
                QTest::addRow("%dx%d at %d %%", size.width(), size.height(), percent)
                    << size << percent / 100.0;
    }

    void nothingIsCut()
    {
        QFETCH(QSize, size);
        QFETCH(double, zoom);
        arrange(size, zoom);
        for (int view = 0; view < 4; ++view) {
            m_test->window->mainCard().setCurrent(view);
            verifyLegible();
        }
        // Panes keep the width of their numbers, and nothing is wider than what is seen of it.
        for (const TransportKind kind : allTransportKinds)
            QVERIFY2(m_test->window->pane(kind).width() >= m_test->window->theme().px(160),
                     qPrintable(QString::number(m_test->window->pane(kind).width())));
        QTRY_COMPARE(body()->widget()->width(), body()->viewport()->width());
        QTRY_COMPARE(m_test->window->settingsPane().widget()->width(),
                     m_test->window->settingsPane().viewport()->width());
    }

    void whatClientsSendFindsRoom()
    {
        ExperimentSettings sending;
        for (const Upstream::Kind kind : {Upstream::Kind::Rate, Upstream::Kind::Echo}) {
            sending.upstream.kind = kind;
            m_test->lab.applySettings(sending, nullptr);
            // Where the folded controls are seen.
            for (const double zoom : {0.8, 1.0, 1.1, 1.5}) {
                arrange({1920, 1080}, zoom);
                verifyLegible();
            }
        }
        m_test->lab.applySettings({}, nullptr);
    }

    void normalTextNeedsNoScrolling_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("least") << QSize(1024, 680);
        QTest::newRow("classroom projector") << QSize(1280, 720);
        QTest::newRow("two cards") << QSize(1600, 900);
    }

    void normalTextNeedsNoScrolling()
    {
        QFETCH(QSize, size);
        arrange(size, 1);
        QTRY_VERIFY(!body()->verticalScrollBar()->isVisible());
        QVERIFY(m_test->window->settingsPane().isVisible());
    }

    void controlsFoldAwayAndComeBack()
    {
        arrange({1024, 680}, 2);
        QVERIFY(!m_test->window->settingsPane().isVisible());
        m_test->window->toggleControls();
        QVERIFY(m_test->window->settingsPane().isVisible());
        verifyLegible();
        m_test->window->toggleControls();
        QVERIFY(m_test->window->pane(TransportKind::Sse).isVisible());
        // What is remembered is what the user chose where there was room.
        QVERIFY(m_test->window->controlsShown());
        arrange({1024, 680}, 1);
        QVERIFY(m_test->window->settingsPane().isVisible());
    }

    void panesWrapBeforeTheyGetNarrow()
    {
        const auto columns = [](QSize size, double zoom) {
            return windowLayout({.window = size}, makeTheme(ThemeChoice::Light, QPalette(), zoom))
                .paneColumns;
        };
        QCOMPARE(columns({1024, 680}, 1), 4);
        QCOMPARE(columns({1024, 680}, 2), 2);
        QCOMPARE(columns({1280, 720}, 1.5), 4);
        QCOMPARE(columns({1920, 1080}, 3), 2);
        QCOMPARE(columns({1024, 680}, 3), 1);
    }

    void aSentenceTakesASecondLineBeforeItIsCut()
    {
        DigitLabel label(Theme::Text::Sentence, QFont::DemiBold);
        label.applyTheme(makeTheme(ThemeChoice::Light, QPalette(), 2));
        label.setMaxLines(2);
        label.resize(600, 100);
        label.setText(u"Short polling is 0.8 s behind, the others 20 ms."_s);
        QCOMPARE(label.shownLines().size(), 2);
        QCOMPARE(label.shownLines().join(u' '), label.text());
        QVERIFY(label.sizeHint().height() >= 2 * 40);
    }
};

QTEST_MAIN(TestZoom)
#include "tst_zoom.moc"
