#include "core/trace/capture_words.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::vector<MessageId> ids(std::initializer_list<quint64> numbers)
{
    std::vector<MessageId> all;
    for (const quint64 number : numbers)
        all.push_back(MessageId{number});
    return all;
}

}

class TestCaptureWords : public QObject
{
    Q_OBJECT

private slots:
    void messagesAreNamed_data()
    {
        QTest::addColumn<std::vector<MessageId>>("messages");
        QTest::addColumn<QString>("words");
        QTest::newRow("none") << ids({}) << QString();
        QTest::newRow("one") << ids({141}) << u"message 141"_s;
        QTest::newRow("a run") << ids({121, 122, 123}) << u"messages 121 to 123"_s;
        QTest::newRow("with a gap") << ids({3, 5, 9}) << u"messages 3, 5 and 9"_s;
        QTest::newRow("backwards") << ids({5, 4}) << u"messages 5 and 4"_s;
        QTest::newRow("many") << ids({1, 3, 5, 7, 9, 11, 13, 15, 17, 19})
                              << u"messages 1, 3, 5, 7, 9, 11, 13, 15 and 2 more"_s;
    }

    void messagesAreNamed()
    {
        QFETCH(std::vector<MessageId>, messages);
        QFETCH(QString, words);
        QCOMPARE(capture_words::messages(messages), words);
    }

    void aRecordIsNamed_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("summary");
        QTest::addColumn<QString>("words");
        const auto row = [](WireRecordKind kind, const char *summary, const QString &words) {
            QTest::newRow(qPrintable(words)) << static_cast<int>(kind) << QByteArray(summary) << words;
        };
        row(WireRecordKind::Request, "GET /poll", u"record 7: request GET /poll"_s);
        row(WireRecordKind::Response, "200", u"record 7: response 200"_s);
        row(WireRecordKind::SseEvent, "", u"record 7: event"_s);
        row(WireRecordKind::SseComment, "", u"record 7: comment"_s);
        row(WireRecordKind::SseRetry, "", u"record 7: retry"_s);
        row(WireRecordKind::ChunkEnd, "", u"record 7: end of the chunks"_s);
        row(WireRecordKind::Frame, "ping", u"record 7: frame ping"_s);
        row(WireRecordKind::Unclassified, "", u"record 7: bytes that no rule claims"_s);
    }

    void aRecordIsNamed()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, summary);
        QFETCH(QString, words);
        TraceRecord record;
        record.number = 7;
        record.wire.kind = static_cast<WireRecordKind>(kind);
        record.wire.summary = summary;
        QCOMPARE(capture_words::packet(record, std::nullopt), words);
    }

    void whatElseIsKnownFollows()
    {
        TraceRecord record;
        record.number = 8;
        record.wire.kind = WireRecordKind::Response;
        record.wire.summary = "204";
        record.wire.emptyPoll = true;
        record.wire.lastOut = record.wire.firstIn + 2500us;
        QCOMPARE(capture_words::packet(record, 740ms),
                 u"record 8: response 204, empty poll, held 740 ms, 2.5 ms in the link"_s);
        QVERIFY(!capture_words::packet(record, 900us).contains(u"held"));
    }

    void aMessageFromTheClientSaysSo()
    {
        TraceRecord record;
        record.wire.kind = WireRecordKind::Frame;
        record.wire.published = true;
        QVERIFY(capture_words::packet(record, std::nullopt).contains(u"a message to the server"));
        record.wire.published = false;
        record.wire.echo = true;
        QVERIFY(capture_words::packet(record, std::nullopt).contains(u", to be echoed"));
        record.wire.direction = Direction::Down;
        QVERIFY(capture_words::packet(record, std::nullopt).contains(u", an echo"));
    }

    void anEndSaysWhoAndHow()
    {
        TraceRecord record;
        record.number = 9;
        record.kind = TraceKind::Closed;
        record.wire.direction = Direction::Down;
        record.closeCode = 1006;
        QCOMPARE(capture_words::packet(record, std::nullopt),
                 u"record 9: closed by the server, WebSocket close 1006"_s);
    }

    void anEndInTheLinkIsToldFromOneByClientOrServer()
    {
        TraceRecord record;
        record.number = 9;
        record.kind = TraceKind::Closed;
        record.closeCode = 1006;
        record.closeCause = CloseCause::Cut;
        QCOMPARE(capture_words::packet(record, std::nullopt),
                 u"record 9: cut in the link, WebSocket close 1006"_s);
        record.closeCause = CloseCause::Middlebox;
        QVERIFY(capture_words::packet(record, std::nullopt).contains(u"closed by the middlebox"));
        record.closeCause = CloseCause::Vanished;
        QVERIFY(capture_words::packet(record, std::nullopt).contains(u"vanished in the link"));
    }

    void bytesOfNoRecordAreCounted()
    {
        TraceRecord record;
        record.kind = TraceKind::Unfinished;
        record.bytes = "GET /";
        QVERIFY(capture_words::packet(record, std::nullopt).contains(u"5 bytes of a record"));
    }

    void nothingMissingIsNotMentioned()
    {
        QCOMPARE(capture_words::dropped({}), QString());
        QVERIFY(!capture_words::section({}).contains(u"dropped"));
        CaptureContext context;
        context.dropped = {0, 2, 0, 3};
        QCOMPARE(capture_words::dropped(context),
                 u"long-poll: 2 older records were dropped; websocket: 3 older records were dropped"_s);
    }
};

QTEST_APPLESS_MAIN(TestCaptureWords)

#include "tst_capture_words.moc"
