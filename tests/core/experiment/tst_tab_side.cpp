#include "core/experiment/tab_side.h"
#include "tests/support/served_hub.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A server at both hosts, a browser, and what it told last.
struct Side
{
    explicit Side(bool secondHostToo = true)
    {
        if (secondHostToo && !served.door->listenBeside(QHostAddress(QString(secondHost))))
            qFatal("no second host");
        if (!secondHostToo)
            side.refuseSecondHost(Error{u"taken"_s});
        QObject::connect(&side, &TabSide::changed, &side, [this](const TabsSnapshot &tabs) { last = tabs; });
        side.open(served.port);
    }
    void play(Duration pause = {}) { side.carryOut({TabCommand::Kind::Play, firstHost, 0, pause}); }

    ServedHub served;
    TabsSnapshot last;
    TabSide side;
};

using Phase = TabStoryState::Phase;

} // namespace

class TestTabSide : public QObject
{
    Q_OBJECT

private slots:
    void theStoryIsTrueOfQtsPool()
    {
        Side side;
        side.play();
        QTRY_COMPARE(side.last.story.phase, Phase::Told);
        QCOMPARE(side.last.tabs.size(), 10);
        const TabFacts *seventh = tabWithId(side.last.tabs, TabStory::seventh);
        QVERIFY(*seventh->sentAt >= *tabWithId(side.last.tabs, 1)->endedAt);
        QVERIFY(*seventh->sentAt > *tabWithId(side.last.tabs, TabStory::secondPoll)->answeredAt);
    }

    void itCanBeToldTwiceAndWithoutASecondHost()
    {
        Side side(false);
        for (int i = 0; i < 2; ++i) {
            side.side.carryOut({TabCommand::Kind::Clear});
            QTRY_COMPARE(side.last.story.phase, Phase::Untold);
            side.play();
            QTRY_COMPARE(side.last.story.phase, Phase::Told);
            QVERIFY(!tabWithId(side.last.tabs, TabStory::secondPoll));
        }
        QCOMPARE(side.last.secondHostProblem, u"taken"_s);
    }

    void whileItIsToldOnlyStoppingActs()
    {
        Side side;
        side.play(1h); // stays at its second move
        QTRY_COMPARE(side.last.tabs.size(), 1);
        side.side.carryOut({TabCommand::Kind::Poll});
        QTRY_VERIFY(!side.last.refusal.isEmpty());
        QCOMPARE(side.last.tabs.size(), 1);
        side.side.carryOut({TabCommand::Kind::Cancel});
        QTRY_COMPARE(side.last.story.phase, Phase::Cancelled);
        side.side.carryOut({TabCommand::Kind::Poll});
        QTRY_COMPARE(side.last.tabs.size(), 2);
        QVERIFY(side.last.refusal.isEmpty());
        side.side.carryOut({TabCommand::Kind::Clear});
        QTRY_VERIFY(side.last.tabs.isEmpty());
        QCOMPARE(side.last.story.phase, Phase::Untold);
    }

    void aStepThatNeverComesIsRefutedByWhatFailed()
    {
        Side side;
        side.served.goAway();
        side.play();
        QTRY_COMPARE(side.last.story.phase, Phase::Refuted);
        QVERIFY(side.last.story.refutation.startsWith(u"tab 1 failed"_s));
    }

    void closingInAPauseOfTheStoryEndsIt()
    {
        Side side;
        side.play(40ms); // the six tabs come every 10 ms
        QTRY_COMPARE(side.last.story.phase, Phase::Playing);
        side.side.close();
        QCOMPARE(side.last.story.phase, Phase::Cancelled);
        // A browser opened after it is not touched by what the story had still to ask.
        side.side.open(side.served.port);
        side.side.carryOut({TabCommand::Kind::Poll});
        QTRY_VERIFY(side.last.tabs.size() == 1 && side.last.tabs.first().phase == TabPhase::Answered);
    }

    void closingTellsALastTime()
    {
        Side side;
        side.side.carryOut({});
        QTRY_COMPARE(side.last.tabs.size(), 1);
        QTRY_COMPARE(side.last.tabs.first().phase, TabPhase::Open);
        side.side.close();
        QVERIFY(!side.last.serving);
        QVERIFY(side.last.tabs.first().isOver());
        side.side.carryOut({}); // nobody there any more
        QCOMPARE(side.last.tabs.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTabSide)

#include "tst_tab_side.moc"
