#include "ui/teach/practice_view.h"

#include "tests/support/legibility.h"
#include "tests/support/test_window.h"
#include "ui/teach/point_box.h"
#include "ui/teach/practice_actions.h"
#include "ui/teach/practice_memory.h"
#include "ui/teach/practice_picture.h"
#include "ui/teach/practice_sheet.h"
#include "ui/theme/app_style.h"
#include "ui/widgets/segments.h"

#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QImage>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::Literals::StringLiterals;

using Phase = Practice::Phase;

namespace {

Theme themed(ThemeChoice choice, double zoom = 1)
{
    return makeTheme(choice, QApplication::palette(), zoom);
}

}

/// The practice page as somebody uses it who has only a keyboard.
class TestPracticeView : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    AppStyle *m_style = nullptr;
    std::unique_ptr<QWidget> m_window;
    PracticeView *m_view = nullptr;

    /// As the window shows it: the theme first, then the page.
    void open(ThemeChoice choice = ThemeChoice::Light, const QSize &size = {1280, 600}, double zoom = 1)
    {
        const Theme theme = themed(choice, zoom);
        m_style->setTheme(theme);
        QApplication::setFont(theme.font(theme.isProjector() ? Theme::Text::Caption : Theme::Text::Body));
        m_window = std::make_unique<QWidget>();
        m_window->resize(size);
        m_view = new PracticeView(m_window.get());
        m_view->applyTheme(theme);
        m_view->resize(size);
        m_window->show();
        m_window->activateWindow();
        m_view->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void press(int key) const
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_view, static_cast<Qt::Key>(key));
    }

    [[nodiscard]] QString asked() const
    {
        const PracticeQuestion *question = m_view->practice().current();
        return question ? question->id : QString();
    }

    [[nodiscard]] QStringList labels() const
    {
        QStringList texts;
        for (const QLabel *label : m_view->findChildren<QLabel *>())
            if (label->isVisible())
                texts += label->accessibleName();
        return texts;
    }

    [[nodiscard]] bool shows(const QString &text) const { return labels().join(u'\n').contains(text); }

    [[nodiscard]] QList<PointBox *> points() const { return m_view->findChildren<PointBox *>(); }

    /// Skips until the question is the one with this id.
    bool goTo(const QString &id) const
    {
        for (int i = 0; i < 100 && asked() != id && m_view->practice().current(); ++i)
            press(Qt::Key_N);
        return asked() == id;
    }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"pushscope-test"_s);
        QCoreApplication::setApplicationName(u"pushscope-practice"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QAccessible::setActive(true);
        m_style = new AppStyle(themed(ThemeChoice::Light));
        QApplication::setStyle(m_style); // takes ownership
    }

    void init() { QFile::remove(QSettings().fileName()); }
    void cleanup() { m_window.reset(); }

    void aWholeSessionByKeyboardAlone()
    {
        open();
        QVERIFY(shows(u"Interview practice"_s));
        press(Qt::Key_Space);
        const qsizetype all = builtInQuestions().questions.size();
        QStringList order;
        for (int i = 0; m_view->practice().current() && i < 500; ++i) {
            const PracticeQuestion question = *m_view->practice().current();
            order += question.id;
            QVERIFY(shows(question.text));
            QVERIFY(!shows(question.answer.first()));
            press(i % 2 == 0 ? Qt::Key_Space : Qt::Key_Return);
            QVERIFY(shows(question.answer.first()));
            QCOMPARE(points().size(), question.points.size());
            // The first question is missed once, the second partly known, the rest known.
            press(order.size() == 1 ? Qt::Key_1 : order.size() == 2 ? Qt::Key_2 : Qt::Key_3);
        }
        QCOMPARE(order.size(), all + 1);
        QCOMPARE(order.at(4), order.at(0)); // after three others
        QCOMPARE(m_view->practice().phase(), Phase::Finished);
        QVERIFY(shows(u"That was all."_s));
        QVERIFY2(shows(u"%1 marked: %2 known, 1 partly, 0 missed."_s.arg(all).arg(all - 1)),
                 qPrintable(labels().join(u'\n')));
        QVERIFY(shows(u"%1 of %1 seen, %2 known, 2 to repeat"_s.arg(all).arg(all - 2)));
        QVERIFY(shows(u"To repeat: "_s));
        press(Qt::Key_Space);
        QVERIFY(asked() == order.at(0) || asked() == order.at(1));
    }

    void marksWaitForTheAnswer()
    {
        open();
        press(Qt::Key_Space);
        const QString first = asked();
        for (const int key : {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_P})
            press(key);
        QCOMPARE(asked(), first);
        QCOMPARE(m_view->practice().marked(), 0);
        press(Qt::Key_Space);
        QSignalSpy said(m_view, &TeachPage::said);
        press(Qt::Key_Space);
        QCOMPARE(asked(), first);
        QVERIFY(said.last().first().toString().startsWith(u"Mark yourself first"_s));
    }

    void theLastMarkIsTakenBackByAKey()
    {
        open();
        press(Qt::Key_Space);
        const QString first = asked();
        press(Qt::Key_Space);
        press(Qt::Key_1);
        QVERIFY(asked() != first);
        press(Qt::Key_U);
        QCOMPARE(asked(), first);
        QCOMPARE(m_view->practice().phase(), Phase::Revealed);
        QCOMPARE(m_view->practice().progress().again.size(), 0);
    }

    void proveItAsksForTheScenarioAndItsView()
    {
        open();
        press(Qt::Key_Space);
        QVERIFY(goTo(u"masking"_s));
        QSignalSpy scenario(m_view, &TeachPage::scenarioWanted);
        QSignalSpy view(m_view, &TeachPage::viewWanted);
        press(Qt::Key_P);
        QCOMPARE(scenario.size(), 0);
        press(Qt::Key_Space);
        QVERIFY(shows(u"Two-way \u2013 What does it cost when clients talk back?"_s));
        press(Qt::Key_P);
        QCOMPARE(scenario.size(), 1);
        QCOMPARE(scenario.first().first().toString(), u"two-way"_s);
        QCOMPARE(view.first().first().toString(), u"wire"_s);
        // One comes back to where one was.
        QCOMPARE(asked(), u"masking"_s);
        QCOMPARE(m_view->practice().phase(), Phase::Revealed);
    }

    void aScenarioWithAViewOfItsOwnIsNotSentElsewhere()
    {
        open();
        press(Qt::Key_Space);
        QVERIFY(goTo(u"six-connections"_s));
        press(Qt::Key_Space);
        QSignalSpy scenario(m_view, &TeachPage::scenarioWanted);
        QSignalSpy view(m_view, &TeachPage::viewWanted);
        press(Qt::Key_P);
        QCOMPARE(scenario.first().first().toString(), u"the-seventh-tab"_s);
        QCOMPARE(view.size(), 0);
    }

    void withoutARunItSaysSo()
    {
        open();
        press(Qt::Key_Space);
        QVERIFY(goTo(u"exactly-once"_s));
        press(Qt::Key_Space);
        QVERIFY(shows(u"Cannot be proved here yet."_s));
        QSignalSpy scenario(m_view, &TeachPage::scenarioWanted);
        press(Qt::Key_P);
        QCOMPARE(scenario.size(), 0);
        for (const auto *button : m_view->findChildren<ActionButton *>())
            QVERIFY(!button->isVisible() || button->text() != u"Prove it"_s);
    }

    void tickedPointsSuggestAMark()
    {
        open();
        press(Qt::Key_Space);
        QVERIFY(goTo(u"masking"_s)); // four points
        press(Qt::Key_Space);
        press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), points().first());
        press(Qt::Key_Space);
        QVERIFY(points().first()->isChecked());
        QVERIFY(shows(u"1 of 4 points: partly"_s));
        for (int i = 1; i < 4; ++i) {
            press(Qt::Key_Tab);
            press(Qt::Key_Space);
        }
        QVERIFY(shows(u"4 of 4 points: knew it"_s));
        // The keys act with the focus in there, too.
        press(Qt::Key_3);
        QCOMPARE(m_view->practice().progress().known, 1);
        QVERIFY(!shows(u"points:"_s));
    }

    void progressIsRememberedBetweenStarts()
    {
        open();
        press(Qt::Key_Space);
        const QString first = asked();
        press(Qt::Key_Space);
        press(Qt::Key_1);
        press(Qt::Key_Space);
        press(Qt::Key_3);
        open();
        QVERIFY(shows(u"2 of 52 seen, 1 known, 1 to repeat"_s));
        press(Qt::Key_Space);
        QCOMPARE(asked(), first);
    }

    void brokenProgressIsSaidAndSetAside()
    {
        QSettings().setValue(u"zoom"_s, 1.3);
        QSettings().setValue(u"practice/progress"_s, QByteArray("{ oops"));
        open();
        QVERIFY(shows(u"could not be read"_s));
        QVERIFY(shows(u"practice/broken"_s));
        QCOMPARE(QSettings().value(u"practice/broken"_s).toByteArray(), QByteArray("{ oops"));
        press(Qt::Key_Space);
        QVERIFY(!shows(u"could not be read"_s));
        QCOMPARE(QSettings().value(u"zoom"_s).toDouble(), 1.3);
        QCOMPARE(practice_memory::restore().problem, QString());
    }

    void startOverForgetsAndUndoBringsBack()
    {
        open();
        press(Qt::Key_Space);
        press(Qt::Key_Space);
        press(Qt::Key_3);
        auto *actions = m_view->findChild<PracticeActions *>();
        actions->startOver->trigger();
        QCOMPARE(m_view->practice().phase(), Phase::Ready);
        QVERIFY(shows(u"0 of 52 seen"_s));
        QCOMPARE(practice_memory::restore().record, PracticeRecord{});
        press(Qt::Key_U);
        QVERIFY(shows(u"1 of 52 seen, 1 known"_s));
        QCOMPARE(practice_memory::restore().record.entries.size(), 1);
    }

    void aTopicIsChosenAndRemembered()
    {
        open();
        auto *topic = m_view->options()->findChild<QComboBox *>();
        QVERIFY(!topic->accessibleName().isEmpty());
        QCOMPARE(topic->count(), builtInQuestions().topics.size() + 1);
        press(Qt::Key_Space);
        topic->setCurrentIndex(topic->findData(u"security"_s));
        emit topic->activated(topic->currentIndex());
        QCOMPARE(m_view->practice().current()->topic, u"security"_s);
        QVERIFY(shows(u"0 of 3 seen"_s));
        m_view->options()->findChild<Segments *>()->findChildren<QAbstractButton *>().at(1)->click();
        QCOMPARE(asked(), u"authentication"_s);
        open();
        QVERIFY(shows(u"0 of 3 seen"_s));
        QCOMPARE(m_view->options()->findChild<QComboBox *>()->currentData().toString(), u"security"_s);
        QCOMPARE(m_view->options()->findChild<Segments *>()->current(), 1);
        // By key, round the whole list.
        for (qsizetype i = 0; i <= builtInQuestions().topics.size(); ++i)
            press(Qt::Key_T);
        QCOMPARE(m_view->practice().choice().topic, u"security"_s);
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<QSize>("size");
        // What a window of 1280x720 has for a page: bars and menu are hidden on the projector.
        QTest::newRow("light") << static_cast<int>(ThemeChoice::Light) << QSize(1280, 620);
        QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark) << QSize(1280, 620);
        QTest::newRow("projector") << static_cast<int>(ThemeChoice::Projector) << QSize(1280, 720);
        QTest::newRow("least window") << static_cast<int>(ThemeChoice::Light) << QSize(1024, 560);
        QTest::newRow("large projector") << static_cast<int>(ThemeChoice::Projector) << QSize(1920, 1080);
    }

    void nothingIsCut()
    {
        QFETCH(int, choice);
        QFETCH(QSize, size);
        open(static_cast<ThemeChoice>(choice), size);
        auto *sheet = m_view->findChild<PracticeSheet *>();
        const auto legible = [&] {
            QApplication::processEvents();
            const QStringList faults = legibility::faults(*m_view);
            return faults.isEmpty() ? QByteArray() : (asked() + u": "_s + faults.join(u'\n')).toUtf8();
        };
        QCOMPARE(legible(), QByteArray());
        press(Qt::Key_Space);
        qsizetype shown = 0;
        QStringList shortened;
        for (; m_view->practice().current(); ++shown) {
            const PracticeQuestion question = *m_view->practice().current();
            press(Qt::Key_Space);
            QCOMPARE(legible(), QByteArray());
            QVERIFY2(!sheet->verticalScrollBar()->isVisible(), qPrintable(question.id));
            QVERIFY2(sheet->widget()->height() <= sheet->viewport()->height(), qPrintable(question.id));
            QVERIFY(shows(question.answer.first()));
            for (const PointBox *point : points())
                QVERIFY2(point->height() >= point->heightForWidth(point->width()), qPrintable(question.id));
            if (sheet->isShortened())
                shortened += question.id;
            press(Qt::Key_3);
        }
        QCOMPARE(shown, builtInQuestions().questions.size());
        QVERIFY2(shortened.isEmpty(), qPrintable(shortened.join(u' ')));
    }

    void whereThereIsLittleRoomItIsShortenedAndScrollsOnlyOnDemand()
    {
        open(ThemeChoice::Projector, {1280, 600});
        auto *sheet = m_view->findChild<PracticeSheet *>();
        press(Qt::Key_Space);
        QVERIFY(goTo(u"scale-websockets"_s));
        press(Qt::Key_Space);
        const PracticeQuestion question = *m_view->practice().current();
        QVERIFY(sheet->isShortened());
        QVERIFY(shows(question.answer.first()));
        QVERIFY(!shows(question.answer.last()));
        QVERIFY(!sheet->verticalScrollBar()->isVisible());
        QCOMPARE(points().size(), question.points.size());
        press(Qt::Key_M);
        QVERIFY(!sheet->isShortened());
        QVERIFY(shows(question.answer.last()));
        QTRY_VERIFY(sheet->verticalScrollBar()->isVisible());
        QTRY_VERIFY(sheet->verticalScrollBar()->maximum() > 0);
        press(Qt::Key_PageDown);
        QVERIFY(sheet->verticalScrollBar()->value() > 0);
    }

    void largeTextIsNeverCut()
    {
        for (const double zoom : {1.5, 2.0, 3.0}) {
            open(ThemeChoice::Light, {1024, 560}, zoom);
            press(Qt::Key_Space);
            QVERIFY(goTo(u"authentication"_s));
            press(Qt::Key_Space);
            QApplication::processEvents();
            const QStringList faults = legibility::faults(*m_view);
            QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
        }
    }

    void textThatGrowsStepByStepIsNeverCut()
    {
        open(ThemeChoice::Light, {1280, 484});
        press(Qt::Key_Space);
        press(Qt::Key_Space);
        for (int percent = 100; percent <= 300; percent += 10) {
            const Theme theme = themed(ThemeChoice::Light, percent / 100.0);
            m_style->setTheme(theme);
            QApplication::setFont(theme.font(Theme::Text::Body));
            m_view->applyTheme(theme);
            QStringList faults;
            const auto none = [&] { return (faults = legibility::faults(*m_view)).isEmpty(); };
            QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(faults.join(u'\n')), 500);
        }
    }

    void everythingHasAName()
    {
        open();
        press(Qt::Key_Space);
        QCOMPARE(m_view->accessibleName(), u"Practice"_s);
        QVERIFY(m_view->accessibleDescription().contains(m_view->practice().current()->text));
        press(Qt::Key_Space);
        for (const QString &sentence : m_view->practice().current()->answer)
            QVERIFY2(m_view->accessibleDescription().contains(sentence), qPrintable(sentence));
        for (QWidget *widget : m_view->findChildren<QWidget *>()) {
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) != Qt::TabFocus)
                continue;
            QVERIFY(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty());
            QVERIFY2(widget->width() >= 24 && widget->height() >= 24, qPrintable(widget->accessibleName()));
        }
        QCOMPARE(QAccessible::queryAccessibleInterface(points().first())->role(), QAccessible::CheckBox);
    }

    void anExportShowsTheQuestionWithItsAnswer()
    {
        open();
        press(Qt::Key_Space);
        LabState state;
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Projector}) {
            const Theme theme = themed(choice);
            QImage picture(1280, 720, QImage::Format_RGB32);
            picture.fill(Qt::red);
            QPainter painter(&picture);
            m_view->paintExport(painter, picture.size(), state, theme);
            painter.end();
            QCOMPARE(picture.pixelColor(2, 2), theme.tokens.surf);
            int ink = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    ink += picture.pixelColor(x, y) == theme.tokens.ink;
            QVERIFY2(ink > 2000, qPrintable(QString::number(ink)));
        }
    }

    void everyExportFits()
    {
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Projector}) {
            const Theme theme = themed(choice);
            for (const PracticeQuestion &question : builtInQuestions().questions) {
                const PracticeText text = practice_words::answerText(question, builtInQuestions());
                const QRectF area(20, 20, 1200, choice == ThemeChoice::Light ? 520 : 580);
                QImage blank(1240, 720, QImage::Format_RGB32);
                blank.fill(Qt::white);
                QImage picture = blank;
                QPainter painter(&picture);
                ChartPainter chart(painter, theme, true);
                PracticePicture(text, theme).paint(chart, area);
                QVERIFY2(picture != blank, qPrintable(question.id));
                // What is left outside of its area would be cut in an export.
                painter.fillRect(area.adjusted(-2, -2, 2, 2), Qt::white);
                painter.end();
                QVERIFY2(picture == blank, qPrintable(question.id));
            }
        }
    }

    void theWindowRunsTheProofAndBringsBackTheQuestion()
    {
        TestWindow test;
        m_style = test.style;
        test.window->show();
        QVERIFY(QTest::qWaitForWindowActive(test.window.get()));
        QVERIFY(test.window->showPage(u"practice"_s));
        auto *page = qobject_cast<PracticeView *>(test.window->page());
        QVERIFY(page);
        QTest::keyClick(page, Qt::Key_Space);
        while (page->practice().current() && page->practice().current()->id != u"framing"_s)
            QTest::keyClick(page, Qt::Key_N);
        QTest::keyClick(page, Qt::Key_Space);
        QTest::keyClick(page, Qt::Key_P);
        QVERIFY(!test.window->page());
        QVERIFY(test.lab.scenario());
        QCOMPARE(test.lab.scenario()->name, u"two-way"_s);
        QCOMPARE(test.window->mainCard().currentView()->machineName(), u"wire"_s);
        QVERIFY(test.window->showPage(u"practice"_s));
        QCOMPARE(page->practice().current()->id, u"framing"_s);
        QCOMPARE(page->practice().phase(), Phase::Revealed);
    }

    void theTableHasALineForEachQuestion()
    {
        open();
        press(Qt::Key_Space);
        QVERIFY(goTo(u"masking"_s));
        press(Qt::Key_Space);
        press(Qt::Key_2);
        const QStringList lines = m_view->asTable({}).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), builtInQuestions().questions.size() + 1);
        QVERIFY(lines.first().startsWith(u"id,topic,question,from_brief,seen,times_marked,last_mark,box,"_s));
        const QString masking = lines.filter(QRegularExpression(u"^masking,"_s)).first();
        QVERIFY2(masking.contains(u",0,1,1,partly,1,two-way,\"RFC 6455"_s), qPrintable(masking));
        const QString origin = lines.filter(QRegularExpression(u"^no-http-overhead,"_s)).first();
        QVERIFY2(origin.contains(u"\"\"\"No HTTP overhead after the handshake\"\": so"_s),
                 qPrintable(origin));
        QVERIFY(m_view->summary({}).contains(u"1 of 52 seen"_s));
    }
};

QTEST_MAIN(TestPracticeView)
#include "tst_practice_view.moc"
