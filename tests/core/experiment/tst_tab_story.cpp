#include "core/experiment/tab_report.h"
#include "core/experiment/tab_story.h"
#include "core/experiment/tab_words.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A pool of paper: carries out commands as a browser would, a millisecond each.
struct PaperPool
{
    explicit PaperPool(int perHost = connectionsPerHost)
        : limit(perHost)
    {
    }

    void carryOut(const TabCommand &command)
    {
        now += 1ms;
        if (command.kind == TabCommand::Kind::Close) {
            tab(command.id).endedAt = now;
            tab(command.id).phase = TabPhase::Closed;
        } else {
            TabFacts facts;
            facts.id = static_cast<int>(tabs.size()) + 1;
            facts.host = command.host;
            facts.kind = command.kind == TabCommand::Kind::OpenTab ? TabKind::Stream
                : command.kind == TabCommand::Kind::Poll           ? TabKind::Poll
                                                                   : TabKind::WebSocket;
            facts.askedAt = now;
            tabs += facts;
        }
        letIn();
    }

    void letIn()
    {
        for (TabFacts &facts : tabs) {
            const bool pooled = facts.kind != TabKind::WebSocket;
            int used = 0;
            for (const TabFacts &other : tabs)
                used += other.host == facts.host && other.holdsConnection() ? 1 : 0;
            if (!facts.isWaiting() || (pooled && used >= limit))
                continue;
            now += 1ms;
            if (pooled)
                facts.sentAt = now;
            facts.answeredAt = now;
            facts.phase = facts.kind == TabKind::Poll ? TabPhase::Answered : TabPhase::Open;
            if (facts.kind == TabKind::Poll)
                facts.endedAt = (now += 1ms);
        }
    }

    TabFacts &tab(int id) { return tabs[id - 1]; }

    QList<TabFacts> tabs;
    TimePoint now{1s};
    int limit;
};

/// Tells the story to its end; returns the commands.
QList<TabCommand> tell(TabStory &story, PaperPool &pool)
{
    QList<TabCommand> commands;
    while (const auto command = story.next(pool.tabs)) {
        commands += *command;
        pool.carryOut(*command);
    }
    return commands;
}

TabsSnapshot snapshotOf(const TabStory &story, const PaperPool &pool)
{
    TabsSnapshot snapshot;
    snapshot.serving = true;
    snapshot.tabs = pool.tabs;
    snapshot.story = story.state();
    snapshot.now = pool.now;
    return snapshot;
}

} // namespace

class TestTabStory : public QObject
{
    Q_OBJECT

private slots:
    void itIsToldToItsEnd()
    {
        TabStory story;
        PaperPool pool;
        QCOMPARE(tell(story, pool).size(), 12);
        QCOMPARE(story.state().phase, TabStoryState::Phase::Told);
        QVERIFY(*pool.tab(TabStory::seventh).sentAt > *pool.tab(1).endedAt);
        QVERIFY(*pool.tab(TabStory::poll).sentAt > *pool.tab(2).endedAt);
        QCOMPARE(pool.tab(TabStory::secondPoll).host, QString(secondHost));
    }

    void eachMoveWaitsForTheEffectOfTheOneBefore()
    {
        TabStory story;
        QVERIFY(story.next({}));
        TabFacts asked;
        asked.id = 1;
        QVERIFY(!story.next({}));
        QVERIFY(!story.next({asked}));
        asked.phase = TabPhase::Open;
        QVERIFY(story.next({asked}));
        QVERIFY(!story.next({asked})); // once
    }

    void withoutASecondHostItsStepIsLeftOut()
    {
        TabStory story(false);
        PaperPool pool;
        QCOMPARE(tell(story, pool).size(), 11);
        QCOMPARE(story.state().phase, TabStoryState::Phase::Told);
        QVERIFY(!tabWithId(pool.tabs, TabStory::secondPoll));
    }

    void aPoolWithoutALimitRefutesIt()
    {
        TabStory story;
        PaperPool pool(100);
        tell(story, pool);
        QCOMPARE(story.state().phase, TabStoryState::Phase::Refuted);
        QVERIFY(story.state().refutation.contains(u"did not wait"_s));
        QVERIFY(tabsSentence(snapshotOf(story, pool)).contains(story.state().refutation));
    }

    void aFailureRefutesIt()
    {
        TabStory story;
        PaperPool pool;
        pool.carryOut(*story.next(pool.tabs));
        pool.tab(1).phase = TabPhase::Failed;
        pool.tab(1).detail = u"gone"_s;
        QVERIFY(!story.next(pool.tabs));
        QCOMPARE(story.state().refutation, u"tab 1 failed: gone"_s);
    }

    void itCanBeCancelledAndGivenUp()
    {
        TabStory cancelled;
        cancelled.cancel();
        QVERIFY(!cancelled.next({}));
        QCOMPARE(cancelled.state().phase, TabStoryState::Phase::Cancelled);
        TabStory stuck;
        stuck.giveUp();
        QCOMPARE(stuck.state().phase, TabStoryState::Phase::Refuted);
    }

    void theReportHasEveryMeasuredTime()
    {
        TabStory story;
        PaperPool pool;
        tell(story, pool);
        const QJsonObject report = tabReport(snapshotOf(story, pool));
        QCOMPARE(report["schema"_L1].toString(), u"pushscope.tabs/1"_s);
        QVERIFY(report["told"_L1].toBool());
        QCOMPARE(report["most_connections"_L1][firstHost].toInt(), connectionsPerHost);
        QCOMPARE(report["most_connections"_L1][secondHost].toInt(), 1);
        QCOMPARE(report["requests"_L1].toArray().size(), 10);
        QCOMPARE(report["seventh_let_in_after_close_ms"_L1].toDouble(), 1.0);
        for (const QString &key : report.keys())
            if (key.endsWith("_ms"_L1))
                QVERIFY2(report[key].toDouble() > 0, qPrintable(key));
        const QJsonObject socket = report["requests"_L1].toArray().at(TabStory::webSocket - 1).toObject();
        QVERIFY(socket["waited_ms"_L1].isNull() && socket["sent_ms"_L1].isNull());
    }

    void whatDidNotHappenIsNull()
    {
        const QJsonObject report = tabReport({});
        QVERIFY(!report["told"_L1].toBool());
        QVERIFY(report["seventh_waited_ms"_L1].isNull());
        QVERIFY(tabSummary({}).contains(u"not reached"_s));
    }

    void theSummaryFitsATerminal()
    {
        TabStory story;
        PaperPool pool;
        tell(story, pool);
        const QString summary = tabSummary(snapshotOf(story, pool));
        for (const QString &line : summary.split(u'\n'))
            QVERIFY2(line.size() <= 100, qPrintable(line));
        QVERIFY(summary.contains(u"HTTP/1.1 only"_s) && summary.contains(u"RFC 9112"_s));
        QVERIFY(!summary.contains(u"not reached"_s));
    }

    void theSentenceNamesWhoMadeRoom()
    {
        TabStory story;
        PaperPool pool;
        tell(story, pool);
        const QString sentence = tabsSentence(snapshotOf(story, pool));
        QVERIFY2(sentence.startsWith(u"Tab 2 made room: poll 8"_s), qPrintable(sentence));
    }

    void theSentenceSaysWhoWaitsAndWhy()
    {
        PaperPool pool;
        TabsSnapshot snapshot;
        snapshot.serving = true;
        const TabCommand open;
        for (int i = 0; i < 7; ++i)
            pool.carryOut(open);
        snapshot.tabs = pool.tabs;
        const QString waits = tabsSentence(snapshot);
        QVERIFY2(waits.startsWith(u"Tab 7 waits"_s) && waits.contains(firstHost), qPrintable(waits));
        snapshot.now += 5s; // time alone changes nothing
        QCOMPARE(tabsSentence(snapshot), waits);
        pool.carryOut({TabCommand::Kind::Close, firstHost, 4, {}});
        snapshot.tabs = pool.tabs;
        QVERIFY2(tabsSentence(snapshot).startsWith(u"Tab 4 made room: tab 7"_s),
                 qPrintable(tabsSentence(snapshot)));
    }
};

QTEST_APPLESS_MAIN(TestTabStory)

#include "tst_tab_story.moc"
