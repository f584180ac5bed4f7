#include "ui/sentence.h"

#include <QLocale>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace {

RunSnapshot running(const std::array<double, transportCount> &medians)
{
    RunSnapshot snapshot;
    snapshot.phase = RunSnapshot::Phase::Running;
    for (const TransportKind kind : allTransportKinds) {
        LaneSnapshot &lane = snapshot.lanes[indexOf(kind)];
        lane.kind = kind;
        lane.enabled = true;
        lane.latency.count = 100;
        lane.latency.p50Ms = lane.latency.meanMs = medians[indexOf(kind)];
    }
    return snapshot;
}

QString said(const RunSnapshot &snapshot, const ExperimentSettings &settings = {}, bool isRunning = true)
{
    return sentenceFor(snapshot, settings, isRunning).replace(QChar(0x00A0), u' ');
}

} // namespace

class TestSentence : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void oneSlowLaneIsNamed()
    {
        QCOMPARE(said(running({812, 20, 20, 20})), u"Short polling is 0.8 s behind, the others 20 ms."_s);
    }

    void twoSlowLanesAreNamed()
    {
        QCOMPARE(said(running({300, 280, 20, 20})),
                 u"Short polling and Long polling are 300 ms behind, the others 20 ms."_s);
    }

    void everyFigureIsOfTheLanesItIsSaidOf()
    {
        QCOMPARE(said(running({274, 42, 21, 21})),
                 u"Short polling is 274 ms behind, Long polling 42 ms, the others 21 ms."_s);
    }

    void lanesAlikeAreSaidToBeAlike()
    {
        QCOMPARE(said(running({22, 20, 20, 20})), u"All arrive after about 22 ms."_s);
    }

    void notAllWhereOneHasNothingYet()
    {
        RunSnapshot snapshot = running({812, 20, 20, 20});
        snapshot.lanes[0].latency = {};
        QCOMPARE(said(snapshot), u"Long polling, SSE and WebSocket arrive after about 20 ms."_s);
        snapshot.lanes[0].enabled = false;
        QCOMPARE(said(snapshot), u"All arrive after about 20 ms."_s);
    }

    void aChangeIsToldInFactors()
    {
        RunSnapshot snapshot = running({112, 20, 20, 20});
        LaneSnapshot &lane = snapshot.lanes[0];
        lane.protocolOverheadPerMessage = 3000;
        RegimeSummary before;
        before.latency.count = 50;
        before.latency.meanMs = 1008;
        before.protocolOverheadPerMessage = 300;
        lane.before = before;
        QCOMPARE(said(snapshot),
                 u"Short polling is 9 times faster than before and costs 10 times as many bytes."_s);
    }

    void lossComesFirst()
    {
        RunSnapshot snapshot = running({812, 20, 20, 20});
        snapshot.lanes[3].messages.lost = 15;
        QCOMPARE(said(snapshot), u"WebSocket lost 15 messages."_s);
    }

    void aLaneThatHasJustBegunAnewIsLeftOut()
    {
        RunSnapshot snapshot = running({812, 20, 20, 500});
        snapshot.lanes[3].latency.count = 1;
        QCOMPARE(said(snapshot), u"Short polling is 0.8 s behind, the others 20 ms."_s);
        // At the very beginning all are as new.
        for (LaneSnapshot &lane : snapshot.lanes)
            lane.latency.count = 1;
        QCOMPARE(said(snapshot), u"Short polling is 0.8 s behind, WebSocket 0.5 s, the others 20 ms."_s);
    }

    void waitingEndsWithTheFirstMessage()
    {
        RunSnapshot snapshot;
        snapshot.phase = RunSnapshot::Phase::Starting;
        QVERIFY(isWaiting(snapshot));
        QVERIFY(!isWaiting(running({812, 20, 20, 20})));
    }

    void emptyStatesSayWhatToDo()
    {
        RunSnapshot empty;
        empty.phase = RunSnapshot::Phase::Running;
        ExperimentSettings silent;
        silent.messagesPerSecond = 0;
        silent.arrivals.kind = Arrivals::Kind::Steady;
        QVERIFY(said(empty, silent).contains(u"Publish one"));
        QVERIFY(said(empty).contains(u"Waiting"));
        ExperimentSettings off;
        off.transports.fill(false);
        QVERIFY(said(empty, off).contains(u"Switch one on"));
        QVERIFY(said({}, {}, false).contains(u"F5"));
    }

    void statesAreWords()
    {
        LaneSnapshot lane;
        lane.phase = LaneSnapshot::Phase::Waiting;
        lane.phaseUntilS = 12.14;
        QCOMPARE(stateWords(lane, 11).replace(QChar(0x00A0), u' '), u"next poll in 1.1 s"_s);
        lane.phase = LaneSnapshot::Phase::Held;
        lane.phaseSinceS = 10.2;
        QCOMPARE(stateWords(lane, 11).replace(QChar(0x00A0), u' '), u"request held for 0.8 s"_s);
        lane.phase = LaneSnapshot::Phase::Retrying;
        lane.phaseUntilS = 12;
        QVERIFY(stateWords(lane, 11).contains(u"lost"));
    }
};

QTEST_MAIN(TestSentence)
#include "tst_sentence.moc"
