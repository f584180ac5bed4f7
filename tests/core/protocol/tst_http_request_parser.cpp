#include "core/protocol/http_head_scanner.h"
#include "core/protocol/http_parser.h"
#include "tests/core/protocol/http_described.h"

#include <QTest>

namespace {

QByteArray get(const QByteArray &headers = "Host: a\r\n")
{
    return "GET / HTTP/1.1\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray &headers, const QByteArray &body = {})
{
    return "POST /messages HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

QByteArray chunkedPost(const QByteArray &body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

const QByteArray chunkedHead = "POST /messages 1.1 keep [Host: a; Transfer-Encoding: chunked]";
constexpr HttpLimits smallLimits{1024, 64};

QByteArrayList feedPieces(const QByteArrayList &pieces, HttpLimits limits = {})
{
    HttpRequestParser parser(limits);
    std::vector<HttpRequestOutput> outputs;
    for (const QByteArray &piece : pieces)
        for (HttpRequestOutput &output : parser.feed(piece))
            outputs.push_back(std::move(output));
    return described::all(outputs);
}

void addRow(const char *name, const QByteArray &stream, const QByteArrayList &expected)
{
    QTest::newRow(name) << stream << expected;
}

/// A stream of one sound message: its end counts every byte.
void addWhole(const char *name, const QByteArray &stream, QByteArrayList expected)
{
    addRow(name, stream, expected << "end " + QByteArray::number(stream.size()));
}

} // namespace

class TestHttpRequestParser : public QObject
{
    Q_OBJECT

private slots:
    void readsRequestsHoweverTheyAreSplit_data();
    void readsRequestsHoweverTheyAreSplit();
    void faultsWithTheStatusToAnswer_data();
    void faultsWithTheStatusToAnswer();
    void aFaultInTheBodyComesAfterTheHead_data();
    void aFaultInTheBodyComesAfterTheHead();
    void aHeadAtTheLimitPassesAndOneByteMoreDoesNot();
    void aTargetAtTheLimitPassesAndOneByteMoreDoesNot();
    void aBodyAtTheLimitPasses();
    void bytesAfterAFaultGiveNothing();
    void bytesBehindAnUpgradeStayUnread();
    void headersAreFoundWithoutCase();
    void pathAndQueryAreTakenApart_data();
    void pathAndQueryAreTakenApart();
};

void TestHttpRequestParser::readsRequestsHoweverTheyAreSplit_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("expected");

    addWhole("plain GET", get(), {"GET / 1.1 keep [Host: a]"});
    addWhole("header names keep their spelling", get("hOsT: a\r\nX-y: Z\r\n"),
             {"GET / 1.1 keep [hOsT: a; X-y: Z]"});
    addWhole("space around values is dropped", get("Host:a \t\r\nX:  b c \r\nY:\r\n"),
             {"GET / 1.1 keep [Host: a; X: b c; Y: ]"});
    addWhole("empty lines before the request", "\r\n\r\n" + get(), {"GET / 1.1 keep [Host: a]"});
    addWhole("obs-text in a value", get("Host: a\r\nX: \xc3\xa9\r\n"),
             {"GET / 1.1 keep [Host: a; X: \xc3\xa9]"});
    addWhole("unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", {"BREW / 1.1 keep [Host: a]"});
    addWhole("close", get("Host: a\r\nConnection: foo, Close\r\n"),
             {"GET / 1.1 close [Host: a; Connection: foo, Close]"});
    addWhole("close in a second line", get("Host: a\r\nConnection: foo\r\nConnection: close\r\n"),
             {"GET / 1.1 close [Host: a; Connection: foo; Connection: close]"});
    addWhole("HTTP/1.0 closes", "GET / HTTP/1.0\r\n\r\n", {"GET / 1.0 close []"});
    addWhole("HTTP/1.0 with keep-alive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
             {"GET / 1.0 keep [Connection: Keep-Alive]"});
    addWhole("Expect is only a header", post("Expect: 100-continue\r\nContent-Length: 2\r\n", "hi"),
             {"POST /messages 1.1 keep [Host: a; Expect: 100-continue; Content-Length: 2]", "body hi"});
    addWhole("body by length", post("Content-Length: 5\r\n", "a\r\n\r\nb").chopped(1),
             {"POST /messages 1.1 keep [Host: a; Content-Length: 5]", "body a\r\n\r\n"});
    addWhole("two equal lengths", post("Content-Length: 2\r\nContent-Length: 2\r\n", "hi"),
             {"POST /messages 1.1 keep [Host: a; Content-Length: 2; Content-Length: 2]", "body hi"});
    addWhole("length 0", post("Content-Length: 0\r\n"),
             {"POST /messages 1.1 keep [Host: a; Content-Length: 0]"});
    addWhole("POST without length has no body", post(""), {"POST /messages 1.1 keep [Host: a]"});
    addWhole("chunks", chunkedPost("3\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\n"),
             {chunkedHead, "body abc0123456789"});
    addWhole("no chunk but the last", chunkedPost("0\r\n\r\n"), {chunkedHead});
    addWhole("chunk data with line ends", chunkedPost("4\r\n\r\n\r\n\r\n0\r\n\r\n"),
             {chunkedHead, "body \r\n\r\n"});
    addWhole("chunk extensions and trailers",
             chunkedPost("1;a=\"b;c\"\r\nx\r\n0;z\r\nX-T: 1\r\nX-U: 2\r\n\r\n"), {chunkedHead, "body x"});
    addWhole("leading zeros of a chunk size", chunkedPost("000003\r\nabc\r\n000\r\n\r\n"),
             {chunkedHead, "body abc"});
    addWhole("Chunked in capitals", post("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"),
             {"POST /messages 1.1 keep [Host: a; Transfer-Encoding: CHUNKED]"});
    addWhole("upgrade", get("Host: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"),
             {"GET / 1.1 keep upgrade [Host: a; Connection: keep-alive, Upgrade; Upgrade: WebSocket]"});
    addWhole("Upgrade without Connection is none", get("Host: a\r\nUpgrade: websocket\r\n"),
             {"GET / 1.1 keep [Host: a; Upgrade: websocket]"});
    addWhole("an upgrade to something else is none",
             get("Host: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n"),
             {"GET / 1.1 keep [Host: a; Connection: Upgrade; Upgrade: h2c]"});
    addWhole("HTTP/1.0 cannot upgrade", "GET / HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
             {"GET / 1.0 close [Connection: Upgrade; Upgrade: websocket]"});
    addRow("pipelined", get() + post("Content-Length: 2\r\n", "hi") + get() + "GET",
           {"GET / 1.1 keep [Host: a]", "end 27", "POST /messages 1.1 keep [Host: a; Content-Length: 2]",
            "body hi", "end 57", "GET / 1.1 keep [Host: a]", "end 27"});
    addRow("nothing", "", {});
    addRow("half a head", "GET / HTTP/1.1\r\nHost: a\r\n", {});
    addRow("half a body", post("Content-Length: 5\r\n", "ab"),
           {"POST /messages 1.1 keep [Host: a; Content-Length: 5]", "body ab"});
    addRow("half a last chunk", chunkedPost("1\r\nx\r\n0\r\n"), {chunkedHead, "body x"});
}

void TestHttpRequestParser::readsRequestsHoweverTheyAreSplit()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, expected);

    const QByteArray wrong = wrongInAnyWay(
        stream, [](const QByteArrayList &pieces) { return feedPieces(pieces); },
        [&](const QByteArrayList &got) { return got == expected; });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpRequestParser::faultsWithTheStatusToAnswer_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<int>("status");

    QTest::newRow("folded header") << get("Host: a\r\nX: a\r\n b\r\n") << 400;
    QTest::newRow("fold with a tab") << get("Host: a\r\nX: a\r\n\tb\r\n") << 400;
    QTest::newRow("space before the first header") << get(" Host: a\r\n") << 400;
    QTest::newRow("no Host") << get("") << 400;
    QTest::newRow("two Hosts") << get("Host: a\r\nhost: a\r\n") << 400;
    QTest::newRow("two Hosts in HTTP/1.0")
        << QByteArray("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n") << 400;
    QTest::newRow("length and chunks") << post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") << 400;
    QTest::newRow("chunks and length") << post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") << 400;
    QTest::newRow("two lengths") << post("Content-Length: 3\r\nContent-Length: 4\r\n") << 400;
    QTest::newRow("two lengths in a line") << post("Content-Length: 3, 4\r\n") << 400;
    QTest::newRow("negative length") << post("Content-Length: -3\r\n") << 400;
    QTest::newRow("signed length") << post("Content-Length: +3\r\n") << 400;
    QTest::newRow("empty length") << post("Content-Length: \r\n") << 400;
    QTest::newRow("length beyond 64 bits") << post("Content-Length: 18446744073709551616\r\n") << 400;
    QTest::newRow("gzip, chunked") << post("Transfer-Encoding: gzip, chunked\r\n") << 400;
    QTest::newRow("identity") << post("Transfer-Encoding: identity\r\n") << 400;
    QTest::newRow("chunked twice") << post("Transfer-Encoding: chunked, chunked\r\n") << 400;
    QTest::newRow("chunked in two lines")
        << post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") << 400;
    QTest::newRow("chunks in HTTP/1.0")
        << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") << 400;
    QTest::newRow("LF alone") << QByteArray("GET / HTTP/1.1\nHost: a\n\n") << 400;
    QTest::newRow("LF alone after a header") << get("Host: a\n") << 400;
    QTest::newRow("CR alone in a value") << get("Host: a\rb\r\n") << 400;
    QTest::newRow("NUL in a value") << get(QByteArray("Host: a\0b\r\n", 11)) << 400;
    QTest::newRow("space before the colon") << get("Host : a\r\n") << 400;
    QTest::newRow("no colon") << get("Host: a\r\nnonsense\r\n") << 400;
    QTest::newRow("empty name") << get("Host: a\r\n: b\r\n") << 400;
    QTest::newRow("HTTP/2.0") << QByteArray("PRI * HTTP/2.0\r\n\r\n") << 400;
    QTest::newRow("HTTP/0.9") << QByteArray("GET /\r\n\r\n") << 400;
    QTest::newRow("two spaces") << QByteArray("GET  / HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("space in the target") << QByteArray("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02", 4) << 400;
    QTest::newRow("head over the limit") << get("Host: a\r\nX: " + QByteArray(1024, 'x') + "\r\n") << 431;
    QTest::newRow("head that never ends") << QByteArray(1025, 'x') << 431;
    QTest::newRow("empty lines that never end") << QByteArray("\r\n").repeated(513) << 431;
    QTest::newRow("body over the limit") << post("Content-Length: 65\r\n", QByteArray(65, 'x')) << 413;
}

void TestHttpRequestParser::faultsWithTheStatusToAnswer()
{
    QFETCH(QByteArray, stream);
    QFETCH(int, status);

    const QByteArrayList whole = feedPieces({stream}, smallLimits);
    QCOMPARE(whole.size(), 1);
    QVERIFY2(whole.first().startsWith("fault " + QByteArray::number(status) + ' '), whole.first());
    const QByteArray wrong = wrongInAnyWay(
        stream, [](const QByteArrayList &pieces) { return feedPieces(pieces, smallLimits); },
        [&](const QByteArrayList &got) { return got == whole; });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpRequestParser::aFaultInTheBodyComesAfterTheHead_data()
{
    QTest::addColumn<QByteArray>("chunks");
    QTest::addColumn<QByteArrayList>("expected");

    const auto bad = [](const char *name, const QByteArray &chunks, const QByteArray &body = {}) {
        QByteArrayList expected{chunkedHead};
        if (!body.isEmpty())
            expected << "body " + body;
        QTest::newRow(name) << chunks << (expected << "fault 400 Bad chunk framing");
    };
    bad("size that is none", "x\r\nabc\r\n0\r\n\r\n");
    bad("0x", "0x3\r\nabc\r\n0\r\n\r\n");
    bad("negative size", "-1\r\nabc\r\n0\r\n\r\n");
    bad("no size", "\r\nabc\r\n0\r\n\r\n");
    bad("size beyond 64 bits", "10000000000000000\r\nabc\r\n");
    bad("LF alone after the size", "3\nabc\r\n0\r\n\r\n");
    bad("LF alone after the data", "3\r\nabc\n0\r\n\r\n", "abc");
    bad("data longer than its size", "3\r\nabcd\r\n0\r\n\r\n", "abc");
    bad("bad extension", "3 abc\r\nabc\r\n0\r\n\r\n");
    bad("endless size line", "3;" + QByteArray(5000, 'x'));
    bad("size line over its limit", "3;" + QByteArray(5000, 'x') + "\r\nabc\r\n0\r\n\r\n");
    bad("size and line over their limits", "FF;" + QByteArray(5000, 'x') + "\r\nabc\r\n0\r\n\r\n");
    bad("trailers over the limit", "0\r\nX: " + QByteArray(2000, 'x') + "\r\n\r\n");
    bad("endless trailers", "0\r\n" + QByteArray("X: x\r\n").repeated(400));
    bad("bad trailer", "0\r\nX\r\n\r\n");
    QTest::newRow("one chunk over the limit")
        << QByteArray("41\r\nabc") << QByteArrayList{chunkedHead, "fault 413 The body is too large"};
    QTest::newRow("chunks over the limit")
        << "20\r\n" + QByteArray(32, 'x') + "\r\n21\r\n" + QByteArray(33, 'x')
        << QByteArrayList{chunkedHead, "body " + QByteArray(32, 'x'), "fault 413 The body is too large"};
}

void TestHttpRequestParser::aFaultInTheBodyComesAfterTheHead()
{
    QFETCH(QByteArray, chunks);
    QFETCH(QByteArrayList, expected);

    const QByteArray wrong = wrongInAnyWay(
        chunkedPost(chunks), [](const QByteArrayList &pieces) { return feedPieces(pieces, smallLimits); },
        [&](const QByteArrayList &got) { return got == expected; });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpRequestParser::aHeadAtTheLimitPassesAndOneByteMoreDoesNot()
{
    const QByteArray head = get("Host: a\r\nX: " + QByteArray(50, 'x') + "\r\n");
    QCOMPARE(feedPieces({head}, {head.size(), 0}).last(), "end " + QByteArray::number(head.size()));
    QCOMPARE(feedPieces({head}, {head.size() - 1, 0}), QByteArrayList{"fault 431 The head is too large"});
}

void TestHttpRequestParser::aTargetAtTheLimitPassesAndOneByteMoreDoesNot()
{
    const QByteArray longest = '/' + QByteArray(HttpHeadScanner::maxTargetBytes - 1, 'x');
    QCOMPARE(feedPieces({"GET " + longest + " HTTP/1.1\r\nHost: a\r\n\r\n"}).first(),
             "GET " + longest + " 1.1 keep [Host: a]");
    const QByteArray wrong = wrongInAnyWay(
        "GET " + longest + "x HTTP/1.1\r\nHost: a\r\n\r\n",
        [](const QByteArrayList &pieces) { return feedPieces(pieces); },
        [&](const QByteArrayList &got) {
            return got == QByteArrayList{"fault 414 The request target is too long"};
        });
    QVERIFY2(wrong.isEmpty(), wrong);
}

void TestHttpRequestParser::aBodyAtTheLimitPasses()
{
    const QByteArray body(64, 'x');
    QCOMPARE(feedPieces({post("Content-Length: 64\r\n", body)}, smallLimits).at(1), "body " + body);
    QCOMPARE(feedPieces({chunkedPost("40\r\n" + body + "\r\n0\r\n\r\n")}, smallLimits).at(1), "body " + body);
}

void TestHttpRequestParser::bytesAfterAFaultGiveNothing()
{
    HttpRequestParser parser;
    QCOMPARE(parser.feed("\n").size(), 1U);
    QVERIFY(parser.feed(get()).empty());
    QCOMPARE(parser.takeUnread(), QByteArray());
}

void TestHttpRequestParser::bytesBehindAnUpgradeStayUnread()
{
    const QByteArray head
        = get("Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 3\r\n");
    HttpRequestParser parser;
    QCOMPARE(parser.feed(head + "\x81\x05").size(), 2U);
    QVERIFY(parser.feed("hello").empty());
    QCOMPARE(parser.takeUnread(), QByteArray("\x81\x05hello"));
    QCOMPARE(parser.takeUnread(), QByteArray());
}

void TestHttpRequestParser::headersAreFoundWithoutCase()
{
    HttpRequest request;
    request.headers = {{"Last-Event-ID", "7"}, {"last-event-id", "8"}};
    QCOMPARE(request.header("last-event-ID"), QByteArray("7"));
    QVERIFY(!request.header("Last-Event"));
}

void TestHttpRequestParser::pathAndQueryAreTakenApart_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<bool>("present");

    QTest::newRow("no query") << QByteArray("/poll") << QByteArray("/poll") << QByteArray() << false;
    QTest::newRow("first of two") << QByteArray("/poll?a=3&b=4") << QByteArray("/poll") << QByteArray("3")
                                  << true;
    QTest::newRow("second of two") << QByteArray("/poll?b=4&a=3") << QByteArray("/poll") << QByteArray("3")
                                   << true;
    QTest::newRow("twice: the first")
        << QByteArray("/?a=1&a=2") << QByteArray("/") << QByteArray("1") << true;
    QTest::newRow("without value") << QByteArray("/?a") << QByteArray("/") << QByteArray("") << true;
    QTest::newRow("empty value") << QByteArray("/?a=&b=1") << QByteArray("/") << QByteArray("") << true;
    QTest::newRow("escapes") << QByteArray("/?%61=x%26y+z%C3%A9") << QByteArray("/")
                             << QByteArray("x&y z\xc3\xa9") << true;
    QTest::newRow("a broken escape stays")
        << QByteArray("/?a=%zz") << QByteArray("/") << QByteArray("%zz") << true;
    QTest::newRow("equals sign in the value")
        << QByteArray("/?a=b=c") << QByteArray("/") << QByteArray("b=c") << true;
    QTest::newRow("longer name") << QByteArray("/?aa=1") << QByteArray("/") << QByteArray() << false;
    QTest::newRow("absolute form") << QByteArray("http://h:8/poll?a=1") << QByteArray("/poll")
                                   << QByteArray("1") << true;
    QTest::newRow("absolute form, no path")
        << QByteArray("http://h?a=/1") << QByteArray("/") << QByteArray("/1") << true;
    QTest::newRow("asterisk") << QByteArray("*") << QByteArray("*") << QByteArray() << false;
}

void TestHttpRequestParser::pathAndQueryAreTakenApart()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, a);
    QFETCH(bool, present);

    HttpRequest request;
    request.target = target;
    QCOMPARE(request.path().toByteArray(), path);
    QCOMPARE(request.query("a").has_value(), present);
    QCOMPARE(request.query("a").value_or(QByteArray()), a);
}

QTEST_APPLESS_MAIN(TestHttpRequestParser)
#include "tst_http_request_parser.moc"
