#include "core/transport/tab_pool.h"
#include "tests/support/door.h"

#include <QSignalSpy>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString first = u"127.0.0.1"_s;
const QString second = u"127.0.0.2"_s;
constexpr int perHost = 6;

/// The server at two addresses, and a browser.
struct Browser
{
    Browser()
    {
        const auto beside = door.front.listenBeside(QHostAddress(second));
        if (!beside)
            qFatal("%s", qPrintable(beside.error().message));
    }

    int open(const QString &host = first) { return *pool.openTab(host); }
    void openSix()
    {
        for (int i = 0; i < perHost; ++i)
            open();
        QTRY_COMPARE(count(TabPhase::Open), perHost);
    }
    TabFacts at(int id) const
    {
        const auto found = std::ranges::find_if(pool.facts(), [id](const TabFacts &f) { return f.id == id; });
        return found == pool.facts().end() ? TabFacts{} : *found;
    }
    int count(TabPhase phase) const
    {
        return static_cast<int>(std::ranges::count(pool.facts(), phase, &TabFacts::phase));
    }
    int streamsAtServer() const { return door.front.stats().connections[indexOf(TransportKind::Sse)]; }

    Door door;
    TabPool pool{door.port};
};

} // namespace

class TestTabPool : public QObject
{
    Q_OBJECT

private slots:
    void aTabIsOpenWhenItsHeadHasCome()
    {
        Browser browser;
        const int id = browser.open();
        QVERIFY(browser.at(id).isWaiting());
        QTRY_COMPARE(browser.at(id).phase, TabPhase::Open);
        const TabFacts facts = browser.at(id);
        QVERIFY(facts.askedAt <= *facts.sentAt && *facts.sentAt <= *facts.answeredAt);
        QVERIFY(facts.holdsConnection() && !facts.isOver());
        browser.door.publishNumbered(3);
        QTRY_COMPARE(browser.at(id).events, 3);
    }

    void theSeventhWaitsUntilOneIsClosed()
    {
        Browser browser;
        browser.openSix();
        const int seventh = browser.open();
        // A request that is asked for later is answered meanwhile: it is the pool that keeps the seventh.
        const int elsewhere = *browser.pool.poll(second);
        QTRY_COMPARE(browser.at(elsewhere).phase, TabPhase::Answered);
        QVERIFY(browser.at(seventh).isWaiting());
        QCOMPARE(browser.streamsAtServer(), perHost);

        browser.pool.close(1);
        QTRY_COMPARE(browser.at(seventh).phase, TabPhase::Open);
        QVERIFY(*browser.at(seventh).sentAt >= *browser.at(1).endedAt);
        QCOMPARE(browser.at(1).phase, TabPhase::Closed);
        QTRY_COMPARE(browser.streamsAtServer(), perHost);
    }

    void anOrdinaryPollHangsBehindSixStreams()
    {
        Browser browser;
        browser.openSix();
        const int poll = *browser.pool.poll(first);
        const int elsewhere = *browser.pool.poll(second);
        QTRY_COMPARE(browser.at(elsewhere).phase, TabPhase::Answered);
        QVERIFY(browser.at(poll).isWaiting());
        browser.pool.close(3);
        QTRY_COMPARE(browser.at(poll).phase, TabPhase::Answered);
        // It gives its connection back.
        const int again = browser.open();
        QTRY_COMPARE(browser.at(again).phase, TabPhase::Open);
    }

    void waitingRequestsAreLetInInTheirOrder()
    {
        Browser browser;
        browser.openSix();
        const int seventh = browser.open();
        const int poll = *browser.pool.poll(first);
        browser.pool.close(1);
        QTRY_COMPARE(browser.at(seventh).phase, TabPhase::Open);
        QVERIFY(browser.at(poll).isWaiting());
        browser.pool.close(2);
        QTRY_COMPARE(browser.at(poll).phase, TabPhase::Answered);
    }

    void aSecondHostHasSixOfItsOwn()
    {
        Browser browser;
        browser.openSix();
        for (int i = 0; i < perHost; ++i)
            browser.open(second);
        QTRY_COMPARE(browser.count(TabPhase::Open), 2 * perHost);
        const int one = browser.open(second);
        const int socket = *browser.pool.openWebSocket(second);
        QTRY_COMPARE(browser.at(socket).phase, TabPhase::Open);
        QVERIFY(browser.at(one).isWaiting());
    }

    void aWebSocketIsNotOfThePool()
    {
        Browser browser;
        browser.openSix();
        const int seventh = browser.open();
        for (int i = 0; i < 3; ++i) {
            const int socket = *browser.pool.openWebSocket(first);
            QTRY_COMPARE(browser.at(socket).phase, TabPhase::Open);
            QVERIFY(!browser.at(socket).holdsConnection());
        }
        QVERIFY(browser.at(seventh).isWaiting());
        browser.door.publishNumbered(2);
        QTRY_COMPARE(browser.at(8).events, 2);
        browser.pool.close(8);
        QCOMPARE(browser.at(8).phase, TabPhase::Closed);
        QVERIFY(browser.at(seventh).isWaiting());
    }

    void aWaitingTabCanBeWithdrawn()
    {
        Browser browser;
        browser.openSix();
        const int seventh = browser.open();
        const int eighth = browser.open();
        browser.pool.close(seventh);
        QCOMPARE(browser.at(seventh).phase, TabPhase::Closed);
        QVERIFY(!browser.at(seventh).sentAt);
        browser.pool.close(1);
        QTRY_COMPARE(browser.at(eighth).phase, TabPhase::Open);
        QVERIFY(!browser.at(seventh).sentAt);
    }

    void clearingClosesAllAndBeginsAtOneAgain()
    {
        Browser browser;
        browser.openSix();
        browser.open();
        browser.pool.clear();
        QVERIFY(browser.pool.facts().isEmpty());
        QTRY_COMPARE(browser.streamsAtServer(), 0);
        QCOMPARE(browser.open(), 1);
        QTRY_COMPARE(browser.at(1).phase, TabPhase::Open);
    }

    void aServerThatEndsTheStreamsIsSaid()
    {
        Browser browser;
        browser.open();
        QTRY_COMPARE(browser.at(1).phase, TabPhase::Open);
        browser.door.front.close();
        QTRY_COMPARE(browser.at(1).phase, TabPhase::Closed);
        QVERIFY(!browser.at(1).detail.isEmpty());
    }

    void nobodyListensIsAFailureInWords()
    {
        TabPool pool(1);
        QVERIFY(pool.openTab(first) && pool.poll(first) && pool.openWebSocket(first));
        QTRY_VERIFY(std::ranges::all_of(pool.facts(), [](const TabFacts &facts) {
            return facts.phase == TabPhase::Failed && !facts.detail.isEmpty();
        }));
    }

    void moreThanAreShownAreRefused()
    {
        Browser browser;
        for (int i = 0; i < TabPool::mostUnderWay; ++i)
            QVERIFY(browser.pool.openTab(i % 2 == 0 ? first : second));
        const auto refused = browser.pool.poll(first);
        QVERIFY(!refused && !refused.error().message.isEmpty());
        browser.pool.close(TabPool::mostUnderWay);
        QVERIFY(browser.pool.poll(first));
    }

    void whatIsOverIsForgottenFirst()
    {
        Browser browser;
        const int stays = browser.open();
        for (int i = 0; i < TabPool::mostKept + 5; ++i) {
            const int id = *browser.pool.poll(second);
            QTRY_COMPARE(browser.at(id).phase, TabPhase::Answered);
        }
        QVERIFY(browser.pool.facts().size() <= TabPool::mostKept);
        QCOMPARE(browser.pool.facts().first().id, stays);
    }
};

QTEST_GUILESS_MAIN(TestTabPool)

#include "tst_tab_pool.moc"
