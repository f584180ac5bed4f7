#include "ui/charts/poll_theory.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Six minutes of short polling, T = 2 s, d = 20 ms, one message a second.
ChartFacts sixMinutes()
{
    ChartFacts facts;
    facts.snapshot.phase = RunSnapshot::Phase::Running;
    facts.snapshot.elapsedS = 360;
    LaneSnapshot &lane = facts.snapshot.lanes[indexOf(TransportKind::ShortPoll)];
    lane.kind = TransportKind::ShortPoll;
    lane.enabled = true;
    lane.clients = 1;
    lane.predicted
        = predict(TransportKind::ShortPoll, {.pollInterval = 2s, .delay = 20ms, .messagesPerSecond = 1});
    lane.traffic.emptyPolls = 26;
    lane.traffic.fullPolls = 154;
    lane.latency.count = 361;
    lane.latency.p50Ms = 1006;
    lane.latency.p90Ms = 1790;
    lane.latency.p99Ms = 2002;
    return facts;
}

LaneSnapshot &laneOf(ChartFacts &facts)
{
    return facts.snapshot.lanes[indexOf(TransportKind::ShortPoll)];
}

QString textOf(const QList<TextRun> &runs)
{
    QString text;
    for (const TextRun &run : runs)
        text += run.text;
    return text.simplified().replace(u'\u00A0', u' ');
}

QString plain(const TheoryLine &line)
{
    return line.plainText().replace(u'\u00A0', u' ');
}

} // namespace

Q_DECLARE_METATYPE(ChartFacts)

class TestPollTheory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void emptyPollsAreToldWithFormulaAndSamplingError()
    {
        const TheoryLine line = *emptyPollsLine(sixMinutes());
        QCOMPARE(line.verdict, Verdict::Agrees);
        QCOMPARE(plain(line),
                 u"Short polling: empty polls e^\u2212\u03BBT = 13.5 % \u00B7 measured 14.4 \u00B1 6.1 %, "
                 "180 polls: agrees"_s);
        QCOMPARE(textOf(line.shortRuns), u"empty polls 13.5 % \u00B7 measured 14.4 \u00B1 6.1 %"_s);
        QCOMPARE(textOf(line.briefRuns),
                 u"empty polls e^\u2212\u03BBT = 13.5 %, measured 14.4 \u00B1 6.1 %"_s);
    }

    void emptyPollsGetAVerdict_data()
    {
        QTest::addColumn<int>("empty");
        QTest::addColumn<int>("full");
        QTest::addColumn<QString>("verdict");
        QTest::newRow("far too many") << 90 << 90 << u"differs by 36.5 percentage points"_s;
        QTest::newRow("far too few") << 0 << 180 << u"differs by 13.5 percentage points"_s;
        QTest::newRow("nine polls") << 1 << 8 << u"not enough polls yet"_s;
        QTest::newRow("none yet") << 0 << 0 << u"not enough polls yet"_s;
    }

    void emptyPollsGetAVerdict()
    {
        QFETCH(int, empty);
        QFETCH(int, full);
        QFETCH(QString, verdict);
        ChartFacts facts = sixMinutes();
        laneOf(facts).traffic.emptyPolls = empty;
        laneOf(facts).traffic.fullPolls = full;
        QCOMPARE(emptyPollsLine(facts)->verdictText, verdict);
    }

    void withoutAPollNothingIsMeasured()
    {
        ChartFacts facts = sixMinutes();
        laneOf(facts).traffic = {};
        QCOMPARE(textOf(emptyPollsLine(facts)->shortRuns), u"empty polls 13.5 % \u00B7 measured \u2013"_s);
    }

    void steadyMessagesHaveAFormulaOfTheirOwn()
    {
        ChartFacts facts = sixMinutes();
        laneOf(facts).predicted = predict(TransportKind::ShortPoll,
                                          {.pollInterval = 2s,
                                           .delay = 20ms,
                                           .messagesPerSecond = 1,
                                           .arrivals = PredictionInputs::Arrivals::Steady});
        laneOf(facts).traffic.emptyPolls = 0;
        QVERIFY2(plain(*emptyPollsLine(facts))
                     .contains(u"max(0, 1 \u2212 \u03BBT) = 0 % \u00B7 measured 0 \u00B1 1.3 %"_s),
                 qPrintable(plain(*emptyPollsLine(facts))));
        QVERIFY(!quantilesLine(facts));
    }

    void quantilesAreToldWithTheirFormulas()
    {
        const TheoryLine line = *quantilesLine(sixMinutes());
        QCOMPARE(line.verdict, Verdict::Agrees);
        QCOMPARE(plain(line),
                 u"Short polling: p50 = T/2 + d = 1,020 ms \u00B7 measured 1,006 \u00B1 110 ms; "
                 "p99 = 0.99 T + d = 2,000 ms \u00B7 measured 2,002 ms: agrees"_s);
        QCOMPARE(textOf(line.shortRuns), u"p50 = T/2 + d = 1,020 ms \u00B7 measured 1,006 \u00B1 110 ms"_s);
        QCOMPARE(textOf(line.briefRuns), u"p50 = T/2 + d = 1,020 ms, measured 1,006 \u00B1 110 ms"_s);
    }

    void fewerMessagesStateALowerPercentile()
    {
        ChartFacts facts = sixMinutes();
        laneOf(facts).latency.count = 30;
        laneOf(facts).latency.p99Ms.reset();
        QVERIFY2(plain(*quantilesLine(facts)).contains(u"; p90 = 0.9 T + d = 1,820 ms"_s),
                 qPrintable(plain(*quantilesLine(facts))));
        laneOf(facts).latency = {};
        QCOMPARE(
            plain(*quantilesLine(facts)),
            u"Short polling: p50 = T/2 + d = 1,020 ms \u00B7 measured \u2013: not enough messages yet"_s);
    }

    void overlappingPollsHaveALongerPeriod()
    {
        ChartFacts facts = sixMinutes();
        laneOf(facts).predicted = predict(TransportKind::ShortPoll,
                                          {.pollInterval = 50ms, .delay = 60ms, .messagesPerSecond = 1});
        const QString quantiles = plain(*quantilesLine(facts));
        QVERIFY2(quantiles.contains(u"p50 = 3 T/2 + d = 135 ms"_s)
                     && quantiles.contains(u"p99 = 2.97 T + d = 209 ms"_s),
                 qPrintable(quantiles));
        QVERIFY(plain(*emptyPollsLine(facts)).contains(u"e^\u22123\u03BBT = 86.1 %"_s));
    }

    void thePercentileThatDiffersIsNamed()
    {
        ChartFacts facts = sixMinutes();
        laneOf(facts).latency.p99Ms = 2510;
        QCOMPARE(quantilesLine(facts)->verdict, Verdict::Differs);
        QCOMPARE(quantilesLine(facts)->verdictText.replace(u'\u00A0', u' '), u"p99 differs by 510 ms"_s);
        laneOf(facts).latency.p50Ms = 520;
        QCOMPARE(quantilesLine(facts)->verdictText.replace(u'\u00A0', u' '), u"p50 differs by 500 ms"_s);
    }

    void nothingIsSaidWhereTheModelDoesNotApply_data()
    {
        QTest::addColumn<ChartFacts>("facts");
        ChartFacts off = sixMinutes();
        laneOf(off).enabled = false;
        QTest::newRow("switched off") << off;
        ChartFacts disturbed = sixMinutes();
        laneOf(disturbed).predicted = predict(
            TransportKind::ShortPoll, {.pollInterval = 2s, .messagesPerSecond = 1, .disturbed = true});
        QTest::newRow("jitter, bandwidth, faults") << disturbed;
        ChartFacts bursts = sixMinutes();
        laneOf(bursts).predicted = predict(
            TransportKind::ShortPoll, {.pollInterval = 2s, .arrivals = PredictionInputs::Arrivals::Burst});
        QTest::newRow("bursts") << bursts;
        QTest::newRow("nothing has run") << ChartFacts();
    }

    void nothingIsSaidWhereTheModelDoesNotApply()
    {
        QFETCH(ChartFacts, facts);
        QVERIFY(!emptyPollsLine(facts));
        QVERIFY(!quantilesLine(facts));
    }
};

QTEST_GUILESS_MAIN(TestPollTheory)
#include "tst_poll_theory.moc"
