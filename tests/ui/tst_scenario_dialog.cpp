#include "core/experiment/export_json.h"
#include "core/experiment/scenario_file.h"
#include "core/experiment/scenario_judgement.h"
#include "tests/support/legibility.h"
#include "tests/support/test_window.h"
#include "ui/condition_help.h"
#include "ui/export_commands.h"
#include "ui/scenario_commands.h"
#include "ui/scenario_dialog.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/folding_section.h"
#include "ui/widgets/growing_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>

#include <sys/resource.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A window in which somebody asked to save a scenario.
struct Saving
{
    TestWindow test;
    QTemporaryDir folder;
    ScenarioDialog *dialog = nullptr;

    Saving() { ask(); }

    void ask()
    {
        scenario_commands::saveScenario(*test.window);
        dialog = test.window->findChild<ScenarioDialog *>();
    }

    template<typename Field>
    [[nodiscard]] Field *field(const QString &accessibleName) const
    {
        for (Field *one : dialog->findChildren<Field *>())
            if (one->accessibleName() == accessibleName)
                return one;
        return nullptr;
    }

    /// The field of that name, with its text replaced.
    QWidget *type(const QString &accessibleName, const QString &text) const
    {
        if (auto *line = field<QLineEdit>(accessibleName)) {
            line->setText(text);
            return line;
        }
        auto *edit = field<QPlainTextEdit>(accessibleName);
        edit->setPlainText(text);
        return edit;
    }

    void pressSave() const
    {
        for (QPushButton *button : dialog->findChildren<QPushButton *>())
            if (button->isDefault())
                button->click();
    }

    [[nodiscard]] QString problem() const { return dialog->findChild<ErrorBar *>()->text(); }

    /// The dialogue that asks for a file; nullptr while there is none.
    [[nodiscard]] QFileDialog *files() const { return dialog->findChild<QFileDialog *>(); }

    [[nodiscard]] QString choose(const QString &name) const
    {
        const QString path = folder.filePath(name);
        files()->hide();
        emit files()->fileSelected(path);
        return path;
    }

    /// Types `path` into the dialogue for files and presses its button, as a user does. What is asked then is
    /// answered with `answer`; the question is returned.
    [[nodiscard]] QString saveAs(const QString &path, QMessageBox::StandardButton answer) const
    {
        QString asked;
        QTimer::singleShot(0, qApp, [&asked, answer] {
            if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
                asked = box->text();
                box->button(answer)->click();
            }
        });
        files()->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
        files()->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->click();
        QApplication::processEvents(); // the answer, if nothing was asked
        return asked;
    }
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

QString selectedIn(const QWidget *field)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(field))
        return line->selectedText();
    const auto *text = qobject_cast<const QPlainTextEdit *>(field);
    return text ? text->textCursor().selectedText() : QString();
}

/// Pixels of a colour in the frame that a mark paints around `field`.
int framed(QDialog &dialog, const QWidget &field, const QColor &colour)
{
    const QRect inner(field.mapTo(&dialog, QPoint(0, 0)), field.size());
    const QRect outer = inner.adjusted(-3, -3, 3, 3);
    const QImage image = dialog.grab(outer).toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    return count;
}

/// A disk on which no file gets longer than `bytes`.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        m_usual = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_usual);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
    void (*m_usual)(int) = nullptr;
};

Result<Scenario> readFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{file.errorString()};
    return scenarioFromFile(file.readAll());
}

} // namespace

/// Saving what is set with a question and answers, as a user does.
class TestScenarioDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void itBeginsWithTheCurrentScenario()
    {
        Saving saving;
        const Scenario *current = saving.test.lab.scenario();
        QVERIFY(current && saving.dialog);
        QCOMPARE(saving.field<QLineEdit>(u"Title"_s)->text(), current->title);
        QCOMPARE(saving.field<QLineEdit>(u"Answer b"_s)->text(), current->answers[1].text);
        QCOMPARE(saving.field<QPlainTextEdit>(u"Conditions of answer b"_s)->toPlainText(),
                 current->answers[1].holds.join(u"; "_s));
        QCOMPARE(saving.field<QPlainTextEdit>(u"Reveal"_s)->toPlainText(), current->reveal);
        QCOMPARE(saving.dialog->scenario().settings, saving.test.lab.settings());
    }

    void whatIsTypedIsWrittenAndBecomesTheScenario()
    {
        Saving saving;
        saving.type(u"Title"_s, u"My  lesson!"_s);
        saving.type(u"Question"_s, u"How late is it here?"_s);
        saving.type(u"Answer c"_s, u"Half a minute"_s);
        saving.pressSave();
        QVERIFY2(saving.files(), qPrintable(saving.problem()));
        QCOMPARE(QFileInfo(saving.files()->selectedFiles().value(0)).fileName(), u"my-lesson.pushscope"_s);
        const QString path = saving.choose(u"mine.pushscope"_s);
        const auto written = readFrom(path);
        QVERIFY2(written, qPrintable(written ? QString() : written.error().message));
        QCOMPARE(written->question, u"How late is it here?"_s);
        QCOMPARE(written->answers[2].text, u"Half a minute"_s);
        QCOMPARE(written->settings, saving.test.lab.settings());
        QVERIFY(saving.test.lab.scenario());
        QCOMPARE(saving.test.lab.scenario()->name, path);
        QVERIFY(saving.test.window->windowTitle().contains(u"My  lesson!"_s));
        QTRY_VERIFY(!saving.test.window->findChild<ScenarioDialog *>());
        saving.test.lab.undoStack()->undo();
        QCOMPARE(saving.test.lab.scenario()->name, u"the-staircase"_s);
    }

    void whatCannotBeSavedIsToldByTheNameOfItsField_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words"); // that the message begins with
        QTest::addColumn<QString>("selected");
        const auto row = [](const QString &field, const QString &text, const QString &words,
                            const QString &selected) {
            QTest::newRow(qPrintable(field + u" "_s + text.left(20))) << field << text << words << selected;
        };
        row(u"Title"_s, {}, u"Title: must not be empty"_s, {});
        row(u"Question"_s, u"  "_s, u"Question: must not be empty"_s, u"  "_s);
        row(u"Answer b"_s, {}, u"Answer b: must not be empty"_s, {});
        row(u"Reveal"_s, QString(200, u'x') + u"  "_s + QString(159, u'y') + u"\n  too much"_s,
            u"Reveal: must have at most 360 characters"_s, QString(u"too much"_s));
        row(u"Conditions of answer a"_s, u"it is late"_s, u"Conditions of answer a: "_s, u"it is late"_s);
        row(u"Conditions of answer c"_s, u"sse.latency_ms.p50>1;;  sse is fast ; sse.messages.lost==0"_s,
            u"Conditions of answer c: "_s, u"sse is fast"_s);
        row(u"Conditions of answer b"_s, u"sse.latency_ms.p50>1\nsse.beauty>1"_s,
            u"Conditions of answer b: no report has a number at \"sse.beauty\""_s, u"sse.beauty"_s);
    }

    void whatCannotBeSavedIsToldByTheNameOfItsField()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, words);
        QFETCH(QString, selected);
        Saving saving;
        QVERIFY(QTest::qWaitForWindowActive(saving.dialog));
        QWidget *edited = saving.type(field, text);
        saving.pressSave();
        QVERIFY(!saving.files());
        QVERIFY(saving.dialog->isVisible());
        QVERIFY2(saving.problem().startsWith(words), qPrintable(saving.problem()));
        QVERIFY2(!saving.problem().contains(u"answers["_s), qPrintable(saving.problem()));
        QCOMPARE(QApplication::focusWidget(), edited);
        QCOMPARE(selectedIn(edited), selected);
    }

    void anAnswerThatIsMissingIsPointedTo()
    {
        Saving saving;
        QVERIFY(QTest::qWaitForWindowActive(saving.dialog));
        QWidget *missing = saving.type(u"Answer b"_s, {});
        saving.type(u"Conditions of answer b"_s, u" ; "_s);
        saving.pressSave();
        QCOMPARE(saving.problem(), u"Answer b: there must be 3 answers or none (not 2)"_s);
        QCOMPARE(QApplication::focusWidget(), missing);
    }

    void withoutAnswersThereIsNothingToPointTo()
    {
        Saving saving;
        for (const QString &letter : {u"a"_s, u"b"_s, u"c"_s}) {
            saving.type(u"Answer "_s + letter, {});
            saving.type(u"Conditions of answer "_s + letter, {});
        }
        saving.pressSave();
        QVERIFY2(saving.files(), qPrintable(saving.problem()));
    }

    void theFieldIsMarkedUntilItIsEdited_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("line") << u"Question"_s << QString();
        QTest::newRow("text") << u"Conditions of answer b"_s << u"late"_s;
    }

    void theFieldIsMarkedUntilItIsEdited()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        Saving saving;
        QVERIFY(QTest::qWaitForWindowActive(saving.dialog));
        const QColor bad = lightTokens().bad;
        QWidget *edited = saving.type(field, text);
        QCOMPARE(framed(*saving.dialog, *edited, bad), 0);
        saving.pressSave();
        QApplication::processEvents();
        QVERIFY(framed(*saving.dialog, *edited, bad) > edited->width());
        QVERIFY(saving.problem().endsWith(edited->accessibleDescription()));
        QVERIFY(!edited->accessibleDescription().isEmpty());
        QTest::keyClicks(edited, u"a"_s);
        QCOMPARE(framed(*saving.dialog, *edited, bad), 0);
        QVERIFY(edited->accessibleDescription().isEmpty());
    }

    void theMarkGoesWhereTheNextFaultIs()
    {
        Saving saving;
        QWidget *title = saving.type(u"Title"_s, {});
        QWidget *question = saving.type(u"Question"_s, {});
        saving.pressSave();
        QVERIFY(!title->accessibleDescription().isEmpty() && question->accessibleDescription().isEmpty());
        saving.type(u"Title"_s, u"Mine"_s);
        saving.pressSave();
        QVERIFY(title->accessibleDescription().isEmpty() && !question->accessibleDescription().isEmpty());
        saving.type(u"Question"_s, u"How late?"_s);
        saving.pressSave();
        QVERIFY(saving.files());
        QVERIFY(question->accessibleDescription().isEmpty() && saving.problem().isEmpty());
    }

    void anExistingFileIsReplacedOnlyWhenThatIsWanted()
    {
        Saving saving;
        const QString path = saving.folder.filePath(u"mine.pushscope"_s);
        write(path, "precious");
        saving.pressSave();
        // The suffix is added to what was typed before the question.
        const QString asked = saving.saveAs(saving.folder.filePath(u"mine"_s), QMessageBox::No);
        QVERIFY2(asked.contains(u"mine.pushscope"_s), qPrintable(asked));
        QCOMPARE(contentOf(path), "precious");
        QVERIFY(saving.files() && saving.files()->isVisible() && saving.dialog->isVisible());
        QVERIFY(!saving.saveAs(path, QMessageBox::Yes).isEmpty());
        QVERIFY(readFrom(path));
        QTRY_VERIFY(!saving.test.window->findChild<ScenarioDialog *>());
    }

    void whatIsWrittenIsWhatWasOnShowWhenTheFileWasChosen()
    {
        Saving saving;
        saving.pressSave();
        // Or the fields could be edited behind the question for a file, and what was typed then be lost.
        QVERIFY(saving.files()->isModal());
    }

    void whatWasTypedStaysWhenTheFileCannotBeWritten()
    {
        Saving saving;
        saving.type(u"Title"_s, u"Mine"_s);
        saving.pressSave();
        QVERIFY(saving.files());
        (void)saving.choose(u"no/such/folder/mine.pushscope"_s);
        QVERIFY2(saving.problem().contains(u"mine.pushscope"_s), qPrintable(saving.problem()));
        QVERIFY2(saving.problem().contains(u"still here"_s), qPrintable(saving.problem()));
        QVERIFY(saving.dialog->isVisible());
        QCOMPARE(saving.dialog->scenario().title, u"Mine"_s);
        QCOMPARE(saving.test.lab.scenario()->name, u"the-staircase"_s);
    }

    void aFullDiskLeavesTheFileThatWasThereAndAWayOut()
    {
        Saving saving;
        saving.type(u"Title"_s, u"Mine"_s);
        const QString path = saving.folder.filePath(u"mine.pushscope"_s);
        write(path, "precious");
        saving.pressSave();
        {
            const FullDisk disk(100);
            (void)saving.saveAs(path, QMessageBox::Yes);
        }
        QCOMPARE(contentOf(path), "precious");
        QVERIFY2(saving.problem().startsWith(u"Not saved: "_s), qPrintable(saving.problem()));
        QVERIFY(saving.dialog->isVisible());
        QTRY_VERIFY(!saving.files());
        // The next step is in the message.
        for (QPushButton *button : saving.dialog->findChild<ErrorBar *>()->findChildren<QPushButton *>())
            if (button->text().startsWith(u"Choose another file"_s))
                button->click();
        QVERIFY(saving.files());
        QVERIFY(readFrom(saving.choose(u"elsewhere.pushscope"_s)));
        QTRY_VERIFY(!saving.test.window->findChild<ScenarioDialog *>());
    }

    void conditionsAreReadWhole_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<double>("zoom");
        QTest::newRow("80 %") << ThemeChoice::Light << 0.8;
        QTest::newRow("100 %") << ThemeChoice::Light << 1.0;
        QTest::newRow("dark") << ThemeChoice::Dark << 1.0;
        QTest::newRow("150 %") << ThemeChoice::Light << 1.5;
    }

    /// The longest that a built-in scenario has is seen without scrolling in its field.
    void conditionsAreReadWhole()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(double, zoom);
        TestWindow test;
        test.window->setTheme(choice);
        test.window->setZoom(zoom);
        for (const Scenario &scenario : builtInScenarios()) {
            ScenarioDialog dialog(scenario, test.window->theme(), nullptr);
            dialog.show();
            QApplication::processEvents();
            for (const GrowingText *text : dialog.findChildren<GrowingText *>()) {
                const bool conditions = text->accessibleName().startsWith(u"Conditions"_s);
                if (!text->isVisible() || (zoom > 1 && !conditions))
                    continue;
                QVERIFY2(text->linesNeeded() * text->fontMetrics().lineSpacing()
                             <= text->viewport()->height(),
                         qPrintable(scenario.name + u": "_s + text->toPlainText()));
                QCOMPARE(text->verticalScrollBar()->maximum(), 0);
            }
        }
    }

    void aConditionsFieldGrowsWithItsTextAndThenScrolls()
    {
        Saving saving;
        auto *conditions = saving.field<GrowingText>(u"Conditions of answer b"_s);
        QVERIFY(conditions);
        const QString one = u"short-poll.protocol_overhead_per_message>=600; "_s;
        QList<int> heights;
        for (const int count : {0, 1, 3, 30}) {
            conditions->setPlainText(one.repeated(count));
            QApplication::processEvents();
            heights += conditions->height();
        }
        QCOMPARE(heights[0], heights[1]);
        QVERIFY2(heights[1] < heights[2] && heights[2] < heights[3],
                 qPrintable(u"%1 %2 %3"_s.arg(heights[1]).arg(heights[2]).arg(heights[3])));
        QVERIFY(heights[3] < 3 * heights[0]);
        QVERIFY(conditions->verticalScrollBar()->maximum() > 0);
        conditions->setPlainText(one);
        QTRY_COMPARE(conditions->height(), heights[1]);
        QCOMPARE(conditions->verticalScrollBar()->maximum(), 0);
    }

    void tabGoesThroughTheFieldsInTheirOrder()
    {
        Saving saving;
        QVERIFY(QTest::qWaitForWindowActive(saving.dialog));
        QStringList names;
        saving.field<QLineEdit>(u"Title"_s)->setFocus();
        for (int i = 0; i < 14; ++i) {
            QWidget *now = QApplication::focusWidget();
            const auto *button = qobject_cast<QPushButton *>(now);
            names += button ? button->text() : now->accessibleName();
            QTest::keyClick(now, Qt::Key_Tab);
        }
        QCOMPARE(names,
                 (QStringList{u"Title"_s, u"Question"_s, u"Answer a"_s, u"Conditions of answer a"_s,
                              u"Answer b"_s, u"Conditions of answer b"_s, u"Answer c"_s,
                              u"Conditions of answer c"_s, u"Names that a condition may use"_s,
                              u"Look here"_s, u"Reveal"_s, u"Reading"_s, u"&Save \u2026"_s, u"Cancel"_s}));
    }

    void helpNamesWhatConditionsMayUse()
    {
        for (const QString &view : {QString(), QString(tabsView), QString(gauntletView)}) {
            Scenario scenario;
            scenario.view = view;
            const QString example = condition_help::example(scenario);
            const auto condition = parseCondition(example);
            QVERIFY(condition && isScenarioPath(view, condition->path));
            const QString help = condition_help::names(view);
            for (const QString &path : scenarioPaths(view)) {
                const QString last = path.sliced(path.lastIndexOf(u'.') + 1);
                QVERIFY2(help.contains(last), qPrintable(path));
            }
        }
        QVERIFY(condition_help::names(gauntletView).count(u'\n') < 8);
        QVERIFY(condition_help::names({}).contains(u"messages.delivered, .due, "_s));
        QCOMPARE(condition_help::names({}).count(u"latency_ms.count"_s), 1);
        Scenario streams;
        streams.settings.transports[indexOf(TransportKind::ShortPoll)] = false;
        QVERIFY(condition_help::example(streams).startsWith(u"long-poll."_s));
    }

    void theHelpIsOpenedByKeyboard()
    {
        Saving saving;
        QVERIFY(QTest::qWaitForWindowActive(saving.dialog));
        auto *names = saving.field<GrowingText>(u"Names that a condition may use"_s);
        QVERIFY(names && !names->isVisible());
        auto *heading = saving.field<QAbstractButton>(u"Names that a condition may use"_s);
        heading->setFocus();
        QTest::keyClick(heading, Qt::Key_Space);
        QVERIFY(names->isVisible());
        QTest::keyClick(heading, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), names);
        QVERIFY(names->isReadOnly() && names->toPlainText() == condition_help::names({}));
        QCOMPARE(names->verticalScrollBar()->maximum(), 0);
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::addColumn<double>("zoom");
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Projector})
            for (const int percent : {80, 100, 150, 200})
                QTest::addRow("%s at %d %%", choice == ThemeChoice::Light ? "light" : "projector", percent)
                    << choice << percent / 100.0;
    }

    void nothingIsCut()
    {
        QFETCH(ThemeChoice, choice);
        QFETCH(double, zoom);
        Saving saving;
        saving.dialog->close();
        QTRY_VERIFY(!saving.test.window->findChild<ScenarioDialog *>());
        saving.test.window->setTheme(choice);
        saving.test.window->setZoom(zoom);
        saving.ask();
        saving.type(u"Conditions of answer b"_s, u"it is late"_s);
        saving.pressSave();
        for (FoldingSection *section : saving.dialog->findChildren<FoldingSection *>())
            section->setOpen(true);
        const QSize room = saving.dialog->screen()->availableSize();
        QVERIFY(saving.dialog->width() <= room.width() && saving.dialog->height() <= room.height());
        QStringList faults;
        const auto none = [&] { return (faults = legibility::faults(*saving.dialog)).isEmpty(); };
        QTRY_VERIFY2_WITH_TIMEOUT(none(), qPrintable(faults.join(u'\n')), 1000);
    }

    void changedSettingsAreWrittenWithoutTheCheckOfOthers()
    {
        Saving saving;
        saving.dialog->close();
        QTRY_VERIFY(!saving.test.window->findChild<ScenarioDialog *>());
        ExperimentSettings settings = saving.test.lab.settings();
        settings.delay = 70ms;
        saving.test.lab.edit(settings, 1);
        saving.ask();
        const Scenario scenario = saving.dialog->scenario();
        QVERIFY(scenario.settings.delay == 70ms);
        QVERIFY(scenario.check.assertions.isEmpty());
        QCOMPARE(scenario.answers.size(), 3);
    }

    void aScenarioFromAFileIsTheCurrentOne()
    {
        TestWindow test;
        QTemporaryDir folder;
        Scenario scenario = *findScenario(u"turn-the-knob"_s);
        scenario.title = u"Another knob"_s;
        const QString path = folder.filePath(u"knob.pushscope"_s);
        QVERIFY(exportJson(toJson(scenario), path));
        export_commands::openSettingsFile(*test.window, path);
        QVERIFY(test.lab.scenario());
        QCOMPARE(test.lab.scenario()->title, u"Another knob"_s);
        QCOMPARE(test.lab.settings(), scenario.settings);
        QVERIFY(test.window->windowTitle().contains(u"Another knob"_s));
        QComboBox *box = nullptr;
        for (QComboBox *one : test.window->findChildren<QComboBox *>())
            if (one->accessibleName() == u"Scenario"_s)
                box = one;
        QVERIFY(box);
        QCOMPARE(box->currentIndex(), -1);
        QCOMPARE(box->placeholderText(), u"Another knob"_s);
        // It is still there after an undo and other scenarios.
        test.lab.loadScenario(*findScenario(u"firehose"_s));
        test.lab.undoStack()->undo();
        QCOMPARE(test.lab.scenario()->title, u"Another knob"_s);
        test.lab.undoStack()->undo();
        QCOMPARE(test.lab.scenario()->name, u"the-staircase"_s);
        test.lab.undoStack()->redo();
        QCOMPARE(test.lab.scenario()->steps.size(), 1);
        test.lab.stop();
    }

    void everyScenarioIsAboutAViewThatThereIs()
    {
        const TestWindow test;
        QStringList views;
        for (const LabView *view : test.window->mainCard().views())
            views += view->machineName();
        for (const QLatin1StringView view : scenarioViews)
            QVERIFY2(views.contains(view), view.data());
    }
};

QTEST_MAIN(TestScenarioDialog)
#include "tst_scenario_dialog.moc"
