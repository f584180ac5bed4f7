#include "core/metrics/upstream_ledger.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace std::chrono_literals;

namespace {

constexpr TimePoint at(Duration sinceStart)
{
    return TimePoint(100s) + sinceStart;
}

} // namespace

class TestUpstreamLedger : public QObject
{
    Q_OBJECT

private slots:
    void aMessageIsPendingThenAcceptedThenBack()
    {
        UpstreamLedger ledger;
        const quint64 number = ledger.sent(0, at(1s));
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .pending = 1}));
        QVERIFY(!ledger.isSettled());
        ledger.accepted(number);
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .accepted = 1}));
        QVERIFY(!ledger.isSettled()); // it has still to come back
        ledger.returned(number, at(1s + 40ms));
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .accepted = 1}));
        QVERIFY(ledger.isSettled());
        QCOMPARE(ledger.roundTrip().count, 1);
        QCOMPARE(*ledger.roundTrip().maxMs, 40.0);
        ledger.returned(number, at(2s)); // a repetition
        QCOMPARE(ledger.roundTrip().count, 1);
    }

    void anEchoIsAcceptedAndToldApart()
    {
        UpstreamLedger ledger;
        const quint64 first = ledger.sent(0, at(1s));
        const quint64 second = ledger.sent(0, at(3s));
        QCOMPARE(ledger.echoed(first, at(1s + 40ms)), at(1s));
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 2, .accepted = 1, .pending = 1, .echoed = 1}));
        QCOMPARE(*ledger.roundTrip().maxMs, 40.0);
        QVERIFY(!ledger.echoed(first, at(2s))); // it is back already
        QCOMPARE(ledger.counts().echoed, 1);
        ledger.restart(at(4s));
        QCOMPARE(ledger.echoed(second, at(5s)), at(3s)); // of the regime before
        QCOMPARE(ledger.counts(), UpstreamCounts{});
        QVERIFY(ledger.isSettled());
    }

    void whatComesBackWasAccepted()
    {
        UpstreamLedger ledger;
        ledger.returned(ledger.sent(0, at(0s)), at(5ms));
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .accepted = 1}));
    }

    void theRoundTripRunsFromWhenItWasDue()
    {
        UpstreamLedger ledger;
        ledger.returned(ledger.sent(0, at(0s)), at(3s)); // waited for the connection, then travelled
        QCOMPARE(*ledger.roundTrip().minMs, 3000.0);
        QVERIFY(!ledger.roundTrip().p90Ms); // from 10 on
    }

    void whatWasLostMayComeBackAfterAll()
    {
        UpstreamLedger ledger;
        const quint64 number = ledger.sent(0, at(0s));
        ledger.lost(number);
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .lost = 1}));
        QVERIFY(ledger.isSettled()); // nobody waits for it
        ledger.returned(number, at(9s));
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .accepted = 1}));
        QVERIFY(ledger.isSettled());
    }

    void anotherRegimeCountsWhatIsDueInIt()
    {
        UpstreamLedger ledger;
        const quint64 before = ledger.sent(0, at(1s));
        const quint64 after = ledger.sent(0, at(3s));
        ledger.restart(at(2s));
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .pending = 1}));
        ledger.returned(before, at(4s));
        ledger.returned(after, at(4s));
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .accepted = 1}));
        QCOMPARE(ledger.roundTrip().count, 1);
        QCOMPARE(*ledger.roundTrip().maxMs, 1000.0);
        QVERIFY(ledger.sent(0, at(5s)) > after); // numbers go on
    }

    void clientsThatGoTakeWhatTheyHavePendingWithThem()
    {
        UpstreamLedger ledger;
        const quint64 stays = ledger.sent(0, at(0s));
        const quint64 goes = ledger.sent(1, at(0s));
        ledger.forgetClientsFrom(1);
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .pending = 1}));
        ledger.returned(goes, at(1s)); // to nobody
        ledger.returned(stays, at(1s));
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 1, .accepted = 1}));
        QVERIFY(ledger.isSettled());
    }

    void atTheEndNothingIsPending()
    {
        UpstreamLedger ledger;
        ledger.accepted(ledger.sent(0, at(0s)));
        ledger.sent(0, at(0s));
        ledger.finish();
        QCOMPARE(ledger.counts(), (UpstreamCounts{.sent = 2, .accepted = 1, .lost = 1}));
    }

    void isBounded()
    {
        UpstreamLedger ledger;
        const quint64 first = ledger.sent(0, at(0s));
        for (std::size_t i = 0; i < UpstreamLedger::maxOpen; ++i)
            ledger.sent(0, at(0s));
        QCOMPARE(ledger.counts().lost, 1);
        ledger.returned(first, at(1s));
        QCOMPARE(ledger.roundTrip().count, 0);
    }

    void sentIsAcceptedPlusLostPlusPendingWhateverHappens()
    {
        QVERIFY(rc::check("the books of what was sent", [] {
            UpstreamLedger ledger;
            TimePoint now = at(0s);
            quint64 last = 0;
            const int steps = *rc::gen::inRange(1, 200);
            for (int i = 0; i < steps; ++i) {
                now += std::chrono::milliseconds(*rc::gen::inRange(0, 20));
                const auto some = *rc::gen::inRange<quint64>(0, last + 2);
                switch (*rc::gen::inRange(0, 10)) {
                case 0:
                case 1:
                case 2:
                    last = ledger.sent(*rc::gen::inRange(0, 3), now);
                    break;
                case 3:
                    ledger.accepted(some);
                    break;
                case 4:
                    ledger.lost(some);
                    break;
                case 5:
                case 6:
                    ledger.returned(some, now);
                    break;
                case 7:
                    ledger.echoed(some, now);
                    break;
                case 8:
                    ledger.restart(now - std::chrono::milliseconds(*rc::gen::inRange(0, 50)));
                    break;
                default:
                    ledger.forgetClientsFrom(*rc::gen::inRange(0, 4));
                }
                const UpstreamCounts counts = ledger.counts();
                RC_ASSERT(counts.sent == counts.accepted + counts.lost + counts.pending);
                RC_ASSERT(counts.accepted >= 0 && counts.lost >= 0 && counts.pending >= 0);
                RC_ASSERT(counts.echoed >= 0 && counts.echoed <= ledger.roundTrip().count);
                RC_ASSERT(ledger.roundTrip().count <= counts.accepted);
            }
            ledger.finish();
            RC_ASSERT(ledger.counts().pending == 0);
            ledger.forgetClientsFrom(0);
            RC_ASSERT(ledger.isSettled());
        }));
    }
};

QTEST_APPLESS_MAIN(TestUpstreamLedger)
#include "tst_upstream_ledger.moc"
