#include "core/experiment/export_json.h"
#include "core/experiment/scenario_file.h"
#include "tests/support/test_window.h"
#include "ui/export_commands.h"
#include "ui/scenario_commands.h"
#include "ui/scenario_dialog.h"
#include "ui/widgets/error_bar.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

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

    void type(const QString &accessibleName, const QString &text) const
    {
        field<QLineEdit>(accessibleName)->setText(text);
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
        QCOMPARE(saving.field<QLineEdit>(u"Conditions of answer b"_s)->text(),
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

    void whatCouldNotBeReadBackIsNotAskedAFileFor_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("no question") << u"Question"_s << QString() << u"question"_s;
        QTest::newRow("two answers") << u"Answer c"_s << QString() << u"answers"_s;
        QTest::newRow("condition") << u"Conditions of answer a"_s << u"it is late"_s << u"answers[1].holds"_s;
    }

    void whatCouldNotBeReadBackIsNotAskedAFileFor()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        QFETCH(QString, words);
        Saving saving;
        saving.type(field, text);
        if (field == u"Answer c")
            saving.type(u"Conditions of answer c"_s, {});
        saving.pressSave();
        QVERIFY(!saving.files());
        QVERIFY2(saving.problem().contains(words), qPrintable(saving.problem()));
        QVERIFY(saving.dialog->isVisible());
    }

    void whatWasTypedStaysWhenTheFileCannotBeWritten()
    {
        Saving saving;
        saving.type(u"Title"_s, u"Mine"_s);
        saving.pressSave();
        QVERIFY(saving.files());
        (void)saving.choose(u"no/such/folder/mine.pushscope"_s);
        QVERIFY2(saving.problem().contains(u"mine.pushscope"_s), qPrintable(saving.problem()));
        QCOMPARE(saving.dialog->scenario().title, u"Mine"_s);
        QCOMPARE(saving.test.lab.scenario()->name, u"the-staircase"_s);
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
