#include "core/protocol/http_parser.h"
#include "core/protocol/http_writer.h"
#include "tests/core/protocol/http_described.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

Q_DECLARE_METATYPE(RequestSpec)
Q_DECLARE_METATYPE(ResponseSpec)

namespace {

using Kind = HeaderProfile::Kind;

const QByteArray date = "Wed, 25 Nov 2026 00:11:44 GMT";
const QByteArray host = "127.0.0.1:39537";
const HeaderProfile minimal{Kind::Minimal};

qsizetype headBytes(const QByteArray &message)
{
    return message.indexOf("\r\n\r\n") + 4;
}

qsizetype count(const HttpHeaders &headers, const QByteArray &name)
{
    return std::count_if(headers.begin(), headers.end(), [&](const HttpHeader &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

HeaderProfile anyProfile()
{
    HeaderProfile profile;
    profile.kind = *rc::gen::element(Kind::Minimal, Kind::Browser, Kind::SignedIn, Kind::Custom);
    if (profile.kind == Kind::Custom)
        profile.pairBytes = *rc::gen::inRange(0, HeaderProfile::maxPairBytes + 1);
    return profile;
}

QByteArray anyBody()
{
    return QByteArray::fromStdString(*rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
}

QByteArray anyText()
{
    return QByteArray::fromStdString(*rc::gen::container<std::string>(rc::gen::inRange('!', '~')));
}

HttpHeaders anyExtra()
{
    HttpHeaders headers;
    const int size = *rc::gen::inRange(0, 4);
    for (int i = 0; i < size; ++i)
        headers.emplace_back("X-" + QByteArray::number(i), anyText());
    return headers;
}

RequestSpec anyRequest()
{
    RequestSpec spec;
    spec.method = *rc::gen::element<QByteArray>("GET", "POST", "HEAD", "OPTIONS");
    spec.target = '/' + anyText().replace('#', '_');
    spec.host = host;
    spec.purpose = *rc::gen::element(RequestSpec::Purpose::Fetch, RequestSpec::Purpose::EventStream);
    spec.profile = anyProfile();
    spec.extra = anyExtra();
    spec.keepAlive = *rc::gen::arbitrary<bool>();
    if (spec.method == "POST")
        spec.body = anyBody();
    return spec;
}

ResponseSpec anyResponse()
{
    ResponseSpec spec;
    spec.status = *rc::gen::element(200, 201, 204, 400, 404, 405, 413, 426, 431, 503);
    spec.profile = anyProfile();
    spec.extra = anyExtra();
    spec.contentType = *rc::gen::element<QByteArray>("", "application/json", "text/event-stream");
    spec.body = anyBody();
    spec.stream = *rc::gen::arbitrary<bool>();
    spec.keepAlive = *rc::gen::arbitrary<bool>();
    spec.headOnly = *rc::gen::arbitrary<bool>();
    spec.versionMinor = *rc::gen::element(0, 1);
    return spec;
}

/// The stream cut at random places.
QByteArrayList anyPieces(QByteArray stream)
{
    QByteArrayList pieces;
    while (!stream.isEmpty()) {
        const auto size = *rc::gen::inRange<qsizetype>(1, std::min<qsizetype>(stream.size(), 300) + 1);
        pieces << stream.first(size);
        stream.remove(0, size);
    }
    return pieces;
}

template<typename Parser>
auto fed(Parser &parser, const QByteArrayList &pieces)
{
    auto outputs = parser.feed({});
    for (const QByteArray &piece : pieces)
        for (auto &output : parser.feed(piece))
            outputs.push_back(std::move(output));
    return outputs;
}

template<typename Parser>
QByteArrayList parsed(const QByteArrayList &pieces)
{
    Parser parser;
    return described::all(fed(parser, pieces));
}

} // namespace

class TestHttpWriter : public QObject
{
    Q_OBJECT

private slots:
    void writesRequests_data();
    void writesRequests();
    void writesResponses_data();
    void writesResponses();
    void aBrowserPollIsAsLongAsChromiums();
    void aBrowserResponseHeadIsOfModerateSize();
    void everyResponseHasDateAndNoStoreOnce();
    void customHeadsAreExactlyHalfThePair_data();
    void customHeadsAreExactlyHalfThePair();
    void aPairTooSmallLeavesTheHeadMinimal();
    void aCustomHandshakeIsExactlyHalfThePair();
    void datesAreImfFixdates();
    void chunksAreFramed();
    void requestsRoundTripThroughTheParser();
    void responsesRoundTripThroughTheParser();
    void randomSplitsAgree();
};

void TestHttpWriter::writesRequests_data()
{
    QTest::addColumn<RequestSpec>("spec");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, RequestSpec spec, const QByteArray &expected) {
        spec.host = "a";
        spec.profile = minimal;
        QTest::newRow(name) << spec << expected;
    };
    row("minimal", {.target = "/poll?after=0"}, "GET /poll?after=0 HTTP/1.1\r\nHost: a\r\n\r\n");
    row("minimal event stream", {.target = "/events", .purpose = RequestSpec::Purpose::EventStream},
        "GET /events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n");
    row("close", {.target = "/", .keepAlive = false},
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    row("extra", {.target = "/", .extra = {{"Last-Event-ID", "7"}}},
        "GET / HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 7\r\n\r\n");
    row("body", {.method = "POST", .target = "/messages", .body = "hi"},
        "POST /messages HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
    row("empty body", {.method = "POST", .target = "/messages"},
        "POST /messages HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
}

void TestHttpWriter::writesRequests()
{
    QFETCH(RequestSpec, spec);
    QFETCH(QByteArray, expected);

    QCOMPARE(writeRequest(spec), expected);
}

void TestHttpWriter::writesResponses_data()
{
    QTest::addColumn<ResponseSpec>("spec");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, ResponseSpec spec, QByteArray expected) {
        spec.profile = minimal;
        QTest::newRow(name) << spec << expected.replace("DATE", "Date: " + date);
    };
    row("minimal", {.contentType = "application/json", .body = "{}"},
        "HTTP/1.1 200 OK\r\nDATE\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        "Cache-Control: no-store\r\n\r\n{}");
    row("204 has no length", {.status = 204},
        "HTTP/1.1 204 No Content\r\nDATE\r\nCache-Control: no-store\r\n\r\n");
    row("204 has no body", {.status = 204, .body = "x"},
        "HTTP/1.1 204 No Content\r\nDATE\r\nCache-Control: no-store\r\n\r\n");
    row("head only keeps the length", {.body = "{}", .headOnly = true},
        "HTTP/1.1 200 OK\r\nDATE\r\nContent-Length: 2\r\nCache-Control: no-store\r\n\r\n");
    row("close", {.keepAlive = false},
        "HTTP/1.1 200 OK\r\nDATE\r\nContent-Length: 0\r\nCache-Control: no-store\r\nConnection: "
        "close\r\n\r\n");
    row("HTTP/1.0 is told that it may stay", {.versionMinor = 0},
        "HTTP/1.1 200 OK\r\nDATE\r\nContent-Length: 0\r\nCache-Control: no-store\r\nConnection: "
        "keep-alive\r\n\r\n");
    row("a stream is chunked", {.stream = true},
        "HTTP/1.1 200 OK\r\nDATE\r\nTransfer-Encoding: chunked\r\nCache-Control: no-store\r\n\r\n");
    row("its body is a chunk", {.body = "retry: 1\n\n", .stream = true},
        "HTTP/1.1 200 OK\r\nDATE\r\nTransfer-Encoding: chunked\r\nCache-Control: no-store\r\n\r\n"
        "a\r\nretry: 1\n\n\r\n");
    row("HTTP/1.0 stream ends with the connection", {.body = "x", .stream = true, .versionMinor = 0},
        "HTTP/1.1 200 OK\r\nDATE\r\nCache-Control: no-store\r\nConnection: close\r\n\r\nx");
    row("extra", {.status = 405, .extra = {{"Allow", "GET"}}},
        "HTTP/1.1 405 Method Not Allowed\r\nDATE\r\nContent-Length: 0\r\nCache-Control: no-store\r\n"
        "Allow: GET\r\n\r\n");
}

void TestHttpWriter::writesResponses()
{
    QFETCH(ResponseSpec, spec);
    QFETCH(QByteArray, expected);

    QCOMPARE(writeResponse(spec, date), expected);
}

void TestHttpWriter::aBrowserPollIsAsLongAsChromiums()
{
    // 499 and 550 bytes recorded, with "HeadlessChrome" in place of "Chrome".
    RequestSpec spec{.target = "/poll?after=0", .host = host, .profile = {Kind::Browser}};
    QCOMPARE(writeRequest(spec).size(), 499 - 8);
    spec.target = "/events";
    spec.purpose = RequestSpec::Purpose::EventStream;
    QCOMPARE(writeRequest(spec).size(), 550 - 8);
}

void TestHttpWriter::aBrowserResponseHeadIsOfModerateSize()
{
    const ResponseSpec spec{.profile = {Kind::Browser},
                            .extra = {{"Access-Control-Allow-Origin", "*"}},
                            .contentType = "application/json",
                            .body = QByteArray(100, 'x')};
    const qsizetype size = headBytes(writeResponse(spec, date));
    QVERIFY2(size >= 250 && size <= 300, QByteArray::number(size));
}

void TestHttpWriter::everyResponseHasDateAndNoStoreOnce()
{
    for (const Kind kind : {Kind::Minimal, Kind::Browser, Kind::SignedIn, Kind::Custom}) {
        for (const int status : {101, 200, 204, 304, 400, 503}) {
            const QByteArray bytes = writeResponse({.status = status, .profile = {kind, 871}}, date);
            QCOMPARE(bytes.count("\r\nDate: " + date + "\r\n"), 1);
            QCOMPARE(bytes.count("\r\nCache-Control: no-store\r\n"), 1);
            QVERIFY(!bytes.contains("X-Accel-Buffering"));
        }
    }
}

void TestHttpWriter::customHeadsAreExactlyHalfThePair_data()
{
    QTest::addColumn<int>("pair");
    QTest::newRow("the pair of Lubbers and Greco") << HeaderProfile::quantumLeapPairBytes;
    QTest::newRow("even") << 600;
    QTest::newRow("largest") << HeaderProfile::maxPairBytes;
}

void TestHttpWriter::customHeadsAreExactlyHalfThePair()
{
    QFETCH(int, pair);

    const HeaderProfile profile{Kind::Custom, pair};
    for (const auto purpose : {RequestSpec::Purpose::Fetch, RequestSpec::Purpose::EventStream}) {
        const RequestSpec spec{
            .target = "/poll?after=12", .host = host, .purpose = purpose, .profile = profile};
        QCOMPARE(writeRequest(spec).size(), (pair + 1) / 2);
    }
    const RequestSpec post{
        .method = "POST", .target = "/messages", .host = host, .profile = profile, .body = "hi"};
    QCOMPARE(headBytes(writeRequest(post)), (pair + 1) / 2);
    for (const int status : {200, 204, 404}) {
        const ResponseSpec spec{.status = status,
                                .profile = profile,
                                .extra = {{"X", "y"}},
                                .contentType = "text/plain",
                                .body = "hi"};
        QCOMPARE(headBytes(writeResponse(spec, date)), pair / 2);
    }
}

void TestHttpWriter::aPairTooSmallLeavesTheHeadMinimal()
{
    RequestSpec spec{.target = "/poll", .host = host, .profile = minimal};
    const QByteArray head = writeRequest(spec);
    for (const int more : {-100, 0, 12}) {
        spec.profile = {Kind::Custom, static_cast<int>(2 * (head.size() + more))};
        QCOMPARE(writeRequest(spec), head);
    }
    spec.profile = {Kind::Custom, static_cast<int>(2 * (head.size() + 13))};
    QCOMPARE(writeRequest(spec).size(), head.size() + 13);
}

void TestHttpWriter::aCustomHandshakeIsExactlyHalfThePair()
{
    // As QWebSocket of Qt 6.4.2 writes it, its own lines first.
    const QByteArray target = "/ws?after=3";
    const QByteArray own = "GET /ws?after=3 HTTP/1.1\r\nHost: 127.0.0.1:39537\r\nUpgrade: websocket\r\n"
                           "Connection: Upgrade\r\nSec-WebSocket-Key: o7o2Efivl4WtyJ1g2xXvHQ==\r\n"
                           "Sec-WebSocket-Version: 13\r\n";
    const HttpHeaders padding = handshakeHeaders({Kind::Custom, 871}, host, target);
    QCOMPARE(own.size() + headerLines(padding).size() + 2, 436);
    QCOMPARE(handshakeHeaders({Kind::Custom, 100}, host, target), HttpHeaders{});
    QCOMPARE(handshakeHeaders(minimal, host), HttpHeaders{});
    QCOMPARE(count(handshakeHeaders({Kind::SignedIn}, host), "Cookie"), 1);
}

void TestHttpWriter::datesAreImfFixdates()
{
    QCOMPARE(httpDate(784111777), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT")); // RFC 9110 5.6.7
    QCOMPARE(httpDate(0), QByteArray("Thu, 01 Jan 1970 00:00:00 GMT"));
}

void TestHttpWriter::chunksAreFramed()
{
    QCOMPARE(chunkOf("hello"), QByteArray("5\r\nhello\r\n"));
    QCOMPARE(chunkOf(QByteArray(300, 'x')).first(5), QByteArray("12c\r\n"));
    QCOMPARE(chunkOf({}), QByteArray("0\r\n\r\n"));
}

void TestHttpWriter::requestsRoundTripThroughTheParser()
{
    QVERIFY(rc::check("a request comes back as it was asked for", [] {
        const RequestSpec spec = anyRequest();
        const QByteArray bytes = writeRequest(spec);
        HttpRequestParser parser;
        const auto outputs = fed(parser, anyPieces(bytes));
        const auto &head = std::get<HttpRequest>(outputs.at(0));
        RC_ASSERT(head.method == spec.method);
        RC_ASSERT(head.target == spec.target);
        RC_ASSERT(head.keepAlive == spec.keepAlive);
        RC_ASSERT(head.header("Host") == spec.host);
        for (const auto &[name, value] : spec.extra)
            RC_ASSERT(head.header(name) == value);
        QByteArray body;
        for (const auto &output : outputs)
            if (const auto *piece = std::get_if<HttpBody>(&output))
                body += piece->bytes;
        RC_ASSERT(body == spec.body);
        RC_ASSERT(std::get<HttpEnd>(outputs.back()).wireBytes == bytes.size());
    }));
}

void TestHttpWriter::responsesRoundTripThroughTheParser()
{
    QVERIFY(rc::check("a response comes back as it was given", [] {
        const ResponseSpec spec = anyResponse();
        QByteArray bytes = writeResponse(spec, date);
        const bool hasBody = !spec.headOnly && spec.status != 204;
        if (hasBody && spec.stream && spec.versionMinor == 1)
            bytes += chunkOf({});
        HttpResponseParser parser;
        if (spec.headOnly)
            parser.expectNoBody();
        auto outputs = fed(parser, anyPieces(bytes));
        for (auto &output : parser.finish())
            outputs.push_back(std::move(output));
        const auto &head = std::get<HttpResponse>(outputs.at(0));
        RC_ASSERT(head.status == spec.status);
        RC_ASSERT(head.keepAlive == (spec.keepAlive && !(spec.stream && spec.versionMinor == 0)));
        for (const auto &[name, value] : spec.extra)
            RC_ASSERT(head.header(name) == value);
        QByteArray body;
        for (const auto &output : outputs)
            if (const auto *piece = std::get_if<HttpBody>(&output))
                body += piece->bytes;
        RC_ASSERT(body == (hasBody ? spec.body : QByteArray()));
        RC_ASSERT(std::get<HttpEnd>(outputs.back()).wireBytes == bytes.size());
    }));
}

void TestHttpWriter::randomSplitsAgree()
{
    QVERIFY(rc::check("requests, some damaged, come out the same however they are split", [] {
        QByteArray stream;
        const int requests = *rc::gen::inRange(1, 4);
        for (int i = 0; i < requests; ++i)
            stream += writeRequest(anyRequest());
        if (*rc::gen::arbitrary<bool>())
            stream[*rc::gen::inRange<qsizetype>(0, stream.size())] = *rc::gen::arbitrary<char>();
        RC_ASSERT(parsed<HttpRequestParser>(anyPieces(stream)) == parsed<HttpRequestParser>({stream}));
    }));
    QVERIFY(rc::check("responses, some damaged, come out the same however they are split", [] {
        QByteArray stream;
        const int responses = *rc::gen::inRange(1, 4);
        for (int i = 0; i < responses; ++i) {
            ResponseSpec spec = anyResponse();
            spec.headOnly = false;
            stream += writeResponse(spec, date);
            if (spec.stream && spec.versionMinor == 1 && spec.status != 204)
                stream += chunkOf(anyBody()) + (*rc::gen::arbitrary<bool>() ? chunkOf({}) : QByteArray());
        }
        if (*rc::gen::arbitrary<bool>())
            stream[*rc::gen::inRange<qsizetype>(0, stream.size())] = *rc::gen::arbitrary<char>();
        RC_ASSERT(parsed<HttpResponseParser>(anyPieces(stream)) == parsed<HttpResponseParser>({stream}));
    }));
}

QTEST_APPLESS_MAIN(TestHttpWriter)
#include "tst_http_writer.moc"
