#include "core/protocol/envelope.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

#include <rapidcheck.h>

using namespace Qt::Literals::StringLiterals;

namespace {

Message textMessage(quint64 id, const QByteArray &payload)
{
    return {MessageId{id}, 1764000000123456, PayloadKind::Text, payload};
}

QByteArray anyBytes()
{
    return QByteArray::fromStdString(*rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
}

/// Random code points, those that JSON escapes among them; no surrogates.
QByteArray anyUtf8()
{
    const auto points = *rc::gen::container<std::u32string>(
        rc::gen::oneOf(rc::gen::inRange<char32_t>(0, 0x80), rc::gen::inRange<char32_t>(0x80, 0xd800),
                       rc::gen::inRange<char32_t>(0xe000, 0x110000)));
    return QString::fromUcs4(points.data(), static_cast<qsizetype>(points.size())).toUtf8();
}

Message anyMessage()
{
    const bool binary = *rc::gen::arbitrary<bool>();
    return {
        MessageId{*rc::gen::arbitrary<quint64>()},
        *rc::gen::inRange<qint64>(-std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()),
        binary ? PayloadKind::Binary : PayloadKind::Text, binary ? anyBytes() : anyUtf8()};
}

} // namespace

class TestEnvelope : public QObject
{
    Q_OBJECT

private slots:
    void aMessageIsWrittenToTheLetter_data();
    void aMessageIsWrittenToTheLetter();
    void aPollBodySaysOnlyWhatApplies();
    void anyJsonOfThatMeaningIsRead_data();
    void anyJsonOfThatMeaningIsRead();
    void whatIsNoMessageIsRefused_data();
    void whatIsNoMessageIsRefused();
    void whatIsNoPollBodyIsRefused_data();
    void whatIsNoPollBodyIsRefused();
    void aBinaryMessageHasBigEndianIdAndTime();
    void noticesAreWrittenToTheLetter();
    void everyMessageComesBackAsItWas();
    void garbageIsRefusedAndNeverCrashes();
};

void TestEnvelope::aMessageIsWrittenToTheLetter_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<PayloadKind>("kind");
    QTest::addColumn<QByteArray>("data");

    using enum PayloadKind;
    QTest::newRow("plain") << QByteArray("hello") << Text << QByteArray("\"data\":\"hello\"");
    QTest::newRow("empty") << QByteArray() << Text << QByteArray("\"data\":\"\"");
    QTest::newRow("quote and backslash") << QByteArray("\"\\") << Text << QByteArray("\"data\":\"\\\"\\\\\"");
    QTest::newRow("short escapes") << QByteArray("\b\f\n\r\t") << Text
                                   << QByteArray("\"data\":\"\\b\\f\\n\\r\\t\"");
    QTest::newRow("other controls") << QByteArray("\0\x01\x1f", 3) << Text
                                    << QByteArray("\"data\":\"\\u0000\\u0001\\u001f\"");
    QTest::newRow("what JSON lets through") << QByteArray("/\x7f\xe2\x80\xa8\xf0\x9f\x98\x80") << Text
                                            << QByteArray("\"data\":\"/\x7f\xe2\x80\xa8\xf0\x9f\x98\x80\"");
    QTest::newRow("binary") << QByteArray("\0\xff\x80", 3) << Binary
                            << QByteArray("\"data_base64\":\"AP+A\"");
    QTest::newRow("binary with padding")
        << QByteArray("\x01") << Binary << QByteArray("\"data_base64\":\"AQ==\"");
}

void TestEnvelope::aMessageIsWrittenToTheLetter()
{
    QFETCH(QByteArray, payload);
    QFETCH(PayloadKind, kind);
    QFETCH(QByteArray, data);

    const QByteArray json = messageJson({MessageId{42}, 1764000000123456, kind, payload});
    QCOMPARE(json, "{\"id\":42,\"t\":1764000000123456," + data + '}');
    QVERIFY(QJsonDocument::fromJson(json).isObject());
}

void TestEnvelope::aPollBodySaysOnlyWhatApplies()
{
    QCOMPARE(pollBody({}), QByteArray("{\"messages\":[],\"last\":0}"));
    MessageBatch batch{{textMessage(3, "a"), textMessage(4, "b")}, 2, true, true, MessageId{4}};
    QCOMPARE(pollBody(batch),
             QByteArray("{\"messages\":[{\"id\":3,\"t\":1764000000123456,\"data\":\"a\"},"
                        "{\"id\":4,\"t\":1764000000123456,\"data\":\"b\"}],\"last\":4,"
                        "\"missed\":2,\"restarted\":true,\"more\":true}"));
    const Result<MessageBatch> back = parsePollBody(pollBody(batch));
    QVERIFY(back.has_value());
    QCOMPARE(*back, batch);
}

void TestEnvelope::anyJsonOfThatMeaningIsRead_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("payload");

    QTest::newRow("other order") << QByteArray("{\"data\":\"x\",\"t\":1764000000123456,\"id\":7}")
                                 << QByteArray("x");
    QTest::newRow("white space") << QByteArray(
        " { \"id\" : 7 ,\n\t\"t\":1764000000123456, \"data\" : \"x\" } \r\n")
                                 << QByteArray("x");
    QTest::newRow("members of others") << QByteArray("{\"a\":[1,{\"b\":[]},-0.5e+3,null,true,\"]\"],\"id\":7,"
                                                     "\"t\":1764000000123456,\"data\":\"x\",\"z\":{}}")
                                       << QByteArray("x");
    QTest::newRow("every escape") << QByteArray(
        "{\"id\":7,\"t\":1764000000123456,\"data\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\"}")
                                  << QByteArray("\"\\/\b\f\n\r\tA\xc3\xa9\xe2\x82\xac");
    QTest::newRow("surrogate pair") << QByteArray(
        "{\"id\":7,\"t\":1764000000123456,\"data\":\"\\ud83d\\ude00!\"}")
                                    << QByteArray("\xf0\x9f\x98\x80!");
    QTest::newRow("lone surrogates") << QByteArray(
        "{\"id\":7,\"t\":1764000000123456,\"data\":\"\\ude00\\ud83d\\u0041\\ud83d\"}")
                                     << QByteArray("\xef\xbf\xbd\xef\xbf\xbd"
                                                   "A\xef\xbf\xbd");
}

void TestEnvelope::anyJsonOfThatMeaningIsRead()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, payload);

    const Result<Message> message = parseMessage(json);
    QVERIFY(message.has_value());
    QCOMPARE(*message, textMessage(7, payload));
}

void TestEnvelope::whatIsNoMessageIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("NUL before it") << QByteArray("\0{\"id\":1,\"t\":2,\"data\":\"x\"}", 27);
    QTest::newRow("truncated") << QByteArray("{\"id\":1,\"t\":2,\"data\":\"x\"");
    QTest::newRow("more behind it") << QByteArray("{\"id\":1,\"t\":2,\"data\":\"x\"}}");
    QTest::newRow("an array") << QByteArray("[1]");
    QTest::newRow("no id") << QByteArray("{\"t\":2,\"data\":\"x\"}");
    QTest::newRow("no data") << QByteArray("{\"id\":1,\"t\":2}");
    QTest::newRow("negative id") << QByteArray("{\"id\":-1,\"t\":2,\"data\":\"x\"}");
    QTest::newRow("fraction as id") << QByteArray("{\"id\":1.0,\"t\":2,\"data\":\"x\"}");
    QTest::newRow("exponent as id") << QByteArray("{\"id\":1e3,\"t\":2,\"data\":\"x\"}");
    QTest::newRow("id of more than 64 bits")
        << QByteArray("{\"id\":18446744073709551616,\"t\":2,\"data\":\"x\"}");
    QTest::newRow("t of more than 63 bits")
        << QByteArray("{\"id\":1,\"t\":9223372036854775808,\"data\":\"x\"}");
    QTest::newRow("leading zero") << QByteArray("{\"id\":01,\"t\":2,\"data\":\"x\"}");
    QTest::newRow("data twice") << QByteArray("{\"id\":1,\"t\":2,\"data\":\"x\",\"data_base64\":\"\"}");
    QTest::newRow("data is a number") << QByteArray("{\"id\":1,\"t\":2,\"data\":5}");
    QTest::newRow("raw control") << QByteArray("{\"id\":1,\"t\":2,\"data\":\"\n\"}");
    QTest::newRow("bad escape") << QByteArray("{\"id\":1,\"t\":2,\"data\":\"\\x\"}");
    QTest::newRow("short \\u") << QByteArray("{\"id\":1,\"t\":2,\"data\":\"\\u00\"}");
    QTest::newRow("not UTF-8") << QByteArray("{\"id\":1,\"t\":2,\"data\":\"\xff\"}");
    QTest::newRow("not base64") << QByteArray("{\"id\":1,\"t\":2,\"data_base64\":\"AB=C\"}");
    QTest::newRow("base64 without padding") << QByteArray("{\"id\":1,\"t\":2,\"data_base64\":\"AQ\"}");
    QTest::newRow("too deep") << "{\"id\":1,\"t\":2,\"data\":\"x\",\"a\":" + QByteArray(100000, '[')
            + QByteArray(100000, ']') + '}';
}

void TestEnvelope::whatIsNoMessageIsRefused()
{
    QFETCH(QByteArray, json);

    const Result<Message> message = parseMessage(json);
    QVERIFY(!message.has_value());
    QVERIFY(!message.error().message.isEmpty());
}

void TestEnvelope::whatIsNoPollBodyIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("no last") << QByteArray("{\"messages\":[]}");
    QTest::newRow("no messages") << QByteArray("{\"last\":0}");
    QTest::newRow("messages twice") << QByteArray("{\"messages\":[],\"messages\":[],\"last\":0}");
    QTest::newRow("a broken message") << QByteArray("{\"messages\":[{\"id\":1}],\"last\":1}");
    QTest::newRow("trailing comma") << QByteArray(
        "{\"messages\":[{\"id\":1,\"t\":2,\"data\":\"x\"},],\"last\":1}");
    QTest::newRow("truncated") << QByteArray("{\"messages\":[],\"last\":1");
}

void TestEnvelope::whatIsNoPollBodyIsRefused()
{
    QFETCH(QByteArray, json);

    QVERIFY(!parsePollBody(json).has_value());
}

void TestEnvelope::aBinaryMessageHasBigEndianIdAndTime()
{
    const Message message{MessageId{0x0102030405060708}, 0x1112131415161718, PayloadKind::Binary, "xyz"};
    const QByteArray bytes = binaryMessage(message);
    QCOMPARE(bytes,
             QByteArray("\x01\x02\x03\x04\x05\x06\x07\x08\x11\x12\x13\x14\x15\x16\x17\x18"
                        "xyz"));
    QCOMPARE(*parseBinaryMessage(bytes), message);
    QVERIFY(!parseBinaryMessage(bytes.first(15)).has_value());
    QVERIFY(parseBinaryMessage(bytes.first(16)).has_value());
}

void TestEnvelope::noticesAreWrittenToTheLetter()
{
    QCOMPARE(missedJson(7), QByteArray("{\"missed\":7}"));
    QCOMPARE(heartbeatJson(), QByteArray("{\"heartbeat\":true}"));
    QCOMPARE(restartedJson(), QByteArray("{\"restarted\":true}"));
}

void TestEnvelope::everyMessageComesBackAsItWas()
{
    QVERIFY(rc::check("as JSON, for Qt's parser too", [] {
        const Message message = anyMessage();
        const QByteArray json = messageJson(message);
        RC_ASSERT(*parseMessage(json) == message);
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        if (message.kind == PayloadKind::Text)
            RC_ASSERT(object["data"_L1].toString().toUtf8() == message.payload);
        else
            RC_ASSERT(QByteArray::fromBase64(object["data_base64"_L1].toString().toLatin1())
                      == message.payload);
    }));
    QVERIFY(rc::check("in a poll body", [] {
        MessageBatch batch{{},
                           *rc::gen::arbitrary<quint64>(),
                           *rc::gen::arbitrary<bool>(),
                           *rc::gen::arbitrary<bool>(),
                           MessageId{*rc::gen::arbitrary<quint64>()}};
        for (int left = *rc::gen::inRange(0, 5); left > 0; --left)
            batch.messages.push_back(anyMessage());
        RC_ASSERT(*parsePollBody(pollBody(batch)) == batch);
    }));
}

void TestEnvelope::garbageIsRefusedAndNeverCrashes()
{
    QVERIFY(rc::check("random bytes and damaged messages", [] {
        QByteArray json = *rc::gen::arbitrary<bool>() ? anyBytes() : messageJson(anyMessage());
        for (int left = *rc::gen::inRange(0, 4); left > 0 && !json.isEmpty(); --left)
            json[*rc::gen::inRange<qsizetype>(0, json.size())] = *rc::gen::arbitrary<char>();
        json.truncate(*rc::gen::inRange<qsizetype>(0, json.size() + 1));
        // Copied to the end of its own memory, so that a sanitizer sees a byte read too far.
        const std::vector<char> exact(json.begin(), json.end());
        const QByteArrayView view(exact.data(), json.size());
        const Result<Message> message = parseMessage(view);
        if (message.has_value())
            RC_ASSERT(*parseMessage(messageJson(*message)) == *message);
        (void)parsePollBody(view).has_value();
        (void)parseBinaryMessage(view).has_value();
    }));
}

QTEST_GUILESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
