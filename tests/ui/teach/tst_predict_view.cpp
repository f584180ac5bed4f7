#include "tests/support/test_window.h"

#include "ui/comparison_pane.h"
#include "ui/teach/answer_button.h"
#include "ui/teach/cover_sheet.h"
#include "ui/teach/guess_card.h"
#include "ui/teach/handout.h"
#include "ui/teach/invitation.h"
#include "ui/teach/lesson_bar.h"
#include "ui/teach/predict_view.h"
#include "ui/widgets/action_button.h"

#include <QComboBox>
#include <QLabel>
#include <QPdfWriter>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 40'000;

/// A question that is decided after two seconds.
Scenario quick()
{
    Scenario scenario = *findScenario(u"the-staircase"_s);
    scenario.name = u"/lessons/quick.pushscope"_s;
    scenario.title = u"Quick"_s;
    scenario.check = {};
    scenario.settings.pollInterval = 200ms;
    scenario.settings.messagesPerSecond = 20;
    scenario.settings.duration = 2s;
    scenario.answers
        = {{u"Little"_s, {u"short-poll.latency_ms.mean<30"_s}},
           {u"Some"_s, {u"short-poll.latency_ms.mean>=30"_s, u"short-poll.latency_ms.mean<1000"_s}},
           {u"Much"_s, {u"short-poll.latency_ms.mean>=1000"_s}}};
    return scenario;
}

/// The window on the page that predicts, as F2 opens it.
struct PredictBench : TestWindow
{
    explicit PredictBench(const std::optional<Scenario> &scenario = std::nullopt)
    {
        show();
        if (scenario)
            lab.openScenario(*scenario);
        if (QTest::qWaitForWindowActive(window.get()))
            QTest::keyClick(window.get(), Qt::Key_F2);
    }
    [[nodiscard]] PredictView &view() const { return *predict(); }
    [[nodiscard]] PredictView *predict() const { return window->findChild<PredictView *>(); }
    [[nodiscard]] const PredictSession &session() const { return view().session(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window.get(), key, modifiers);
    }
    [[nodiscard]] GuessCard *card() const { return window->findChild<GuessCard *>(); }
    [[nodiscard]] QList<AnswerButton *> answers() const { return window->findChildren<AnswerButton *>(); }
    [[nodiscard]] QLabel *reveal() const { return window->findChild<QLabel *>(u"reveal"_s); }
};

}

class TestPredictView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void theQuestionComesWithItsRunUnderWayAndCovered()
    {
        PredictBench bench;
        QVERIFY(bench.window->page() != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(bench.lab.scenario() && bench.lab.scenario()->name == u"the-staircase",
                                 patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(bench.running(), patienceMs);
        // With the settings of the scenario, whatever ran before.
        QCOMPARE(bench.lab.settings(), findScenario(u"the-staircase"_s)->settings);
        QCOMPARE(bench.card()->facts().cover, BarPicture::Cover::Covered);
        QVERIFY(bench.reveal()->isHidden());
        // Nothing that was measured is told before it is shown, not to screen readers either.
        QVERIFY(bench.card()->accessibleDescription().contains(u"covered"_s));
    }

    void theStaircaseIsPredictedMeasuredAndExplainedByKeyboard()
    {
        PredictBench bench;
        QVERIFY(bench.window->page() != nullptr);
        bench.press(Qt::Key_3);
        bench.press(Qt::Key_3);
        bench.press(Qt::Key_2);
        bench.press(Qt::Key_3, Qt::ShiftModifier);
        QCOMPARE(bench.session().prediction().votes, (std::array{0, 1, 1}));
        bench.card()->setFocus();
        bench.press(Qt::Key_End);
        const double end = bench.session().prediction().guess.value_or(0);
        QVERIFY(end >= 2000);
        bench.press(Qt::Key_Minus);
        QVERIFY(bench.session().prediction().guess < end);

        QTRY_COMPARE_WITH_TIMEOUT(bench.view().measured().state, MeasuredAnswer::State::Decided, patienceMs);
        bench.press(Qt::Key_B);
        QCOMPARE(bench.card()->facts().cover, BarPicture::Cover::Shown);
        QCOMPARE(bench.view().measured().answer, 1); // about a second
        QVERIFY(bench.reveal()->isVisible() && bench.reveal()->text() == bench.lab.scenario()->reveal);
        // What was said stays beside the result.
        QCOMPARE(bench.card()->facts().guess, bench.session().prediction().guess);
        QVERIFY(bench.answers().at(1)->accessibleDescription().contains(u"measured"_s));
        QVERIFY(bench.answers().at(2)->accessibleDescription().startsWith(u"1 "_s));
        const LaneFigure &figure = bench.card()->facts().figures[indexOf(TransportKind::ShortPoll)];
        QVERIFY(figure.value && *figure.value > 300 && *figure.value < 1900);
        bench.press(Qt::Key_B);
        QCOMPARE(bench.card()->facts().cover, BarPicture::Cover::Covered);
    }

    void twentyMinutesAreWalkedThroughByKeyboardAlone()
    {
        PredictBench bench;
        QVERIFY(bench.window->page() != nullptr);
        const Lesson lesson = bench.session().lesson();
        QCOMPARE(lesson.name, u"twenty-minutes"_s);
        for (const LessonStep &step : lesson.steps) {
            QCOMPARE(bench.session().scenario().name, step.scenario);
            QTRY_VERIFY_WITH_TIMEOUT(bench.lab.scenario() && bench.lab.scenario()->name == step.scenario,
                                     patienceMs);
            QTRY_VERIFY_WITH_TIMEOUT(bench.running() && bench.snapshot().published > 0, patienceMs);
            bench.press(Qt::Key_1);
            QCOMPARE(bench.session().prediction().votes[0], 1);
            bench.press(Qt::Key_PageDown);
            QVERIFY(bench.session().isRevealed());
            QVERIFY(bench.reveal()->isVisible() && !bench.reveal()->text().isEmpty());
            bench.press(Qt::Key_PageDown);
        }
        QVERIFY(bench.session().isOver());
        bench.press(Qt::Key_PageUp);
        QVERIFY(!bench.session().isOver());
        bench.press(Qt::Key_Escape);
        QVERIFY(bench.window->page() == nullptr);
    }

    void theBarIsDraggedWithTheMouse()
    {
        PredictBench bench;
        GuessCard *card = bench.card();
        QTest::mousePress(card, Qt::LeftButton, {}, {card->width() / 2, card->height() / 4});
        const auto first = bench.session().prediction().guess;
        QVERIFY(first && *first > 0);
        QTest::mouseMove(card, {card->width() * 3 / 4, card->height() / 4});
        QTest::mouseRelease(card, Qt::LeftButton, {}, {card->width() * 3 / 4, card->height() / 4});
        // Once it is shown, the guess stands.
        bench.press(Qt::Key_B);
        const auto said = bench.session().prediction().guess;
        QTest::mouseClick(card, Qt::LeftButton, {}, {card->width() / 4, card->height() / 4});
        QCOMPARE(bench.session().prediction().guess, said);
    }

    void aClickVotesAndAShiftClickTakesBack()
    {
        PredictBench bench;
        AnswerButton *answer = bench.answers().at(0);
        QTest::mouseClick(answer, Qt::LeftButton);
        QTest::mouseClick(answer, Qt::LeftButton);
        QTest::mouseClick(answer, Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(bench.session().prediction().votes[0], 1);
    }

    void theLaboratoryIsUnderneathWithTheSameRun()
    {
        PredictBench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.running(), patienceMs);
        const int regime = bench.snapshot().regime;
        bench.press(Qt::Key_Escape);
        QVERIFY(bench.window->page() == nullptr && bench.window->findChild<CoverSheet *>()->isVisible());
        QTest::keyClick(bench.window.get(), Qt::Key_F2);
        QCOMPARE(bench.lab.scenario()->name, u"the-staircase"_s);
        QVERIFY(bench.lab.isRunning());
        QCOMPARE(bench.snapshot().regime, regime);
    }

    void whatIsCoveredIsNotShownElsewhere()
    {
        PredictBench bench(quick());
        QTRY_COMPARE_WITH_TIMEOUT(bench.view().measured().state, MeasuredAnswer::State::Decided, patienceMs);
        bench.press(Qt::Key_Escape);
        QVERIFY(bench.window->page() == nullptr);
        auto *cover = bench.window->findChild<CoverSheet *>();
        QVERIFY(cover->isVisible() && !bench.window->mainCard().isVisible());
        QVERIFY(!bench.window->pane(TransportKind::ShortPoll).isVisible());
        // The table knows of nothing, and says why.
        QTest::keyClick(bench.window.get(), Qt::Key_F3);
        const TeachPage *compare = bench.window->page();
        QTRY_VERIFY2(compare->accessibleDescription().contains(u"not enough messages yet"_s),
                     compare->accessibleDescription().toUtf8());
        bench.press(Qt::Key_Escape);
        // B shows it here as it does there.
        bench.press(Qt::Key_B);
        QVERIFY(bench.session().isRevealed());
        QVERIFY(!cover->isVisible() && bench.window->mainCard().isVisible());
        QTest::keyClick(bench.window.get(), Qt::Key_F3);
        QTRY_VERIFY2(!compare->accessibleDescription().contains(u"not enough messages yet"_s),
                     compare->accessibleDescription().toUtf8());
    }

    void theCoverLeadsBackToTheQuestion()
    {
        PredictBench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.running(), patienceMs);
        bench.press(Qt::Key_Escape);
        auto *cover = bench.window->findChild<CoverSheet *>();
        QVERIFY(cover->accessibleDescription().contains(bench.session().scenario().question));
        QTest::mouseClick(cover->findChildren<ActionButton *>().constFirst(), Qt::LeftButton);
        QVERIFY(bench.window->page() == bench.predict());
        QVERIFY(!bench.session().isRevealed());
    }

    void theCoverFitsLargeText()
    {
        PredictBench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.running(), patienceMs);
        bench.press(Qt::Key_Escape);
        auto *cover = bench.window->findChild<CoverSheet *>();
        for (const double zoom : {0.8, 1.5, 2.0, 3.0}) {
            bench.window->setZoom(zoom);
            QApplication::processEvents();
            QVERIFY(cover->isVisible());
            QCOMPARE(bench.window->width(), 1280);
            for (const QWidget *part : cover->findChildren<QWidget *>()) {
                const QRect there(part->mapTo(cover, QPoint()), part->size());
                QVERIFY2(cover->rect().contains(there),
                         QByteArray::number(zoom) + ' ' + part->metaObject()->className());
            }
        }
    }

    void settingsOfTheUserStayUntilTheQuestionIsAskedFor()
    {
        TestWindow test;
        ExperimentSettings own;
        own.pollInterval = 700ms;
        test.show(own);
        QVERIFY(QTest::qWaitForWindowActive(test.window.get()));
        QTRY_VERIFY_WITH_TIMEOUT(test.running(), patienceMs);
        QTest::keyClick(test.window.get(), Qt::Key_F2);
        auto &view = *qobject_cast<PredictView *>(test.window->page());
        QCOMPARE(test.lab.settings().pollInterval, Duration(700ms));
        QCOMPARE(view.findChild<Badge *>()->text(), u"NOT RUN YET"_s);
        QVERIFY(!view.isCovering());
        // A vote is a vote; it begins nothing.
        QTest::keyClick(&view, Qt::Key_2);
        QCOMPARE(view.session().prediction().votes[1], 1);
        QCOMPARE(test.lab.settings().pollInterval, Duration(700ms));
        // What a clicker sends asks for it, as B does.
        QTest::keyClick(&view, Qt::Key_PageDown);
        QCOMPARE(test.lab.settings(), view.session().scenario().settings);
        QVERIFY(!view.session().isRevealed() && view.isCovering());
        QCOMPARE(view.session().prediction().votes[1], 1);
        test.lab.undoStack()->undo();
        QCOMPARE(test.lab.settings().pollInterval, Duration(700ms));
        QVERIFY(!view.isCovering());
    }

    void aChangeInTheLaboratoryIsNoLongerTheQuestionsRun()
    {
        PredictBench bench;
        QTRY_VERIFY_WITH_TIMEOUT(bench.running(), patienceMs);
        bench.press(Qt::Key_Escape);
        auto *cover = bench.window->findChild<CoverSheet *>();
        QVERIFY(cover->isVisible());
        const int regime = bench.snapshot().regime;
        QVERIFY(bench.type(u"Poll interval"_s, u"300 ms"_s));
        QTRY_COMPARE(bench.lab.settings().pollInterval, Duration(300ms));
        // What was covered is forgotten first.
        QTRY_VERIFY(!cover->isVisible());
        QTRY_VERIFY(bench.snapshot().regime > regime);
        QTest::keyClick(bench.window.get(), Qt::Key_F2);
        QCOMPARE(bench.lab.settings().pollInterval, Duration(300ms));
        QCOMPARE(bench.view().findChild<Badge *>()->text(), u"NOT RUN YET"_s);
    }

    void theInvitationLeadsToTheQuestionWithTheAnswerGiven()
    {
        TestWindow test;
        test.lab.loadScenario(*findScenario(u"the-staircase"_s));
        test.window->setInvites(true);
        test.window->show();
        QVERIFY(QTest::qWaitForWindowActive(test.window.get()));
        QTRY_VERIFY_WITH_TIMEOUT(test.running(), patienceMs);
        auto *invitation = test.window->findChild<Invitation *>();
        QVERIFY(invitation->isVisible());
        const auto buttons = invitation->findChildren<ActionButton *>();
        QCOMPARE(buttons.size(), 4);
        QCOMPARE(buttons.at(2)->text(), test.lab.scenario()->answers.at(2).text);
        QTest::mouseClick(buttons.at(2), Qt::LeftButton);
        auto *view = qobject_cast<PredictView *>(test.window->page());
        QVERIFY(view != nullptr);
        QCOMPARE(view->session().prediction().votes, (std::array{0, 0, 1}));
        QVERIFY(view->isCovering());
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!invitation->isVisible() && !test.window->invites());
    }

    void whoFindsThePageIsNotInvitedAgain()
    {
        TestWindow test;
        test.window->setInvites(true);
        test.show();
        QVERIFY(QTest::qWaitForWindowActive(test.window.get()));
        QTest::keyClick(test.window.get(), Qt::Key_F2);
        QVERIFY(!test.window->invites());
    }

    void theInvitationIsClosedAndDoesNotAskAboutOnesOwnSettings()
    {
        TestWindow test;
        test.lab.loadScenario(*findScenario(u"the-staircase"_s));
        test.window->setInvites(true);
        test.window->show();
        auto *invitation = test.window->findChild<Invitation *>();
        QVERIFY(invitation->isVisible());
        ExperimentSettings own = test.lab.settings();
        own.pollInterval = 300ms;
        test.lab.edit(own, 1);
        QVERIFY(!invitation->isVisible());
        test.lab.undoStack()->undo();
        QVERIFY(invitation->isVisible());
        QTest::mouseClick(invitation->findChildren<ActionButton *>().at(3), Qt::LeftButton);
        QVERIFY(!invitation->isVisible() && !test.window->invites());
        QVERIFY(test.window->page() == nullptr);
    }

    void whatAnotherRunMeasuredDecidesNothing()
    {
        PredictBench bench(quick());
        QTRY_COMPARE_WITH_TIMEOUT(bench.view().measured().state, MeasuredAnswer::State::Decided, patienceMs);
        Scenario other = quick();
        other.title = u"Another"_s;
        other.name = u"/lessons/other.pushscope"_s;
        QSignalSpy displayed(&bench.lab, &LabController::displayed);
        bench.lab.openScenario(other);
        // As long as the old run is on show, and in the first moments of the new one.
        while (bench.snapshot().elapsedS > 1.5 || bench.snapshot().elapsedS <= 0) {
            QCOMPARE(bench.view().measured().state, MeasuredAnswer::State::Waiting);
            QVERIFY(displayed.wait(patienceMs));
        }
        QVERIFY(!bench.predict()->session().predictionOf(PredictSession::keyOf(other)).measured);
    }

    void beforeTheChangeThereIsNoFigure()
    {
        Scenario changing = quick();
        changing.settings.duration = 60s;
        changing.steps = {{Duration(50s), changing.settings}};
        changing.steps.first().settings.pollInterval = 100ms;
        PredictBench bench(changing);
        QTRY_VERIFY_WITH_TIMEOUT(bench.running() && bench.snapshot().published > 10, patienceMs);
        bench.press(Qt::Key_B);
        QTRY_VERIFY(bench.card()->facts().figures[indexOf(TransportKind::Sse)].tookPart);
        QVERIFY(!bench.card()->facts().figures[indexOf(TransportKind::Sse)].value);
        QVERIFY(bench.reveal()->text().contains(u"decides in"_s));
        bench.press(Qt::Key_F5);
        QTRY_VERIFY2(bench.reveal()->text().startsWith(u"Stopped before"_s), bench.reveal()->text().toUtf8());
    }

    void keysWorkAfterTheLessonWasChosen()
    {
        PredictBench bench;
        auto *lessons = bench.window->findChild<LessonBar *>()->findChild<QComboBox *>();
        lessons->setFocus();
        bench.press(Qt::Key_2);
        QCOMPARE(bench.session().prediction().votes[1], 1);
        bench.press(Qt::Key_PageDown);
        QVERIFY(bench.session().isRevealed());
        QCOMPARE(bench.session().lesson().name, u"twenty-minutes"_s);
        emit lessons->activated(lessons->currentIndex());
        QVERIFY(bench.predict()->hasFocus());
    }

    void aLaneSwitchedOffIsNotTheQuestionsRun()
    {
        PredictBench bench(quick());
        QTRY_VERIFY_WITH_TIMEOUT(bench.running(), patienceMs);
        bench.lab.setTransportEnabled(TransportKind::ShortPoll, false);
        QCOMPARE(bench.view().findChild<Badge *>()->text(), u"NOT RUN YET"_s);
        bench.press(Qt::Key_B);
        QVERIFY(bench.lab.settings().enabled(TransportKind::ShortPoll));
        QVERIFY(bench.view().isCovering());
    }

    void theProjectorSaysThatTheDisplayStandsStill()
    {
        PredictBench bench;
        bench.window->setTheme(ThemeChoice::Projector);
        QTRY_VERIFY_WITH_TIMEOUT(bench.running(), patienceMs);
        const auto texts = [&bench] {
            QStringList all;
            for (const Badge *badge : bench.view().findChildren<Badge *>())
                if (badge->isVisible())
                    all += badge->text();
            return all;
        };
        QCOMPARE(texts(), QStringList(u"COVERED"_s));
        bench.lab.setFrozen(true);
        QCOMPARE(texts(), (QStringList{u"COVERED"_s, u"FROZEN"_s}));
        bench.lab.setFrozen(false);
        bench.lab.setHeld(true);
        QCOMPARE(texts(), (QStringList{u"COVERED"_s, u"HELD"_s}));
    }

    void undoInTheLaboratoryDoesNotShowWhatIsCovered()
    {
        PredictBench bench(quick());
        QTRY_COMPARE_WITH_TIMEOUT(bench.view().measured().state, MeasuredAnswer::State::Decided, patienceMs);
        bench.press(Qt::Key_Escape);
        const QDateTime startedAt = bench.lab.startedAt();
        bench.lab.undoStack()->undo();
        QVERIFY(bench.window->findChild<CoverSheet *>()->isVisible());
        // By then another run has begun.
        QTRY_VERIFY(!bench.window->findChild<CoverSheet *>()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(bench.running() && bench.lab.startedAt() > startedAt, patienceMs);
    }

    void howFarTheCoveredRunIsStandsOnTheCover()
    {
        PredictBench bench(quick());
        QTRY_VERIFY(bench.card()->facts().corner.endsWith(u" s to go"_s));
        QTRY_COMPARE_WITH_TIMEOUT(bench.card()->facts().corner, u"covered \u00b7 enough is measured"_s,
                                  patienceMs);
        QVERIFY(!bench.session().isRevealed());
    }

    void shownTooEarlyItIsNotCalledMeasured()
    {
        PredictBench bench(quick());
        bench.press(Qt::Key_B);
        auto *badge = bench.view().findChild<Badge *>();
        QTRY_COMPARE_WITH_TIMEOUT(badge->text(), u"MEASURING"_s, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(badge->text(), u"MEASURED"_s, patienceMs);
    }

    void nothingIsCutInAnyTheme_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << int(ThemeChoice::Light);
        QTest::newRow("dark") << int(ThemeChoice::Dark);
        QTest::newRow("projector") << int(ThemeChoice::Projector);
    }
    void nothingIsCutInAnyTheme()
    {
        QFETCH(int, theme);
        PredictBench bench;
        bench.window->setTheme(static_cast<ThemeChoice>(theme));
        for (qsizetype i = 0; i < bench.session().lesson().steps.size(); ++i) {
            for (const bool shown : {false, true}) {
                if (shown)
                    bench.press(Qt::Key_PageDown);
                QApplication::processEvents();
                const QByteArray where
                    = bench.session().scenario().name.toUtf8() + (shown ? " shown" : " covered");
                QVERIFY2(bench.window->width() == 1280 && bench.window->height() == 720,
                         where + ' ' + QByteArray::number(bench.window->width()) + 'x'
                             + QByteArray::number(bench.window->height()));
                for (QLabel *label : bench.view().findChildren<QLabel *>()) {
                    if (!label->isVisible())
                        continue;
                    const int needed = label->wordWrap() ? label->heightForWidth(label->width())
                                                         : label->sizeHint().height();
                    QVERIFY2(label->height() >= needed, where + ": " + label->text().toUtf8());
                }
                for (AnswerButton *answer : bench.answers())
                    QVERIFY2(answer->height() >= answer->heightForWidth(answer->width()), where);
            }
            bench.press(Qt::Key_PageDown);
        }
    }

    void aQuestionOfOnesOwnIsAskedAndGoesOn()
    {
        PredictBench bench;
        bench.press(Qt::Key_Escape);
        Scenario mine = *findScenario(u"the-staircase"_s);
        mine.name = u"/lessons/mine.pushscope"_s;
        mine.title = u"Mine"_s;
        bench.lab.openScenario(mine);
        QTRY_VERIFY_WITH_TIMEOUT(bench.running(), patienceMs);
        QTest::keyClick(bench.window.get(), Qt::Key_F2);
        QCOMPARE(bench.session().scenario().title, u"Mine"_s);
        QCOMPARE(*bench.lab.scenario(), mine);
        bench.press(Qt::Key_2);
        QTRY_VERIFY_WITH_TIMEOUT(bench.running() && bench.snapshot().published > 0, patienceMs);
        // Back from the laboratory it is the same run, and what was said is there.
        bench.press(Qt::Key_Escape);
        const QDateTime startedAt = bench.lab.startedAt();
        QTest::keyClick(bench.window.get(), Qt::Key_F2);
        QCOMPARE(bench.session().prediction().votes[1], 1);
        QCOMPARE(bench.lab.startedAt(), startedAt);
        QVERIFY(bench.lab.isRunning());
    }

    void whatWasMeasuredStaysWhenTheRunIsStopped()
    {
        PredictBench bench(quick());
        QTRY_COMPARE_WITH_TIMEOUT(bench.view().measured().state, MeasuredAnswer::State::Decided, patienceMs);
        bench.press(Qt::Key_B);
        bench.press(Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.lab.isRunning(), patienceMs);
        QVERIFY(bench.session().isRevealed());
        const LaneFigure &figure = bench.card()->facts().figures[indexOf(TransportKind::ShortPoll)];
        QVERIFY(figure.tookPart && figure.value && figure.count >= enoughMessages);
        QCOMPARE(bench.view().measured().state, MeasuredAnswer::State::Decided);
        bench.press(Qt::Key_Escape);
        QTest::keyClick(bench.window.get(), Qt::Key_F2);
        QVERIFY(!bench.lab.isRunning() && bench.session().isRevealed());
    }

    void aQuestionFromAFileFitsAsTheOthersDo()
    {
        TestWindow test;
        test.show();
        Scenario mine = *findScenario(u"chat"_s);
        mine.name = u"/lessons/chat.pushscope"_s;
        test.lab.openScenario(mine);
        QVERIFY(QTest::qWaitForWindowActive(test.window.get()));
        QTest::keyClick(test.window.get(), Qt::Key_F2);
        auto *card = test.window->findChild<GuessCard *>();
        QTRY_VERIFY(card->isVisible());
        QTRY_VERIFY2(card->mapTo(test.window.get(), QPoint(0, card->height())).y() <= test.window->height(),
                     QByteArray::number(card->height()));
    }

    void theHandoutHasTheQuestionThenTheMeasurement()
    {
        PredictBench bench(quick());
        QTRY_COMPARE_WITH_TIMEOUT(bench.view().measured().state, MeasuredAnswer::State::Decided, patienceMs);
        bench.press(Qt::Key_B);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"handout.pdf"_s);
        QPdfWriter writer(path);
        const RunResult result{.snapshot = bench.snapshot(),
                               .settings = bench.lab.settings(),
                               .startedAt = {},
                               .interrupted = true};
        QVERIFY(printHandout({.scenario = &bench.session().scenario(),
                              .facts = bench.card()->facts(),
                              .result = result,
                              .measured = bench.view().measured(),
                              .said = bench.session().prediction()},
                             writer));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.startsWith("%PDF"));
        QCOMPARE(bytes.count("/Type /Page\n"), 2);
    }
};

QTEST_MAIN(TestPredictView)

#include "tst_predict_view.moc"
