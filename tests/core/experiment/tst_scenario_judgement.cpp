#include "core/experiment/scenario_judgement.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString mean = u"sse.latency_ms.mean"_s;

Scenario scenario()
{
    Scenario s;
    s.answers = {{.text = u"Early"_s, .holds = {mean + u"<100"_s}},
                 {.text = u"Late"_s, .holds = {mean + u">=100"_s}},
                 {.text = u"Never"_s, .holds = {u"sse.messages.lost>0"_s}}};
    s.check.assertions = {mean + u">=20"_s, mean + u"<=26"_s};
    return s;
}

QJsonObject report(double meanMs, int lost)
{
    const QJsonObject lane{{u"latency_ms"_s, QJsonObject{{u"mean"_s, meanMs}}},
                           {u"messages"_s, QJsonObject{{u"lost"_s, lost}}}};
    return {{u"transports"_s, QJsonObject{{u"sse"_s, lane}}}};
}

} // namespace

class TestScenarioJudgement : public QObject
{
    Q_OBJECT

private slots:
    void theMeasurementDecidesWhichAnswerIsRight()
    {
        QCOMPARE(judge(scenario(), report(20, 0)).answers, QList<qsizetype>{0});
        QCOMPARE(judge(scenario(), report(500, 0)).answers, QList<qsizetype>{1});
        QCOMPARE(judge(scenario(), report(500, 3)).answers, (QList<qsizetype>{1, 2}));
    }

    void itHoldsWhenEveryAssertionAndOneAnswerDo()
    {
        QVERIFY(judge(scenario(), report(21, 0)).holds(scenario()));
        QVERIFY(!judge(scenario(), report(27, 0)).holds(scenario())); // an assertion failed
        QVERIFY(!judge(scenario(), report(21, 1)).holds(scenario())); // two answers
        Scenario silent = scenario();
        silent.answers.clear();
        QVERIFY(judge(silent, report(21, 0)).holds(silent));
    }

    void eachAssertionIsToldWithWhatWasMeasured()
    {
        const ScenarioJudgement judgement = judge(scenario(), report(27, 0));
        QCOMPARE(judgement.assertions.size(), 2);
        QVERIFY(judgement.assertions[0].passed && !judgement.assertions[1].passed);
        QCOMPARE(judgement.assertions[1].words, u"sse.latency_ms.mean<=26: is 27"_s);
    }

    void anAnswerWithoutConditionsIsNeverMeasured()
    {
        Scenario s = scenario();
        for (ScenarioAnswer &answer : s.answers)
            answer.holds.clear();
        QVERIFY(judge(s, report(20, 0)).answers.isEmpty());
    }

    void everyViewHasFiguresOfItsOwn()
    {
        QVERIFY(isScenarioPath({}, mean));
        QVERIFY(isScenarioPath(u"overhead"_s, mean));
        QVERIFY(isScenarioPath(tabsView, u"seventh_waited_ms"_s));
        QVERIFY(isScenarioPath(tabsView, u"most_connections_to_a_host"_s));
        QVERIFY(!isScenarioPath(tabsView, mean));
        QVERIFY(isScenarioPath(gauntletView, u"refuses-upgrade.websocket.messages.delivered"_s));
        QVERIFY(isScenarioPath(gauntletView, u"none.sse.worst_latency_ms"_s));
        QVERIFY(!isScenarioPath(gauntletView, u"none.sse.verdict"_s));
    }

    void theListOfPathsIsWhatConditionsMayName()
    {
        for (const QString &view : {QString(), QString(tabsView), QString(gauntletView)}) {
            const QStringList paths = scenarioPaths(view);
            QVERIFY(!paths.isEmpty());
            for (const QString &path : paths)
                QVERIFY2(isScenarioPath(view, path), qPrintable(path));
        }
        QVERIFY(scenarioPaths({}).contains(mean));
        QVERIFY(scenarioPaths({}).contains(u"environment.noise.loop_lag_ms.p99"_s));
        QVERIFY(scenarioPaths(tabsView).contains(u"seventh_waited_ms"_s));
    }

    void theListOfPathsHasWhatTheBuiltInScenariosName()
    {
        int named = 0;
        for (const Scenario &one : builtInScenarios())
            for (const ScenarioAnswer &answer : one.answers)
                for (const QString &text : answer.holds) {
                    const auto condition = parseCondition(text);
                    QVERIFY(condition);
                    QVERIFY2(scenarioPaths(one.view).contains(condition->path), qPrintable(condition->path));
                    ++named;
                }
        QVERIFY(named > 50);
    }
};

QTEST_APPLESS_MAIN(TestScenarioJudgement)

#include "tst_scenario_judgement.moc"
