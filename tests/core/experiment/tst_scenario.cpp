#include "core/experiment/scenario.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestScenario : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioIsCompleteAndValid()
    {
        QCOMPARE(builtInScenarios().size(), 21);
        QSet<QString> names;
        for (const Scenario &scenario : builtInScenarios()) {
            const QByteArray name = scenario.name.toUtf8();
            QVERIFY2(QRegularExpression(u"^[a-z]+(-[a-z]+)*$"_s).match(scenario.name).hasMatch(), name);
            QVERIFY2(!names.contains(scenario.name), name);
            names += scenario.name;
            QVERIFY2(!scenario.title.isEmpty() && scenario.question.endsWith(u'?'), name);
            QVERIFY2(!scenario.lookHere.isEmpty() && !scenario.reveal.isEmpty(), name);
            QVERIFY2(scenario.reveal.count(u". "_s) <= 1, name); // two sentences at most
            QVERIFY2(validate(scenario.settings).has_value(), name);
        }
    }

    void stepsComeInOrderWithinTheDuration()
    {
        for (const Scenario &scenario : builtInScenarios()) {
            Duration last{0};
            ExperimentSettings settings = scenario.settings;
            for (const ScenarioStep &step : scenario.steps) {
                QVERIFY(step.at > last && step.at < scenario.settings.duration);
                QVERIFY(validate(step.settings).has_value());
                QVERIFY(!describeChange(settings, step.settings).isEmpty());
                last = step.at;
                settings = step.settings;
            }
        }
    }

    void scenariosAreFoundByNameOrTitle()
    {
        QVERIFY(findScenario(u"the-staircase"_s) != nullptr);
        QCOMPARE(findScenario(u"The Staircase"_s), findScenario(u"the-staircase"_s));
        QVERIFY(findScenario(u"the-elevator"_s) == nullptr);
    }

    void theKnobIsTurnedAtTwentySeconds()
    {
        const Scenario *scenario = findScenario(u"turn-the-knob"_s);
        QVERIFY(scenario != nullptr);
        QCOMPARE(scenario->settings, ([] {
                     ExperimentSettings s;
                     s.duration = 40s;
                     s.seed = findScenario(u"turn-the-knob"_s)->settings.seed;
                     return s;
                 }()));
        QCOMPARE(scenario->steps.size(), 1);
        QVERIFY(scenario->steps[0].at == 20s);
        QVERIFY(scenario->steps[0].settings.pollInterval == 200ms);
        QVERIFY(scenario->steps[0].settings.delay == 20ms);
    }
};

QTEST_APPLESS_MAIN(TestScenario)

#include "tst_scenario.moc"
