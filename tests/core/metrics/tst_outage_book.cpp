#include "core/metrics/outage_book.h"

#include <QtTest>

using namespace std::chrono_literals;

namespace {

constexpr TimePoint origin{};

MessageId id(quint64 n)
{
    return MessageId{n};
}

OutageBook::Seen seen(const OutageBook &book, Duration now, bool waits = true)
{
    return book.seen(origin, origin + now, [waits](int) { return waits; });
}

} // namespace

class TestOutageBook : public QObject
{
    Q_OBJECT

private slots:
    void anOutageLastsFromTheFaultUntilTheClientHasCaughtUp()
    {
        OutageBook book;
        book.struck(1, origin + 10s);
        book.lost(0, origin + 10100ms);
        book.ready(0, id(65), id(50), origin + 13500ms);
        book.delivered(0, id(64), origin + 13520ms);
        QCOMPARE(seen(book, 14s).outages.constFirst().endS, std::nullopt);
        book.delivered(0, id(65), origin + 13530ms);
        const OutageBook::Seen now = seen(book, 20s);
        QCOMPARE(now.outages, (QList<Outage>{{0, 10, 10.1, 13.5, 13.53, false}}));
        QCOMPARE(now.totals.count, 1);
        QCOMPARE(now.totals.downtimeS, 3.53);
        QCOMPARE(*now.totals.longestNoticeS, 0.1);
        QCOMPARE(*now.totals.longestRecoveryS, 3.53);
    }

    void aLossWithoutAFaultBeginsWhenTheClientNotices()
    {
        OutageBook book;
        book.lost(2, origin + 5s);
        book.ready(2, id(7), id(7), origin + 6s); // nothing to catch up with
        QCOMPARE(seen(book, 9s).outages, (QList<Outage>{{2, 5, 5, 6, 6, false}}));
    }

    void whoGoesOnReceivingWasNotHit()
    {
        OutageBook book;
        book.struck(1, origin + 1s);
        book.delivered(0, id(1), origin + 1s + OutageBook::stillComing); // was under way
        QCOMPARE(seen(book, 1100ms).totals.count, 1);
        book.delivered(0, id(2), origin + 3s);
        QCOMPARE(seen(book, 4s).totals, OutageTotals{});
    }

    void whatNobodyNoticedCountsOnlyForThoseWhoAreBehind()
    {
        OutageBook book;
        book.struck(1, origin + 1s);
        QCOMPARE(seen(book, 5s, false).totals.count, 0);
        const OutageBook::Seen waiting = seen(book, 5s, true);
        QCOMPARE(waiting.outages, (QList<Outage>{{0, 1, {}, {}, {}, false}}));
        QCOMPARE(waiting.totals.downtimeS, 4.0);
        QCOMPARE(waiting.totals.longestNoticeS, std::nullopt);
    }

    void whatNobodyNoticedIsKeptWhenTheRunIsOver()
    {
        OutageBook book;
        book.struck(2, origin + 1s);
        book.settle([](int client) { return client == 1; });
        const OutageBook::Seen after = seen(book, 5s, false); // all cursors are at the end now
        QCOMPARE(after.outages, (QList<Outage>{{1, 1, {}, {}, {}, false}}));
        QCOMPARE(after.totals.downtimeS, 4.0);
    }

    void aSecondLossBeforeItHasCaughtUpBelongsToTheSameOutage()
    {
        OutageBook book;
        book.lost(0, origin + 1s);
        book.ready(0, id(9), id(1), origin + 2s);
        book.lost(0, origin + 3s);
        book.delivered(0, id(9), origin + 3s); // of the connection that is gone
        book.ready(0, id(12), id(9), origin + 4s);
        book.delivered(0, id(12), origin + 5s);
        QCOMPARE(seen(book, 9s).outages, (QList<Outage>{{0, 1, 1, 4, 5, false}}));
    }

    void aConnectionThatIsLostBeforeItBroughtAnythingWasNone()
    {
        OutageBook book;
        book.struck(1, origin + 1s);
        book.lost(0, origin + 1s);
        book.ready(0, id(5), id(5), origin + 2s); // accepted, and reset
        QCOMPARE(*seen(book, 2s).outages.constFirst().endS, 2.0);
        book.lost(0, origin + 2010ms);
        QCOMPARE(seen(book, 3s).outages.constFirst().endS, std::nullopt);
        book.ready(0, id(5), id(5), origin + 4s);
        book.delivered(0, id(6), origin + 9s);
        const OutageBook::Seen now = seen(book, 10s);
        QCOMPARE(now.outages, (QList<Outage>{{0, 1, 1, 4, 4, false}}));
        QCOMPARE(now.totals.downtimeS, 3.0);
        QCOMPARE(now.totals.count, 1);
    }

    void whoStaysAwayIsDownToTheEnd()
    {
        OutageBook book;
        book.struck(2, origin + 1s);
        book.gaveUp(1, origin + 2s);
        const OutageBook::Seen now = seen(book, 11s, false);
        QCOMPARE(now.outages, (QList<Outage>{{1, 1, 2, {}, {}, true}}));
        QCOMPARE(now.totals.downtimeS, 10.0);
        book.forgetClientsFrom(0);
        QCOMPARE(seen(book, 11s).totals.count, 0);
    }

    void idsThatBeginAnewLeaveNothingToCatchUpWith()
    {
        OutageBook book;
        book.lost(0, origin + 1s);
        book.ready(0, id(500), id(400), origin + 2s);
        book.renumber();
        book.delivered(0, id(1), origin + 3s);
        QCOMPARE(*seen(book, 4s).outages.constFirst().endS, 3.0);
    }

    void theNewestAreKeptAndAllAreCounted()
    {
        OutageBook book;
        const int count = static_cast<int>(OutageBook::maxKept) + 10;
        for (int n = 0; n < count; ++n) {
            book.lost(0, origin + n * 2s);
            book.ready(0, id(1), id(1), origin + n * 2s + 1s);
            book.delivered(0, id(2), origin + n * 2s + 1s);
        }
        const OutageBook::Seen now = seen(book, 9999s);
        QCOMPARE(now.outages.size(), static_cast<qsizetype>(OutageBook::maxKept));
        QCOMPARE(now.outages.constFirst().startS, 20.0);
        QCOMPARE(now.totals.count, count);
        QCOMPARE(now.totals.downtimeS, static_cast<double>(count));
    }
};

QTEST_APPLESS_MAIN(TestOutageBook)
#include "tst_outage_book.moc"
