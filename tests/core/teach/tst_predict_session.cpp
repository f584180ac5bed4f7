#include "core/teach/predict_session.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestPredictSession : public QObject
{
    Q_OBJECT

private slots:
    void itBeginsCoveredWithTheFirstQuestionOfTheFirstLesson()
    {
        const PredictSession session;
        QCOMPARE(session.lesson().name, u"twenty-minutes"_s);
        QCOMPARE(session.scenario().name, u"the-staircase"_s);
        QVERIFY(!session.isRevealed() && !session.isOver());
        QCOMPARE(session.prediction().total(), 0);
    }

    void votesAreAddedAndTakenBackWithinLimits()
    {
        PredictSession session;
        session.vote(1, 1);
        session.vote(1, 1);
        session.vote(2, 1);
        session.vote(0, -1);
        session.vote(3, 1);
        session.vote(-1, 1);
        QCOMPARE(session.prediction().votes, (std::array{0, 2, 1}));
        QCOMPARE(session.prediction().favourite(), std::optional(1));
        session.vote(1, -1);
        QCOMPARE(session.prediction().favourite(), std::nullopt); // a tie
        for (int i = 0; i < 2 * ClassPrediction::maxVotes; ++i)
            session.vote(0, 1);
        QCOMPARE(session.prediction().votes[0], ClassPrediction::maxVotes);
    }

    void goingOnShowsThenGoesToTheNextAndAtLastToTheEnd()
    {
        PredictSession session;
        const qsizetype steps = session.lesson().steps.size();
        for (qsizetype i = 0; i < steps; ++i) {
            QCOMPARE(session.step(), static_cast<int>(i));
            QVERIFY(!session.isRevealed());
            session.goOn();
            QVERIFY(session.isRevealed());
            session.goOn();
        }
        QVERIFY(session.isOver());
        session.goOn();
        QVERIFY(session.isOver());
        session.goBack();
        QVERIFY(!session.isOver() && !session.isRevealed());
        QCOMPARE(session.step(), static_cast<int>(steps) - 1);
    }

    void goingBackCoversThenGoesToTheOneBefore()
    {
        PredictSession session;
        session.goOn();
        session.goOn();
        session.goOn();
        QVERIFY(session.isRevealed());
        session.goBack();
        QCOMPARE(session.step(), 1);
        QVERIFY(!session.isRevealed());
        session.goBack();
        QCOMPARE(session.step(), 0);
        session.goBack();
        QCOMPARE(session.step(), 0);
    }

    void whatWasSaidStaysWithItsQuestion()
    {
        PredictSession session;
        session.vote(2, 1);
        session.setGuess(1450);
        session.skip();
        QCOMPARE(session.prediction(), ClassPrediction{});
        session.goBack();
        QCOMPARE(session.prediction().votes[2], 1);
        QCOMPARE(session.prediction().guess, std::optional(1450.0));
        session.clearPrediction();
        QCOMPARE(session.prediction(), ClassPrediction{});
    }

    void aScenarioOutsideTheLessonIsFoundAmongAllQuestions()
    {
        PredictSession session;
        QVERIFY(session.chooseScenario(u"turn-the-knob"_s));
        QCOMPARE(session.lesson().name, u"twenty-minutes"_s);
        QVERIFY(session.chooseScenario(u"firehose"_s));
        QCOMPARE(session.lesson().name, u"all-questions"_s);
        QCOMPARE(session.scenario().name, u"firehose"_s);
        QVERIFY(!session.chooseScenario(u"no-such-scenario"_s));
        QCOMPARE(session.scenario().name, u"firehose"_s);
    }

    void anotherLessonBeginsCoveredAtItsFirstQuestion()
    {
        PredictSession session;
        session.goOn();
        session.chooseStep(3);
        QVERIFY(!session.isRevealed());
        session.chooseStep(99);
        QCOMPARE(session.step(), 3);
        session.chooseLesson(1);
        QCOMPARE(session.step(), 0);
        session.chooseLesson(99);
        QCOMPARE(session.lessonIndex(), 1);
    }

    void everyQuestionHasThreeAnswers()
    {
        const PredictSession session;
        for (const Lesson &lesson : session.lessons())
            for (const LessonStep &step : lesson.steps)
                QCOMPARE(findScenario(step.scenario)->answers.size(), ClassPrediction::answers);
    }
};

QTEST_APPLESS_MAIN(TestPredictSession)

#include "tst_predict_session.moc"
