#include "core/protocol/sse_writer.h"

#include "core/protocol/envelope.h"
#include "core/protocol/sse_parser.h"

#include <QTest>

class TestSseWriter : public QObject
{
    Q_OBJECT

private slots:
    void aMessageHasAnIdAndOneLineOfData();
    void eventsRetriesAndCommentsAreWrittenToTheLetter();
    void lineBreaksNeverEndAField_data();
    void lineBreaksNeverEndAField();
};

void TestSseWriter::aMessageHasAnIdAndOneLineOfData()
{
    const Message message{MessageId{42}, 1764000000123456, PayloadKind::Text, "a\nb"};
    const QByteArray event = sseMessage(message);
    QCOMPARE(event, QByteArray("id: 42\ndata: {\"id\":42,\"t\":1764000000123456,\"data\":\"a\\nb\"}\n\n"));

    SseParser parser;
    const std::vector<SseOutput> read = parser.feed(event);
    QCOMPARE(read.size(), std::size_t{1});
    QVERIFY(read.front() == SseOutput(SseEvent{"message", messageJson(message), "42"}));
}

void TestSseWriter::eventsRetriesAndCommentsAreWrittenToTheLetter()
{
    QCOMPARE(sseEvent("missed", "{\"missed\":3}"), QByteArray("event: missed\ndata: {\"missed\":3}\n\n"));
    QCOMPARE(sseRetry(std::chrono::milliseconds(2000)), QByteArray("retry: 2000\n\n"));
    QCOMPARE(sseComment("keep-alive"), QByteArray(": keep-alive\n\n"));
    QCOMPARE(sseComment({}), QByteArray(": \n\n"));
}

void TestSseWriter::lineBreaksNeverEndAField_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("read");

    QTest::newRow("LF") << QByteArray("a\nb") << QByteArray("a\nb");
    QTest::newRow("CRLF") << QByteArray("a\r\nb") << QByteArray("a\nb");
    QTest::newRow("CR") << QByteArray("a\rb") << QByteArray("a\nb");
    QTest::newRow("empty lines") << QByteArray("\n\n") << QByteArray("\n\n");
    QTest::newRow("a field inside") << QByteArray("a\n\nevent: b") << QByteArray("a\n\nevent: b");
}

void TestSseWriter::lineBreaksNeverEndAField()
{
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, read);

    SseParser parser;
    const std::vector<SseOutput> outputs = parser.feed(sseEvent("news", data));
    QCOMPARE(outputs.size(), std::size_t{1});
    QVERIFY(outputs.front() == SseOutput(SseEvent{"news", read, {}}));
    for (const SseOutput &output : parser.feed(sseComment(data)))
        QVERIFY(std::holds_alternative<SseComment>(output));
}

QTEST_GUILESS_MAIN(TestSseWriter)
#include "tst_sse_writer.moc"
