#include "tests/support/legibility.h"
#include "tests/support/long_words.h"
#include "tests/support/test_window.h"

#include "ui/views/teach_page.h"

#include <QAccessible>
#include <QFontInfo>
#include <QHash>
#include <QImage>
#include <QLabel>
#include <QStandardPaths>

#include <algorithm>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Between the colour that is seen most and any other.
double mostContrast(const QImage &picture)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            ++counts[picture.pixel(x, y)];
    QRgb back = 0;
    int most = 0;
    for (auto colour = counts.cbegin(); colour != counts.cend(); ++colour)
        if (*colour > most) {
            most = *colour;
            back = colour.key();
        }
    double best = 1;
    for (auto colour = counts.cbegin(); colour != counts.cend(); ++colour)
        best = std::max(best, contrastRatio(QColor(colour.key()), QColor(back)));
    return best;
}

bool takesFocus(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled()
        && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
}

}

/// What holds for every page: names, keys, room for its text in any size, theme and language.
class TestTeachPages : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestWindow> m_test;

    void verifyLegible(const QString &where)
    {
        QStringList faults;
        const auto none = [&] { return (faults = legibility::faults(*m_test->window)).isEmpty(); };
        QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(where + u": "_s + faults.join(u'\n')), 1000);
    }
    void verifyPages(QSize size, ThemeChoice theme, double zoom)
    {
        MainWindow &window = *m_test->window;
        window.setTheme(theme);
        window.setZoom(zoom);
        for (const TeachPage *page : window.pages()) {
            QVERIFY(window.showPage(page->machineName()));
            window.resize(size);
            verifyLegible(page->machineName());
            QVERIFY2(window.size() == size,
                     qPrintable(u"%1 made the window %2x%3"_s.arg(page->machineName())
                                    .arg(window.width())
                                    .arg(window.height())));
        }
        window.showLaboratory();
    }

    static void themes()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << int(ThemeChoice::Light);
        QTest::newRow("dark") << int(ThemeChoice::Dark);
        QTest::newRow("projector") << int(ThemeChoice::Projector);
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QAccessible::setActive(true);
    }
    void init()
    {
        m_test = std::make_unique<TestWindow>();
        m_test->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_test->window.get()));
        QVERIFY(!m_test->window->pages().empty());
    }
    void cleanup() { m_test.reset(); }

    void everyTextFindsRoom_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("theme");
        QTest::addColumn<double>("zoom");
        for (const QSize size : {QSize(1024, 680), QSize(1280, 720), QSize(1920, 1080)})
            for (const double zoom : {0.8, 1.0, 1.5, 2.0})
                QTest::addRow("%dx%d at %d %%", size.width(), size.height(), int(zoom * 100))
                    << size << int(ThemeChoice::Light) << zoom;
        for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
            QTest::addRow("dark %dx%d", size.width(), size.height()) << size << int(ThemeChoice::Dark) << 1.0;
            QTest::addRow("projector %dx%d", size.width(), size.height())
                << size << int(ThemeChoice::Projector) << 1.0;
        }
    }
    void everyTextFindsRoom()
    {
        QFETCH(QSize, size);
        QFETCH(int, theme);
        QFETCH(double, zoom);
        verifyPages(size, static_cast<ThemeChoice>(theme), zoom);
    }

    void longerWordsFindRoom()
    {
        m_test.reset();
        LongWords words;
        QCoreApplication::installTranslator(&words);
        m_test = std::make_unique<TestWindow>();
        m_test->window->show();
        for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)})
            verifyPages(size, ThemeChoice::Light, 1);
        m_test.reset();
        QCoreApplication::removeTranslator(&words);
    }

    void fromRightToLeftEverythingFindsRoom()
    {
        m_test.reset();
        QApplication::setLayoutDirection(Qt::RightToLeft);
        m_test = std::make_unique<TestWindow>();
        m_test->window->show();
        verifyPages(QSize(1280, 720), ThemeChoice::Light, 1);
        m_test.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void everyFocusableWidgetHasANameAndIsLargeEnough()
    {
        for (const TeachPage *page : m_test->window->pages()) {
            QVERIFY(m_test->window->showPage(page->machineName()));
            for (QWidget *widget : m_test->window->findChildren<QWidget *>()) {
                if (!takesFocus(widget) || qobject_cast<QAbstractSpinBox *>(widget->parentWidget()))
                    continue;
                QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
                const QByteArray where
                    = page->machineName().toUtf8() + ": " + widget->metaObject()->className();
                QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), where);
                QVERIFY2(widget->width() >= 24 && widget->height() >= 24,
                         where + ' ' + QByteArray::number(widget->width()) + 'x'
                             + QByteArray::number(widget->height()));
            }
        }
    }

    void tabComesRoundOnEveryPage()
    {
        QVERIFY(QTest::qWaitForWindowActive(m_test->window.get()));
        for (TeachPage *page : m_test->window->pages()) {
            QVERIFY(m_test->window->showPage(page->machineName()));
            std::set<QWidget *> reached;
            QTest::keyClick(page, Qt::Key_Tab);
            QWidget *first = QApplication::focusWidget();
            QVERIFY(first);
            QWidget *now = first;
            for (int i = 0; i < 300; ++i) {
                reached.insert(now);
                QTest::keyClick(now, Qt::Key_Tab);
                now = QApplication::focusWidget();
                QVERIFY(now);
                if (now == first)
                    break;
            }
            QVERIFY2(now == first, qPrintable(page->machineName() + u": Tab is caught"_s));
            QVERIFY2(reached.size() >= 3, qPrintable(page->machineName()));
        }
    }

    void wordsStandOutFromWhatIsBehindThem_data() { themes(); }
    // WCAG 2.2, 1.4.3, on what is painted: 4.5 to 1.
    void wordsStandOutFromWhatIsBehindThem()
    {
        QFETCH(int, theme);
        m_test->window->setTheme(static_cast<ThemeChoice>(theme));
        int seen = 0;
        for (TeachPage *page : m_test->window->pages()) {
            QVERIFY(m_test->window->showPage(page->machineName()));
            QApplication::processEvents();
            const QImage picture = m_test->window->grab().toImage();
            for (const QWidget *widget : page->findChildren<QWidget *>()) {
                const auto *label = qobject_cast<const QLabel *>(widget);
                if (!label || !label->isVisible() || label->text().trimmed().isEmpty())
                    continue;
                const QRect place(label->mapTo(m_test->window.get(), QPoint()), label->size());
                const QRect shown = place & picture.rect();
                if (shown.height() < place.height() || shown.isEmpty())
                    continue; // scrolled away
                ++seen;
                const double contrast = mostContrast(picture.copy(shown));
                QVERIFY2(contrast >= 4.5,
                         page->machineName().toUtf8() + ": " + label->text().toUtf8() + ' '
                             + QByteArray::number(contrast));
            }
        }
        QVERIFY(seen > 3);
    }

    void onTheProjectorEveryWordIsLarge()
    {
        m_test->window->setTheme(ThemeChoice::Projector);
        m_test->window->resize(1920, 1080);
        const int least = 1080 / 50; // 8H rule, ux checks
        for (TeachPage *page : m_test->window->pages()) {
            QVERIFY(m_test->window->showPage(page->machineName()));
            for (const QWidget *widget : page->findChildren<QWidget *>())
                if (widget->isVisible() && qobject_cast<const QLabel *>(widget))
                    QVERIFY2(QFontInfo(widget->font()).pixelSize() >= least,
                             page->machineName().toUtf8() + ": " + legibility::nameOf(widget).toUtf8() + ' '
                                 + QByteArray::number(QFontInfo(widget->font()).pixelSize()));
        }
    }

    void escapeLeadsBackToTheLaboratory()
    {
        QVERIFY(QTest::qWaitForWindowActive(m_test->window.get()));
        for (const TeachPage *page : m_test->window->pages()) {
            QVERIFY(m_test->window->showPage(page->machineName()));
            QVERIFY(m_test->window->page() == page);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
            QVERIFY2(m_test->window->page() == nullptr, qPrintable(page->machineName()));
        }
    }

    void everyPageIsExportedInWordsToo()
    {
        const LabState &state = m_test->lab.state();
        for (const TeachPage *page : m_test->window->pages()) {
            QVERIFY(!page->title().isEmpty());
            QVERIFY(!page->summary(state).isEmpty());
            QVERIFY(page->asTable(state).contains(u','));
        }
    }
};

QTEST_MAIN(TestTeachPages)

#include "tst_teach_pages.moc"
