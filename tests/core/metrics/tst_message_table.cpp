#include "core/metrics/message_table.h"

#include <QtTest>

using namespace std::chrono_literals;

namespace {

MessageId id(quint64 n)
{
    return MessageId{n};
}

TimePoint at(int ms)
{
    return TimePoint(std::chrono::milliseconds(ms));
}

} // namespace

class TestMessageTable : public QObject
{
    Q_OBJECT

private slots:
    void onlyMessagesDueInTheRegimeCount()
    {
        MessageTable table;
        table.reset(id(10), at(100));
        QVERIFY(table.learn(id(11), at(99)));
        QVERIFY(table.learn(id(12), at(100)));
        QVERIFY(table.learn(id(13), at(101)));
        QCOMPARE(table.counted(), 2);
        QCOMPARE(table.countedUpTo(id(11)), 0);
        QCOMPARE(table.countedUpTo(id(12)), 1);
        table.restart(at(101));
        QCOMPARE(table.counted(), 1);
    }

    void aSkippedIdCountsOnceItIsKnown()
    {
        MessageTable table;
        table.reset(id(0), at(0));
        QVERIFY(table.learn(id(3), at(3)));
        QCOMPARE(table.counted(), 1);
        QVERIFY(table.find(id(1)) && !table.find(id(1))->known);
        QVERIFY(table.learn(id(2), at(2)));
        QVERIFY(!table.learn(id(2), at(50)));
        QCOMPARE(table.find(id(2))->due, at(2));
        QCOMPARE(table.countedUpTo(id(1)), 0);
        QCOMPARE(table.countedUpTo(id(2)), 1);
        QCOMPARE(table.countedUpTo(id(3)), 2);
    }

    void pruningKeepsTheCounts()
    {
        MessageTable table;
        table.reset(id(0), at(0));
        for (quint64 n = 1; n <= 10; ++n)
            QVERIFY(table.learn(id(n), at(static_cast<int>(n))));
        table.prune(id(4));
        QCOMPARE(table.base(), id(4));
        QCOMPARE(table.last(), id(10));
        QVERIFY(!table.find(id(4)));
        QVERIFY(!table.learn(id(4), at(4)));
        QCOMPARE(table.countedUpTo(id(4)), 4);
        QCOMPARE(table.countedUpTo(id(7)), 7);
        table.prune(id(20));
        QCOMPARE(table.last(), id(20));
        QCOMPARE(table.counted(), 10);
        QVERIFY(table.learn(id(21), at(21)));
        QCOMPARE(table.counted(), 11);
    }

    void aMessageIsNoticedOnce()
    {
        MessageTable table;
        table.reset(id(5), at(0));
        QVERIFY(!table.notice(id(6)));
        QVERIFY(table.learn(id(6), at(1)));
        QVERIFY(table.notice(id(6)));
        QVERIFY(!table.notice(id(6)));
        QVERIFY(!table.notice(id(5)));
    }
};

QTEST_APPLESS_MAIN(TestMessageTable)
#include "tst_message_table.moc"
