#include "core/protocol/sse_parser.h"

#include <QTest>

#include <rapidcheck.h>

using Outputs = std::vector<SseOutput>;
Q_DECLARE_METATYPE(Outputs)

namespace {

using std::chrono::milliseconds;

Outputs parse(const QByteArrayList &pieces, qsizetype limit = SseParser::defaultMaxEventBytes)
{
    SseParser parser(limit);
    Outputs outputs;
    for (const QByteArray &piece : pieces)
        for (SseOutput &output : parser.feed(piece))
            outputs.push_back(std::move(output));
    return outputs;
}

QByteArrayList bytesOf(const QByteArray &stream)
{
    QByteArrayList bytes;
    for (qsizetype i = 0; i < stream.size(); ++i)
        bytes.append(stream.mid(i, 1));
    return bytes;
}

SseEvent dispatched(const QByteArray &data, const QByteArray &id = {}, const QByteArray &type = "message")
{
    return {type, data, id};
}

void addRow(const char *name, const QByteArray &stream, const Outputs &expected)
{
    QTest::newRow(name) << stream << expected;
}

} // namespace

class TestSseParser : public QObject
{
    Q_OBJECT

private slots:
    void readsStreamsHoweverTheyAreSplit_data();
    void readsStreamsHoweverTheyAreSplit();
    void anEventOverTheLimitMakesItDeaf_data();
    void anEventOverTheLimitMakesItDeaf();
    void whatComesOutNeverDependsOnTheSplit();
};

void TestSseParser::readsStreamsHoweverTheyAreSplit_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Outputs>("expected");

    // The examples of the standard, 9.2.6.
    addRow("standard: stock ticker", "data: YHOO\ndata: +2\ndata: 10\n\n", {dispatched("YHOO\n+2\n10")});
    addRow("standard: four blocks",
           ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
           {SseComment{" test stream"}, dispatched("first event", "1"), dispatched("second event"),
            dispatched(" third event")});
    addRow("standard: empty data", "data\n\ndata\ndata\n\ndata:", {dispatched(""), dispatched("\n")});
    addRow("standard: one space is dropped", "data:test\n\ndata: test\n\n",
           {dispatched("test"), dispatched("test")});

    addRow("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", {dispatched("a"), dispatched("b")});
    addRow("lone CR", "data: a\r\rdata: b\r\r", {dispatched("a"), dispatched("b")});
    addRow("mixed line ends", "data: a\n\r\ndata: b\r\n\rdata: c\r\n\n",
           {dispatched("a"), dispatched("b"), dispatched("c")});
    addRow("CR LF is one line end, LF CR two", "data: a\n\rdata: b\n\r", {dispatched("a"), dispatched("b")});
    addRow("byte order mark",
           "\xef\xbb\xbf"
           "data: a\n\n",
           {dispatched("a")});
    addRow("only one mark is dropped",
           "\xef\xbb\xbf\xef\xbb\xbf"
           "data: a\n\n",
           {});
    addRow("a mark later is no mark",
           "data: a\n\n\xef\xbb\xbf"
           "data: b\n\n",
           {dispatched("a")});
    addRow("half a mark",
           "\xef\xbb"
           "data: a\n\ndata: b\n\n",
           {dispatched("b")});
    addRow("mark before an empty line", "\xef\xbb\xbf\ndata: a\n\n", {dispatched("a")});
    addRow("event type", "event: add\ndata: 1\n\ndata: 2\n\n", {dispatched("1", "", "add"), dispatched("2")});
    addRow("empty event type", "event\ndata: 1\n\n", {dispatched("1")});
    addRow("a type without data is forgotten", "event: add\n\ndata: 1\n\n", {dispatched("1")});
    addRow("the id stays", "id: 1\ndata: a\n\ndata: b\n\n", {dispatched("a", "1"), dispatched("b", "1")});
    addRow("an id without data is committed", "id: 1\n\ndata: b\n\n", {dispatched("b", "1")});
    addRow("an id of an unfinished event is not", "data: a\n\nid: 9\n", {dispatched("a")});
    addRow("an empty id resets", "id: 1\ndata: a\n\nid:\ndata: b\n\n",
           {dispatched("a", "1"), dispatched("b")});
    addRow("an id with NUL is ignored", QByteArray("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", 32),
           {dispatched("a", "1"), dispatched("b", "1")});
    addRow("NUL in data stays", QByteArray("data: \0\n\n", 9), {dispatched(QByteArray("\0", 1))});
    addRow("retry", "retry: 2000\n\nretry:5\n", {SseRetry{milliseconds(2000)}, SseRetry{milliseconds(5)}});
    addRow("retry is digits only", "retry: 2s\nretry: -1\nretry: 1.5\nretry:\nretry\nretry:  7\n", {});
    addRow("an endless retry is cut", "retry: 99999999999999999999999999999\n", {SseRetry{maxSseRetry}});
    addRow("comments", ":\n: ping\n\n:a:b\n", {SseComment{""}, SseComment{" ping"}, SseComment{"a:b"}});
    addRow("unknown fields", "foo: 1\nDATA: 2\n data: 3\ndata : 4\n\n", {});
    addRow("colons in the value", "data: a:b: c\n\n", {dispatched("a:b: c")});
    addRow("empty lines alone", "\n\n\r\n\r\r", {});
    addRow("unfinished event is dropped", "data: hi\n", {});
    addRow("unfinished line is dropped", "data: hi\n\ndata: ho", {dispatched("hi")});
    addRow("not UTF-8", "data: \xff\n\n", {dispatched("\xff")});
}

void TestSseParser::readsStreamsHoweverTheyAreSplit()
{
    QFETCH(QByteArray, stream);
    QFETCH(Outputs, expected);

    for (qsizetype split = 0; split <= stream.size(); ++split)
        QVERIFY2(parse({stream.left(split), stream.mid(split)}) == expected, QByteArray::number(split));
    QVERIFY(parse(bytesOf(stream)) == expected);
}

void TestSseParser::anEventOverTheLimitMakesItDeaf_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Outputs>("expected");

    addRow("just within", "data: 89\n\ndata: 89\n\n", {dispatched("89"), dispatched("89")});
    addRow("a long line", "data: 8901234\n\ndata: 1\n\n", {SseOverflow{}});
    addRow("a line without end", QByteArray(1000, 'x'), {SseOverflow{}});
    addRow("many short lines", "data:1\ndata:2\ndata:3\ndata:4\n\ndata: 1\n\n", {SseOverflow{}});
    addRow("after an event", "data: 1\n\n" + QByteArray(11, ':'), {dispatched("1"), SseOverflow{}});
}

void TestSseParser::anEventOverTheLimitMakesItDeaf()
{
    QFETCH(QByteArray, stream);
    QFETCH(Outputs, expected);

    for (qsizetype split = 0; split <= stream.size(); ++split)
        QVERIFY(parse({stream.left(split), stream.mid(split)}, 10) == expected);
    QVERIFY(parse(bytesOf(stream), 10) == expected);
}

void TestSseParser::whatComesOutNeverDependsOnTheSplit()
{
    QVERIFY(rc::check("any stream, any split", [] {
        const auto words = *rc::gen::container<std::vector<std::string>>(
            rc::gen::element<std::string>("data", "id", "event", "retry", ":", ": ", "\n", "\r", "\r\n",
                                          "\n\n", "7", "x", "\xef\xbb\xbf", std::string(1, '\0')));
        QByteArray stream;
        for (const std::string &word : words)
            stream.append(word.data(), static_cast<qsizetype>(word.size()));
        QByteArrayList pieces;
        for (qsizetype at = 0; at < stream.size();) {
            const auto size = *rc::gen::inRange<qsizetype>(1, 6);
            pieces.append(stream.mid(at, size));
            at += size;
        }
        const auto limit = *rc::gen::inRange<qsizetype>(1, 40);
        RC_ASSERT(parse(pieces, limit) == parse({stream}, limit));
    }));
}

QTEST_GUILESS_MAIN(TestSseParser)
#include "tst_sse_parser.moc"
