#include "core/experiment/scenario.h"

#include "core/experiment/gauntlet_settings.h"
#include "core/experiment/scenario_judgement.h"
#include "core/experiment/threshold.h"

#include <QJsonDocument>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <optional>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Every condition of the answers of one scenario, read.
QList<QList<Threshold>> answerConditions(const Scenario &scenario)
{
    QList<QList<Threshold>> answers;
    for (const ScenarioAnswer &answer : scenario.answers) {
        QList<Threshold> conditions;
        for (const QString &text : answer.holds)
            if (const auto condition = parseCondition(text))
                conditions += *condition;
        answers += conditions;
    }
    return answers;
}

/// Values of each figure that lie on every side of every number it is compared with, none below 0. A figure
/// that is compared with another one is below, at and above it.
QMap<QString, QList<double>> tryOuts(const QList<QList<Threshold>> &answers)
{
    QMap<QString, QList<double>> values;
    for (const QList<Threshold> &conditions : answers)
        for (const Threshold &condition : conditions) {
            const double number = condition.otherPath.isEmpty() ? condition.number : 1;
            if (!condition.otherPath.isEmpty())
                values[condition.otherPath] = {1};
            values[condition.path] += {number, number + 0.01};
            if (number > 0)
                values[condition.path] += {0, number - 0.01};
        }
    return values;
}

/// A report in which the figures have these values.
QJsonObject reportOf(const QMap<QString, double> &figures)
{
    QJsonObject report;
    for (auto figure = figures.begin(); figure != figures.end(); ++figure) {
        QJsonObject inner;
        QStringList names = figure.key().split(u'.');
        QList<QJsonObject> outer{report};
        for (qsizetype i = 0; i + 1 < names.size(); ++i)
            outer += outer.last()[names.at(i)].toObject();
        outer.last()[names.last()] = *figure;
        for (qsizetype i = names.size() - 1; i > 0; --i)
            outer[i - 1][names.at(i - 1)] = outer.at(i);
        report = outer.first();
    }
    return report;
}

/// Every combination of the values.
QList<QMap<QString, double>> combinations(const QMap<QString, QList<double>> &values)
{
    QList<QMap<QString, double>> all{{}};
    for (auto figure = values.begin(); figure != values.end(); ++figure) {
        QList<QMap<QString, double>> longer;
        for (const auto &one : all)
            for (const double value : *figure) {
                auto next = one;
                next[figure.key()] = value;
                longer += next;
            }
        all = longer;
    }
    return all;
}

/// The bounds that assertions put on one figure.
struct Bounds
{
    std::optional<double> lower, upper;
    bool exact = false;
    bool compared = false; ///< with another figure of the run
};

QMap<QString, Bounds> boundsOf(const Scenario &scenario)
{
    QMap<QString, Bounds> all;
    for (const QString &text : scenario.check.assertions) {
        const auto assertion = parseCondition(text);
        if (!assertion)
            continue;
        Bounds &bounds = all[assertion->path];
        using enum Threshold::Operator;
        if (!assertion->otherPath.isEmpty())
            bounds.compared = true;
        else if (assertion->op == Equal)
            bounds.exact = true;
        else if (assertion->op == Less || assertion->op == LessOrEqual)
            bounds.upper = assertion->number;
        else
            bounds.lower = assertion->number;
    }
    return all;
}

} // namespace

class TestScenario : public QObject
{
    Q_OBJECT

private slots:
    void everyScenarioIsCompleteAndValid()
    {
        QCOMPARE(builtInScenarios().size(), 26);
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

    void everyScenarioHasThreeAnswersAndSomethingToRead()
    {
        for (const Scenario &scenario : builtInScenarios()) {
            const QByteArray name = scenario.name.toUtf8();
            QVERIFY2(scenario.answers.size() == 3, name);
            QVERIFY2(!scenario.reading.isEmpty(), name);
            for (const ScenarioAnswer &answer : scenario.answers)
                QVERIFY2(!answer.text.isEmpty() && !answer.holds.isEmpty(), name);
        }
    }

    /// Whatever is measured, exactly one answer is right: their ranges neither overlap nor leave a gap.
    void exactlyOneAnswerHoldsWhateverIsMeasured()
    {
        for (const Scenario &scenario : builtInScenarios())
            for (const auto &figures : combinations(tryOuts(answerConditions(scenario)))) {
                const ScenarioJudgement judgement = judge(scenario, reportOf(figures));
                QVERIFY2(
                    judgement.answers.size() == 1,
                    qPrintable(u"%1: %2 answers hold for %3"_s.arg(scenario.name)
                                   .arg(judgement.answers.size())
                                   .arg(QString::fromUtf8(
                                       QJsonDocument(reportOf(figures)).toJson(QJsonDocument::Compact)))));
            }
    }

    /// A range lies around its prediction, and a range twice as high would not meet it: so an assertion fails
    /// when the prediction is doubled or halved. A lower bound may stand alone ("at least"); an upper one
    /// only in stories that are no run of the lanes, where it means "at once".
    void assertionsFailWhenThePredictionIsDoubled()
    {
        for (const Scenario &scenario : builtInScenarios()) {
            const QMap<QString, Bounds> all = boundsOf(scenario);
            for (auto figure = all.begin(); figure != all.end(); ++figure) {
                const QByteArray name = u"%1: %2"_s.arg(scenario.name, figure.key()).toUtf8();
                const Bounds &bounds = *figure;
                QVERIFY2(bounds.exact || bounds.compared || bounds.lower || bounds.upper, name);
                QVERIFY2(!bounds.exact || !(bounds.lower || bounds.upper), name);
                if (bounds.lower && bounds.upper)
                    QVERIFY2(0 < *bounds.lower && *bounds.lower < *bounds.upper
                                 && *bounds.upper < 2 * *bounds.lower,
                             name);
                else if (scenario.runsLanes())
                    QVERIFY2(!bounds.upper, name);
            }
        }
    }

    void everyCheckIsShortSmallAndAccountedFor()
    {
        for (const Scenario &scenario : builtInScenarios()) {
            const QByteArray name = scenario.name.toUtf8();
            const ScenarioCheck &check = scenario.check;
            QVERIFY2(!check.assertions.isEmpty(), name);
            QVERIFY2(!check.note.isEmpty() && !check.note.contains(u'\n'), name);
            QVERIFY2(check.settings.warmup + check.settings.duration <= 20s, name);
            QVERIFY2(check.settings.clients <= 20, name);
            QVERIFY2(validate(check.settings).has_value(), name);
        }
    }

    /// The matrix is always run with its own settings, so that the scenario must not claim others.
    void theGauntletSaysWhatItIsRunWith()
    {
        const Scenario *scenario = findScenario(u"the-gauntlet"_s);
        QVERIFY(scenario);
        const ExperimentSettings run = GauntletSettings::defaultRun();
        QCOMPARE(scenario->settings, run);
        QCOMPARE(scenario->check.settings, run);
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
