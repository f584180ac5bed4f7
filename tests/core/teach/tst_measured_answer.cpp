#include "core/teach/measured_answer.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Three answers that leave no gap, on short polling's mean latency.
Scenario scenario()
{
    Scenario s;
    s.name = u"a-question"_s;
    s.answers = {{u"Little"_s, {u"short-poll.latency_ms.mean<500"_s}},
                 {u"Some"_s, {u"short-poll.latency_ms.mean>=500"_s, u"short-poll.latency_ms.mean<1500"_s}},
                 {u"Much"_s, {u"short-poll.latency_ms.mean>=1500"_s}}};
    s.settings.duration = 60s;
    return s;
}

RunResult measured(double meanMs, qint64 count, double elapsedS = 20)
{
    RunResult result;
    result.snapshot.phase = RunSnapshot::Phase::Running;
    result.snapshot.elapsedS = elapsedS;
    for (const TransportKind kind : allTransportKinds) {
        LaneSnapshot &lane = result.snapshot.lanes[indexOf(kind)];
        lane.kind = kind;
        lane.enabled = true;
        lane.messages.due = lane.messages.delivered = count;
        lane.latency.count = count;
        lane.latency.meanMs = kind == TransportKind::ShortPoll ? meanMs : 20;
        lane.latency.meanCi95Ms = meanMs / 10;
    }
    return result;
}

using State = MeasuredAnswer::State;

}

class TestMeasuredAnswer : public QObject
{
    Q_OBJECT

private slots:
    void noAnswerIsToldBeforeTheCheckOfTheScenarioWouldTellIt()
    {
        Scenario s = scenario();
        QCOMPARE(decidesAfterS(s), usualDecisionS);
        s.check.assertions = {u"sse.messages.lost==0"_s};
        s.check.settings.duration = 12s;
        QCOMPARE(decidesAfterS(s), 12.0);
        const MeasuredAnswer early = measuredAnswer(s, measured(1020, 500, 11));
        QCOMPARE(early.state, State::Waiting);
        QCOMPARE(early.readyInS, 1.0);
        QCOMPARE(measuredAnswer(s, measured(1020, 500, 12)).state, State::Decided);
        // No later than its own time is over.
        s.settings.duration = 5s;
        QCOMPARE(decidesAfterS(s), 5.0);
        // One that changes, when it is over.
        s.settings.duration = 60s;
        s.steps = {{Duration(20s), s.settings}};
        QCOMPARE(decidesAfterS(s), 60.0);
        QCOMPARE(figuresFromS(s), 20.0);
    }

    void tenMessagesToEachClientDecide()
    {
        RunResult result = measured(1020, 199);
        for (LaneSnapshot &lane : result.snapshot.lanes)
            lane.clients = 20;
        QCOMPARE(measuredAnswer(scenario(), result).state, State::Waiting);
        for (LaneSnapshot &lane : result.snapshot.lanes)
            lane.latency.count = 200;
        QCOMPARE(measuredAnswer(scenario(), result).state, State::Decided);
    }

    void theMeasurementDecidesWhichAnswerIsRight_data()
    {
        QTest::addColumn<double>("mean");
        QTest::addColumn<int>("answer");
        QTest::newRow("little") << 20.0 << 0;
        QTest::newRow("some") << 1020.0 << 1;
        QTest::newRow("edge") << 1500.0 << 2;
    }
    void theMeasurementDecidesWhichAnswerIsRight()
    {
        QFETCH(double, mean);
        QFETCH(int, answer);
        const MeasuredAnswer found = measuredAnswer(scenario(), measured(mean, 50));
        QCOMPARE(found.state, State::Decided);
        QCOMPARE(found.answer, answer);
    }

    void aFewMessagesDecideNothing()
    {
        QCOMPARE(measuredAnswer(scenario(), measured(1020, enoughMessages - 1)).state, State::Waiting);
        QCOMPARE(measuredAnswer(scenario(), measured(1020, enoughMessages)).state, State::Decided);
        // When the time of the scenario is over, what there is must do.
        QCOMPARE(measuredAnswer(scenario(), measured(1020, 3, 61)).state, State::Decided);
    }

    void aScenarioThatChangesIsJudgedAtItsEnd()
    {
        Scenario changing = scenario();
        changing.steps = {{20s, changing.settings}};
        const MeasuredAnswer early = measuredAnswer(changing, measured(1020, 50, 45));
        QCOMPARE(early.state, State::Waiting);
        QCOMPARE(early.readyInS, 15.0);
        QCOMPARE(measuredAnswer(changing, measured(1020, 50, 60)).state, State::Decided);
    }

    void noAnswerOrTwoLeaveTheQuestionOpen()
    {
        Scenario gap = scenario();
        gap.answers[1].holds = {u"short-poll.latency_ms.mean>9000"_s};
        QCOMPARE(measuredAnswer(gap, measured(1020, 50)).state, State::Open);
        Scenario both = scenario();
        both.answers[0].holds = both.answers[1].holds;
        QCOMPARE(measuredAnswer(both, measured(1020, 50)).state, State::Open);
        Scenario broken = scenario();
        broken.answers[1].holds = {u"no condition"_s};
        QCOMPARE(measuredAnswer(broken, measured(1020, 50)).state, State::Open);
    }

    void figuresAreThoseOfTheReport()
    {
        const ScenarioBar bar{.lane = TransportKind::ShortPoll,
                              .figure = u"latency_ms.mean"_s,
                              .title = {},
                              .unit = u"ms"_s,
                              .max = 2000};
        RunResult result = measured(1020, 50);
        result.snapshot.lanes[0].predicted.latencyMeanMs = 1020;
        auto figures = laneFigures(bar, result);
        QCOMPARE(figures[0].value, std::optional(1020.0));
        QCOMPARE(figures[0].ci95, std::optional(102.0));
        QCOMPARE(figures[0].predicted, std::optional(1020.0));
        QCOMPARE(figures[3].value, std::optional(20.0));
        QCOMPARE(figures[0].count, 50);

        ScenarioBar lost = bar;
        lost.figure = u"messages.lost"_s;
        result.snapshot.lanes[3].messages.lost = 15;
        figures = laneFigures(lost, result);
        QCOMPARE(figures[3].value, std::optional(15.0));
        QVERIFY(!figures[3].ci95 && !figures[0].predicted);
    }

    void aLaneThatIsOffHasNoFigure()
    {
        RunResult result = measured(1020, 50);
        result.settings.transports[3] = false;
        result.snapshot.lanes[3] = {};
        result.snapshot.lanes[3].kind = TransportKind::WebSocket;
        const auto figures = laneFigures(barOf(scenario()), result);
        QVERIFY(!figures[3].tookPart && !figures[3].value);
        QVERIFY(figures[0].tookPart);
    }
};

QTEST_APPLESS_MAIN(TestMeasuredAnswer)

#include "tst_measured_answer.moc"
