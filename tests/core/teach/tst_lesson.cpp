#include "core/teach/lesson.h"

#include "core/experiment/scenario.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

class TestLesson : public QObject
{
    Q_OBJECT

private slots:
    void everyLessonIsMadeOfScenariosThatExist()
    {
        QVERIFY(!builtInLessons().isEmpty());
        for (const Lesson &lesson : builtInLessons()) {
            QVERIFY(!lesson.name.isEmpty() && !lesson.title.isEmpty() && !lesson.steps.isEmpty());
            for (const LessonStep &step : lesson.steps) {
                QVERIFY2(findScenario(step.scenario), qPrintable(step.scenario));
                QVERIFY(step.minutes > 0);
            }
        }
    }

    void twentyMinutesAreFiveScenariosAndTwentyMinutes()
    {
        const Lesson &lesson = builtInLessons().first();
        QCOMPARE(lesson.title, u"Twenty minutes"_s);
        QCOMPARE(lesson.steps.size(), 5);
        QCOMPARE(lesson.minutes(), 20);
    }
};

QTEST_APPLESS_MAIN(TestLesson)

#include "tst_lesson.moc"
