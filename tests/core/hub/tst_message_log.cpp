#include "core/hub/message_log.h"

#include <QTest>

namespace {
MessageLog logOf(int messages, MessageLog::Limits limits = {}, qsizetype bytes = 10)
{
    MessageLog log(limits);
    for (int i = 1; i <= messages; ++i)
        log.append(QByteArray(bytes, 'x'), PayloadKind::Text, i);
    return log;
}

std::vector<quint64> idsOf(const MessageBatch &batch)
{
    std::vector<quint64> ids;
    for (const Message &message : batch.messages)
        ids.push_back(toNumber(message.id));
    return ids;
}
}

class MessageLogTest : public QObject
{
    Q_OBJECT

private slots:
    void numbersMessagesFromOne()
    {
        MessageLog log;
        QCOMPARE(log.last(), MessageId{0});
        QCOMPARE(log.oldest(), MessageId{1});
        const Message first = log.append("a", PayloadKind::Text, 7);
        QCOMPARE(first, (Message{MessageId{1}, 7, PayloadKind::Text, "a"}));
        QCOMPARE(log.append("b", PayloadKind::Binary, 8).id, MessageId{2});
        QCOMPARE(log.last(), MessageId{2});
    }

    void replaysWhatIsNewer_data()
    {
        using Ids = std::vector<quint64>;
        QTest::addColumn<int>("published");
        QTest::addColumn<int>("kept");
        QTest::addColumn<quint64>("after");
        QTest::addColumn<Ids>("ids");
        QTest::addColumn<quint64>("missed");
        QTest::addColumn<bool>("restarted");
        QTest::addColumn<quint64>("last");

        const auto row = [](const char *name, int published, int kept, quint64 after, const Ids &ids,
                            quint64 missed, bool restarted, quint64 last) {
            QTest::newRow(name) << published << kept << after << ids << missed << restarted << last;
        };
        row("all", 3, 9, 0, {1, 2, 3}, 0, false, 3);
        row("some", 3, 9, 1, {2, 3}, 0, false, 3);
        row("nothing newer", 3, 9, 3, {}, 0, false, 3);
        row("nothing at all", 0, 9, 0, {}, 0, false, 0);
        row("above the last", 3, 9, 4, {1, 2, 3}, 0, true, 3);
        row("above the last of an empty log", 0, 9, 4, {}, 0, true, 0);
        row("the biggest id", 3, 9, ~0ULL, {1, 2, 3}, 0, true, 3);
        row("from the start, ids dropped", 7, 3, 0, {5, 6, 7}, 4, false, 7);
        row("cursor dropped", 7, 3, 2, {5, 6, 7}, 2, false, 7);
        row("the one before the oldest", 7, 3, 4, {5, 6, 7}, 0, false, 7);
        row("within what is held", 7, 3, 5, {6, 7}, 0, false, 7);
        row("above the last, ids dropped", 7, 3, 8, {5, 6, 7}, 4, true, 7);
    }

    void replaysWhatIsNewer()
    {
        QFETCH(int, published);
        QFETCH(int, kept);
        QFETCH(quint64, after);

        const MessageLog log = logOf(published, {.messages = kept});
        const MessageBatch batch = log.since(MessageId{after});
        QTEST(idsOf(batch), "ids");
        QTEST(batch.missed, "missed");
        QTEST(batch.restarted, "restarted");
        QTEST(toNumber(batch.last), "last");
        QVERIFY(!batch.more);
    }

    void cutsAnAnswerAtItsLimits_data()
    {
        QTest::addColumn<qsizetype>("maxMessages");
        QTest::addColumn<qsizetype>("maxBytes");
        QTest::addColumn<std::size_t>("count");
        QTest::addColumn<bool>("more");

        QTest::newRow("one too many") << qsizetype(4) << qsizetype(1000) << std::size_t(4) << true;
        QTest::newRow("as many as there are") << qsizetype(5) << qsizetype(1000) << std::size_t(5) << false;
        QTest::newRow("a byte too many") << qsizetype(9) << qsizetype(49) << std::size_t(4) << true;
        QTest::newRow("as many bytes") << qsizetype(9) << qsizetype(50) << std::size_t(5) << false;
        QTest::newRow("smaller than one message") << qsizetype(9) << qsizetype(1) << std::size_t(1) << true;
        QTest::newRow("no message allowed") << qsizetype(0) << qsizetype(1000) << std::size_t(1) << true;
    }

    void cutsAnAnswerAtItsLimits()
    {
        QFETCH(qsizetype, maxMessages);
        QFETCH(qsizetype, maxBytes);

        const MessageLog log = logOf(5);
        const MessageBatch batch = log.since(MessageId{0}, {maxMessages, maxBytes});
        QTEST(batch.messages.size(), "count");
        QTEST(batch.more, "more");
        QCOMPARE(batch.last, batch.messages.back().id);
    }

    void askingAgainAfterEachCutGivesEveryMessageOnce()
    {
        const MessageLog log = logOf(2500);
        std::vector<quint64> all;
        MessageBatch batch;
        int answers = 0;
        do {
            batch = log.since(batch.last);
            const std::vector<quint64> ids = idsOf(batch);
            all.insert(all.end(), ids.begin(), ids.end());
            ++answers;
        } while (batch.more);
        QCOMPARE(answers, 3);
        QCOMPARE(all.size(), std::size_t(2500));
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i], i + 1);
    }

    void dropsTheOldestBeyondItsLimits_data()
    {
        QTest::addColumn<qsizetype>("messages");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<quint64>("oldest");

        QTest::newRow("within both") << qsizetype(10) << qint64(100) << quint64(1);
        QTest::newRow("count") << qsizetype(4) << qint64(100) << quint64(7);
        QTest::newRow("bytes") << qsizetype(10) << qint64(55) << quint64(6);
        QTest::newRow("newest bigger than the log") << qsizetype(10) << qint64(5) << quint64(10);
        QTest::newRow("no message allowed") << qsizetype(0) << qint64(100) << quint64(10);
    }

    void dropsTheOldestBeyondItsLimits()
    {
        QFETCH(qsizetype, messages);
        QFETCH(qint64, bytes);

        const MessageLog log = logOf(10, {messages, bytes});
        QTEST(toNumber(log.oldest()), "oldest");
        QCOMPARE(log.last(), MessageId{10});
    }

    void tellsTheLagOfAReader()
    {
        const MessageLog log = logOf(10, {.messages = 4});
        QCOMPARE(log.bytesSince(MessageId{10}), 0);
        QCOMPARE(log.bytesSince(MessageId{11}), 0);
        QCOMPARE(log.bytesSince(MessageId{9}), 10);
        QCOMPARE(log.bytesSince(MessageId{6}), 40);
        QCOMPARE(log.bytesSince(MessageId{2}), 40);
        QCOMPARE(MessageLog().bytesSince(MessageId{0}), 0);
    }
};

QTEST_GUILESS_MAIN(MessageLogTest)
#include "tst_message_log.moc"
