#include "tests/support/legibility.h"
#include "tests/support/test_window.h"
#include "ui/comparison_pane.h"
#include "ui/settings_pane.h"

#include <QStandardPaths>
#include <QTranslator>

using namespace Qt::Literals::StringLiterals;

namespace {

/// A language that does not exist: every text is 40 % longer than in English and has accents.
class LongWords : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        QString text = QString::fromUtf8(source);
        // Units and single letters are the same in most languages; tables of HTML are not widgets.
        if (text.size() < 4 || text.contains(u'<'))
            return text;
        const qsizetype longer = text.size() * 2 / 5;
        return text + QString(longer, u'\u00E9');
    }
};

}

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
