#include "core/experiment/tab_command.h"
#include "core/experiment/tab_report.h"
#include "tests/support/schema_faults.h"

#include <QJsonArray>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr TimePoint start{100s};

SchemaCheck publishedSchema()
{
    return SchemaCheck(jsonObjectIn(QStringLiteral(TABS_SCHEMA)));
}

TabFacts asked(int id, TabKind kind, TabPhase phase, Duration at)
{
    TabFacts facts;
    facts.id = id;
    facts.host = firstHost;
    facts.kind = kind;
    facts.phase = phase;
    facts.askedAt = start + at;
    return facts;
}

/// A request in every state that there is; the last but one is a WebSocket.
TabsSnapshot everyState()
{
    TabFacts open = asked(1, TabKind::Stream, TabPhase::Open, 0ms);
    open.sentAt = start + 1500us;
    open.answeredAt = start + 2ms;
    open.events = 3;
    TabFacts closed = open;
    closed.id = 2;
    closed.phase = TabPhase::Closed;
    closed.endedAt = start + 7ms;
    TabFacts answered = asked(3, TabKind::Poll, TabPhase::Answered, 10ms);
    answered.host = secondHost;
    answered.sentAt = start + 11ms;
    answered.answeredAt = answered.endedAt = start + 12ms;
    TabFacts failed = asked(4, TabKind::Poll, TabPhase::Failed, 20ms);
    failed.endedAt = start + 21ms;
    failed.detail = u"Connection refused"_s;
    TabFacts socket = asked(5, TabKind::WebSocket, TabPhase::Asked, 30ms);
    TabsSnapshot snapshot;
    snapshot.serving = true;
    snapshot.tabs
        = {open, closed, answered, failed, socket, asked(6, TabKind::Stream, TabPhase::Waiting, 40ms)};
    snapshot.now = start + 50ms;
    return snapshot;
}

}

class TestTabReport : public QObject
{
    Q_OBJECT

private slots:
    void timesCountFromTheFirstRequest()
    {
        const QJsonArray requests = tabReport(everyState())[u"requests"_s].toArray();
        QCOMPARE(requests.size(), 6);
        QCOMPARE(requests[0][u"asked_ms"_s].toDouble(), 0.0);
        QCOMPARE(requests[0][u"sent_ms"_s].toDouble(), 1.5);
        QCOMPARE(requests[2][u"asked_ms"_s].toDouble(), 10.0);
        QCOMPARE(requests[2][u"waited_ms"_s].toDouble(), 1.0);
        QCOMPARE(requests[2][u"host"_s].toString(), QString(secondHost));
    }

    void whatDidNotHappenIsNullAndWhatNeedsNoWordsHasNone()
    {
        const QJsonArray requests = tabReport(everyState())[u"requests"_s].toArray();
        QVERIFY(requests[0][u"ended_ms"_s].isNull());
        QVERIFY(!requests[0].toObject().contains(u"detail"_s));
        QCOMPARE(requests[3][u"detail"_s].toString(), u"Connection refused"_s);
        QVERIFY(requests[4][u"sent_ms"_s].isNull() && requests[4][u"waited_ms"_s].isNull());
        QCOMPARE(requests[5][u"state"_s].toString(), u"waiting"_s);
    }

    void reportsKeepToThePublishedSchema_data()
    {
        QTest::addColumn<TabsSnapshot>("snapshot");
        QTest::newRow("nothing yet") << TabsSnapshot{};
        QTest::newRow("every state") << everyState();
        TabsSnapshot refuted = everyState();
        refuted.story = {TabStoryState::Phase::Refuted, TabStep::SeventhWaits, u"it did not wait"_s};
        refuted.secondHostProblem = u"Cannot listen on 127.0.0.2"_s;
        QTest::newRow("refuted") << refuted;
        TabsSnapshot told = everyState();
        told.story.phase = TabStoryState::Phase::Told;
        QTest::newRow("told") << told;
    }

    void reportsKeepToThePublishedSchema()
    {
        QFETCH(TabsSnapshot, snapshot);
        QCOMPARE(publishedSchema().check(tabReport(snapshot)), QString());
    }

    void theSchemaLetsPassOnlyWhatMayBeOtherwise()
    {
        TabsSnapshot refuted = everyState();
        refuted.story = {TabStoryState::Phase::Refuted, TabStep::SeventhWaits, u"it did not wait"_s};
        refuted.secondHostProblem = u"Cannot listen on 127.0.0.2"_s;
        const QStringList accepted{u"$.refutation null"_s,           u"$.requests[].answered_ms null"_s,
                                   u"$.requests[].detail missing"_s, u"$.requests[].ended_ms null"_s,
                                   u"$.requests[].sent_ms null"_s,   u"$.requests[].waited_ms null"_s,
                                   u"$.second_host_problem null"_s};
        QCOMPARE(SchemaFaults(tabReport(refuted), publishedSchema()).accepted(), accepted);
    }

    // Else the test before this one would say nothing.
    void aLaxSchemaIsNoticed()
    {
        QJsonObject lax = jsonObjectIn(QStringLiteral(TABS_SCHEMA));
        lax.remove(u"additionalProperties"_s);
        lax.remove(u"required"_s);
        const QStringList accepted = SchemaFaults(tabReport(everyState()), SchemaCheck(lax)).accepted();
        QVERIFY(accepted.contains(u"$.surplus unknown"_s));
        QVERIFY(accepted.contains(u"$.told missing"_s));
        QVERIFY(!accepted.contains(u"$.told null"_s));
    }

    void theSchemaRefusesWrongValues_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("problem");
        QTest::newRow("another schema")
            << u"schema"_s << QJsonValue(u"pushscope.run/1"_s) << u"$.schema: another constant"_s;
        QTest::newRow("HTTP/2") << u"http_version"_s << QJsonValue(u"2"_s)
                                << u"$.http_version: another constant"_s;
        QTest::newRow("a negative wait")
            << u"poll_waited_ms"_s << QJsonValue(-0.001) << u"$.poll_waited_ms: out of range"_s;
        QTest::newRow("a story without steps")
            << u"steps"_s << QJsonValue(QJsonArray()) << u"$.steps: too few or too many"_s;
    }

    void theSchemaRefusesWrongValues()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, problem);
        QJsonObject report = tabReport(everyState());
        report[member] = value;
        QCOMPARE(publishedSchema().check(report), problem);
    }

    void theTableHasTheColumnsOfTheReport()
    {
        const QStringList lines = tabTable(everyState()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 7);
        QCOMPARE(lines[0], u"id,kind,host,state,asked_ms,sent_ms,answered_ms,ended_ms,waited_ms,events"_s);
        QCOMPARE(lines[1], u"1,sse,127.0.0.1,open,0,1.5,2,,1.5,3"_s);
        QCOMPARE(lines[5], u"5,websocket,127.0.0.1,asked,30,,,,,0"_s);
    }
};

QTEST_APPLESS_MAIN(TestTabReport)
#include "tst_tab_report.moc"
