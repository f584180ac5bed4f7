#include "tests/support/legibility.h"
#include "tests/support/long_words.h"
#include "tests/support/test_window.h"
#include "ui/comparison_pane.h"
#include "ui/settings_pane.h"

#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

/// What a translation would meet: longer words, and a layout from right to left.
class TestOtherLanguages : public QObject
{
    Q_OBJECT

    LongWords m_words;

    static void verifyLegible(TestWindow &test)
    {
        for (int view = 0; view < 4; ++view) {
            test.window->mainCard().setCurrent(view);
            QStringList faults;
            const auto none = [&] { return (faults = legibility::faults(*test.window)).isEmpty(); };
            QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(faults.join(u'\n')), 1000);
        }
    }

    static void sizes()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1024, 680), QSize(1280, 720), QSize(1920, 1080)})
            QTest::addRow("%dx%d", size.width(), size.height()) << size;
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup()
    {
        QCoreApplication::removeTranslator(&m_words);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void longerWordsAreNotCut_data() { sizes(); }
    void longerWordsAreNotCut()
    {
        QFETCH(QSize, size);
        QCoreApplication::installTranslator(&m_words);
        TestWindow test;
        test.window->resize(size);
        test.window->show();
        verifyLegible(test);
    }

    void fromRightToLeftEverythingIsMirrored_data() { sizes(); }
    void fromRightToLeftEverythingIsMirrored()
    {
        QFETCH(QSize, size);
        QApplication::setLayoutDirection(Qt::RightToLeft);
        TestWindow test;
        test.window->resize(size);
        test.window->show();
        verifyLegible(test);
        const auto left = [&](QWidget &widget) { return widget.mapTo(test.window.get(), QPoint()).x(); };
        MainWindow &window = *test.window;
        QVERIFY(left(window.settingsPane()) > left(window.pane(TransportKind::ShortPoll)));
        QVERIFY(left(window.pane(TransportKind::ShortPoll)) > left(window.pane(TransportKind::WebSocket)));
    }
};

QTEST_MAIN(TestOtherLanguages)
#include "tst_other_languages.moc"
