#include "core/protocol/http_parser.h"
#include "tests/core/protocol/http_described.h"

#include <QTest>

namespace {

constexpr HttpLimits streamLimits{1024, 0};

QByteArray ok(const QByteArray &headers, const QByteArray &body = {})
{
    return "HTTP/1.1 200 OK\r\n" + headers + "\r\n" + body;
}

QByteArrayList feedPieces(const QByteArrayList &pieces, HttpLimits limits, int heads, bool closes)
{
    HttpResponseParser parser(limits);
    for (int i = 0; i < heads; ++i)
        parser.expectNoBody();
    std::vector<HttpResponseOutput> outputs;
    for (const QByteArray &piece : pieces)
        for (HttpResponseOutput &output : parser.feed(piece))
            outputs.push_back(std::move(output));
    if (closes)
        for (HttpResponseOutput &output : parser.finish())
            outputs.push_back(std::move(output));
    return described::all(outputs);
}

QByteArray endOf(const QByteArray &stream)
{
    return "end " + QByteArray::number(stream.size());
}

const QByteArray cutOff = "fault 400 The connection closed in the middle of a message";

} // namespace

class TestHttpResponseParser : public QObject
{
    Q_OBJECT

private slots:
    void readsResponsesHoweverTheyAreSplit_data();
    void readsResponsesHoweverTheyAreSplit();
    void theEndOfTheConnectionEndsOrCutsAMessage_data();
    void theEndOfTheConnectionEndsOrCutsAMessage();
    void faultsOnWhatIsNoResponse_data();
    void faultsOnWhatIsNoResponse();
    void aResponseToHeadHasNoBody();
    void aBodyOverTheLimitIsCutThere_data();
    void aBodyOverTheLimitIsCutThere();
    void nothingComesAfterTheEndOfTheConnection();
    void bytesBehindASwitchOfProtocolsStayUnread();
    void aLongStreamIsPassedOnPieceByPiece();
};

void TestHttpResponseParser::readsResponsesHoweverTheyAreSplit_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("expected");

    const auto whole = [](const char *name, const QByteArray &stream, QByteArrayList expected) {
        QTest::newRow(name) << stream << (expected << endOf(stream));
    };
    whole("by length", ok("Content-Length: 5\r\n", "hello"),
          {"200 OK 1.1 keep [Content-Length: 5]", "body hello"});
    whole("length 0", ok("Content-Length: 0\r\n"), {"200 OK 1.1 keep [Content-Length: 0]"});
    whole("chunks", ok("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"),
          {"200 OK 1.1 keep [Transfer-Encoding: chunked]", "body hello!"});
    whole("204", "HTTP/1.1 204 No Content\r\nX: y\r\n\r\n", {"204 No Content 1.1 keep [X: y]"});
    whole("204 whose length lies", "HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n",
          {"204 No Content 1.1 keep [Content-Length: 9]"});
    whole("304", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
          {"304 Not Modified 1.1 keep [Content-Length: 9]"});
    whole("empty reason", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n",
          {"404  1.1 keep [Content-Length: 0]"});
    whole("close", ok("Connection: close\r\nContent-Length: 1\r\n", "x"),
          {"200 OK 1.1 close [Connection: close; Content-Length: 1]", "body x"});
    whole("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx",
          {"200 OK 1.0 close [Content-Length: 1]", "body x"});
    whole("HTTP/1.0 keep-alive", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx",
          {"200 OK 1.0 keep [Connection: keep-alive; Content-Length: 1]", "body x"});
    whole("100 and 103 come first",
          "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
              + ok("Content-Length: 1\r\n", "x"),
          {"200 OK 1.1 keep [Content-Length: 1]", "body x"});
    whole("101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
          {"101 Switching Protocols 1.1 keep [Upgrade: websocket]"});
    const QByteArray empty = "HTTP/1.1 204 No Content\r\n\r\n";
    const QByteArray one = ok("Content-Length: 1\r\n", "x");
    QTest::newRow("pipelined") << empty + one + empty << QByteArrayList{"204 No Content 1.1 keep []",
                                                                        endOf(empty),
                                                                        "200 OK 1.1 keep [Content-Length: 1]",
                                                                        "body x",
                                                                        endOf(one),
                                                                        "204 No Content 1.1 keep []",
                                                                        endOf(empty)};
    QTest::newRow("an open stream") << ok("Transfer-Encoding: chunked\r\n", "9\r\ndata: x\n\n\r\n")
                                    << QByteArrayList{"200 OK 1.1 keep [Transfer-Encoding: chunked]",
                                                      "body data: x\n\n"};
    QTest::newRow("until close") << ok("", "abc") << QByteArrayList{"200 OK 1.1 close []", "body abc"};
}

void TestHttpResponseParser::readsResponsesHoweverTheyAreSplit()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, expected);

    const QByteArray wrong = wrongInAnyWay(
        stream, [](const QByteArrayList &pieces) { return feedPieces(pieces, streamLimits, 0, false); },
        [&](const QByteArrayList &got) { return got == expected; });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpResponseParser::theEndOfTheConnectionEndsOrCutsAMessage_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("last");

    QTest::newRow("close-delimited body") << ok("", "abc") << endOf(ok("", "abc"));
    QTest::newRow("close-delimited, empty") << ok("") << endOf(ok(""));
    QTest::newRow("between messages") << ok("Content-Length: 0\r\n") << endOf(ok("Content-Length: 0\r\n"));
    QTest::newRow("in a head") << QByteArray("HTTP/1.1 2") << cutOff;
    QTest::newRow("after a 100") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") << cutOff;
    QTest::newRow("in a body") << ok("Content-Length: 5\r\n", "hell") << cutOff;
    QTest::newRow("in a body, at its start") << ok("Content-Length: 5\r\n") << cutOff;
    QTest::newRow("between chunks") << ok("Transfer-Encoding: chunked\r\n", "1\r\nx\r\n") << cutOff;
}

void TestHttpResponseParser::theEndOfTheConnectionEndsOrCutsAMessage()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, last);

    const QByteArray wrong = wrongInAnyWay(
        stream, [](const QByteArrayList &pieces) { return feedPieces(pieces, streamLimits, 0, true); },
        [&](const QByteArrayList &got) { return !got.isEmpty() && got.last() == last; });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpResponseParser::faultsOnWhatIsNoResponse_data()
{
    QTest::addColumn<QByteArray>("stream");

    QTest::newRow("an empty line") << QByteArray("\r\nHTTP/1.1 200 OK\r\n\r\n");
    QTest::newRow("a request") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("status of two digits") << QByteArray("HTTP/1.1 20 OK\r\n\r\n");
    QTest::newRow("HTTP/2") << QByteArray("HTTP/2.0 200 OK\r\n\r\n");
    QTest::newRow("folded header") << ok("X: a\r\n b\r\n");
    QTest::newRow("two lengths") << ok("Content-Length: 1\r\nContent-Length: 2\r\n");
    QTest::newRow("length and chunks") << ok("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n");
    QTest::newRow("another coding") << ok("Transfer-Encoding: gzip\r\n");
    QTest::newRow("endless head") << ok(QByteArray("X: y\r\n").repeated(300));
}

void TestHttpResponseParser::faultsOnWhatIsNoResponse()
{
    QFETCH(QByteArray, stream);

    const QByteArrayList whole = feedPieces({stream}, streamLimits, 0, false);
    QCOMPARE(whole.size(), 1);
    QVERIFY2(whole.first().startsWith("fault 4"), whole.first());
    const QByteArray wrong = wrongInAnyWay(
        stream, [](const QByteArrayList &pieces) { return feedPieces(pieces, streamLimits, 0, false); },
        [&](const QByteArrayList &got) { return got == whole; });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpResponseParser::aResponseToHeadHasNoBody()
{
    const QByteArray head = ok("Content-Length: 5\r\n");
    const QByteArray get = ok("Content-Length: 1\r\n", "x");
    const QByteArray wrong = wrongInAnyWay(
        "HTTP/1.1 100 Continue\r\n\r\n" + head + head + get,
        [](const QByteArrayList &pieces) { return feedPieces(pieces, streamLimits, 2, false); },
        [&](const QByteArrayList &got) {
            return got.size() == 7 && got.at(3) == endOf(head) && got.at(5) == "body x"
                && got.at(6) == endOf(get);
        });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpResponseParser::aBodyOverTheLimitIsCutThere_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("afterHead");

    const QByteArray tooLarge = "fault 413 The body is too large";
    QTest::newRow("until close") << ok("", "123456789") << QByteArrayList{"body 12345678", tooLarge};
    QTest::newRow("until close, at the limit") << ok("", "12345678") << QByteArrayList{"body 12345678"};
    QTest::newRow("chunks") << ok("Transfer-Encoding: chunked\r\n", "8\r\n12345678\r\n1\r\n9\r\n")
                            << QByteArrayList{"body 12345678", tooLarge};
}

void TestHttpResponseParser::aBodyOverTheLimitIsCutThere()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, afterHead);

    const QByteArray wrong = wrongInAnyWay(
        stream,
        [](const QByteArrayList &pieces) {
            return feedPieces(pieces, {1024, 8}, 0, false);
        },
        [&](const QByteArrayList &got) { return got.mid(1) == afterHead; });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpResponseParser::nothingComesAfterTheEndOfTheConnection()
{
    HttpResponseParser parser;
    QVERIFY(parser.finish().empty());
    QVERIFY(parser.feed(ok("Content-Length: 0\r\n")).empty());
    QVERIFY(parser.finish().empty());
}

void TestHttpResponseParser::bytesBehindASwitchOfProtocolsStayUnread()
{
    HttpResponseParser parser;
    QCOMPARE(parser.feed("HTTP/1.1 101 Switching Protocols\r\n\r\n\x81").size(), 2U);
    QVERIFY(parser.feed("\x01x").empty());
    QCOMPARE(parser.takeUnread(), QByteArray("\x81\x01x"));
    QVERIFY(parser.finish().empty());
}

void TestHttpResponseParser::aLongStreamIsPassedOnPieceByPiece()
{
    HttpResponseParser parser;
    QCOMPARE(parser.feed(ok("Transfer-Encoding: chunked\r\n")).size(), 1U);
    for (int i = 0; i < 100; ++i) {
        const auto outputs = parser.feed("3e8\r\n" + QByteArray(1000, 'x') + "\r\n");
        QCOMPARE(outputs.size(), 1U);
        QCOMPARE(std::get<HttpBody>(outputs.front()).bytes.size(), 1000);
    }
    const auto outputs = parser.feed("0\r\n\r\n");
    QCOMPARE(std::get<HttpEnd>(outputs.back()).wireBytes,
             ok("Transfer-Encoding: chunked\r\n").size() + 100 * (3 + 2 + 1000 + 2) + 5);
}

QTEST_APPLESS_MAIN(TestHttpResponseParser)
#include "tst_http_response_parser.moc"
