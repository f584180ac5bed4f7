#include "core/link/middlebox.h"
#include "core/protocol/http_parser.h"

#include <QTest>

#include <vector>

using namespace std::chrono_literals;
using Kind = MiddleboxProfile::Kind;

namespace {
constexpr TimePoint start{1000s};

/// One side sends.
struct Sent
{
    Direction direction = Direction::Up;
    QByteArray bytes;
};
using Dialogue = std::vector<Sent>;

/// What reached either side, and whether the box wants to close.
struct Result
{
    QByteArray server;
    QByteArray client;
    bool closes = false;

    bool operator==(const Result &) const = default;
};

Result run(const MiddleboxProfile &profile, const std::vector<Sent> &pieces)
{
    Middlebox box(profile);
    box.open(start);
    Result result;
    for (const Sent &sent : pieces) {
        const Middlebox::Passed passed = box.feed(sent.direction, sent.bytes, start);
        (sent.direction == Direction::Up ? result.server : result.client) += passed.bytes;
        result.client += passed.answer;
    }
    result.closes = box.closesAt().has_value();
    return result;
}

const QByteArray poll = "GET /poll?after=1 HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray upgrade = "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
const QByteArray post = "POST /messages HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789";
const QByteArray switches = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
const QByteArray continues = "HTTP/1.1 100 Continue\r\n\r\n";
const QByteArray streamHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const QByteArray chunk = "8\r\ndata: 1\n\r\n";
const QByteArray lastChunk = "0\r\n\r\n";

Sent up(const QByteArray &bytes)
{
    return {Direction::Up, bytes};
}

Sent down(const QByteArray &bytes)
{
    return {Direction::Down, bytes};
}

MiddleboxProfile buffers(qint64 bytes)
{
    return {Kind::BuffersBytes, bytes, {}};
}
}

Q_DECLARE_METATYPE(Dialogue)
Q_DECLARE_METATYPE(Result)

class MiddleboxTest : public QObject
{
    Q_OBJECT

private slots:
    void saysTheSameHoweverTheInputIsSplit_data()
    {
        QTest::addColumn<MiddleboxProfile>("profile");
        QTest::addColumn<Dialogue>("dialogue");
        QTest::addColumn<Result>("expected");

        const MiddleboxProfile refuses{Kind::RefusesUpgrade, 0, {}};
        QTest::newRow("an upgrade is refused")
            << refuses << Dialogue{up(upgrade + "frames")} << Result{"", Middlebox::refusal(), true};
        QTest::newRow("other requests pass")
            << refuses << Dialogue{up(poll), down(answer), up(post), down(answer)}
            << Result{poll + post, answer + answer, false};
        QTest::newRow("a refusal waits for its turn") << refuses << Dialogue{up(poll + upgrade), down(answer)}
                                                      << Result{poll, answer + Middlebox::refusal(), true};
        QTest::newRow("what is not HTTP passes")
            << refuses << Dialogue{up("\x16\x03\x01 hello"), down("\x16\x03\x03 welcome")}
            << Result{"\x16\x03\x01 hello", "\x16\x03\x03 welcome", false};

        const MiddleboxProfile swallows{Kind::SwallowsUpgrade, 0, {}};
        QTest::newRow("a 101 never arrives")
            << swallows << Dialogue{up(upgrade), down(switches + "frames")} << Result{upgrade, "", false};
        QTest::newRow("the client's frames pass")
            << swallows << Dialogue{up(upgrade), down(switches), up("frames")}
            << Result{upgrade + "frames", "", false};
        QTest::newRow("another answer to an upgrade arrives")
            << swallows << Dialogue{up(upgrade), down(answer), up(poll), down(answer)}
            << Result{upgrade + poll, answer + answer, false};

        QTest::newRow("a small response passes at its end")
            << buffers(1000) << Dialogue{up(poll), down(answer)} << Result{poll, answer, false};
        QTest::newRow("a stream comes in blocks")
            << buffers(60) << Dialogue{up(poll), down(streamHead + chunk + chunk + chunk)}
            << Result{poll, (streamHead + chunk + chunk + chunk).left(60), false};
        QTest::newRow("of a stream too short nothing comes")
            << buffers(1000) << Dialogue{up(poll), down(streamHead + chunk)} << Result{poll, "", false};
        QTest::newRow("at the end of a stream all of it comes")
            << buffers(1000) << Dialogue{up(poll), down(streamHead + chunk + lastChunk)}
            << Result{poll, streamHead + chunk + lastChunk, false};
        QTest::newRow("blocks are counted from each response's begin")
            << buffers(60) << Dialogue{up(poll + poll), down(answer + streamHead + chunk)}
            << Result{poll + poll, answer + (streamHead + chunk).left(60), false};
        QTest::newRow("a WebSocket is a tunnel")
            << buffers(1000) << Dialogue{up(upgrade), down(switches + "frame"), up("mine")}
            << Result{upgrade + "mine", switches + "frame", false};
        QTest::newRow("an interim response is not held")
            << buffers(1000) << Dialogue{up(post), down(continues)} << Result{post, continues, false};
        QTest::newRow("to HEAD there is no body")
            << buffers(1000)
            << Dialogue{up("HEAD /poll HTTP/1.1\r\nHost: a\r\n\r\n"), down(answer.left(answer.size() - 10))}
            << Result{"HEAD /poll HTTP/1.1\r\nHost: a\r\n\r\n", answer.left(answer.size() - 10), false};

        const MiddleboxProfile toEnd{Kind::BuffersToEnd, 0, {}};
        QTest::newRow("nothing of an endless stream comes")
            << toEnd << Dialogue{up(poll), down(streamHead + chunk.repeated(50))} << Result{poll, "", false};
        QTest::newRow("a whole response comes")
            << toEnd << Dialogue{up(poll), down(streamHead + chunk + lastChunk + answer)}
            << Result{poll, streamHead + chunk + lastChunk + answer, false};
        QTest::newRow("204 is whole with its head")
            << toEnd << Dialogue{up(poll), down("HTTP/1.1 204 No Content\r\n\r\n")}
            << Result{poll, "HTTP/1.1 204 No Content\r\n\r\n", false};
        QTest::newRow("what breaks off being HTTP is let go")
            << toEnd << Dialogue{up(poll), down(streamHead + "no chunk"), up("more"), down("still")}
            << Result{poll + "more", streamHead + "no chunkstill", false};

        QTest::newRow("who closes when idle lets all pass")
            << MiddleboxProfile{Kind::ClosesIdle, 0, 5s} << Dialogue{up(upgrade), down(switches + "frame")}
            << Result{upgrade, switches + "frame", true};
    }

    void saysTheSameHoweverTheInputIsSplit()
    {
        QFETCH(MiddleboxProfile, profile);
        QFETCH(Dialogue, dialogue);
        QFETCH(Result, expected);

        check(run(profile, dialogue), expected, "whole");
        Dialogue single;
        for (std::size_t i = 0; i < dialogue.size(); ++i) {
            const auto &[direction, bytes] = dialogue[i];
            for (qsizetype split = 1; split < bytes.size(); ++split) {
                Dialogue pieces = dialogue;
                pieces[i].bytes = bytes.left(split);
                pieces.insert(pieces.begin() + static_cast<qptrdiff>(i) + 1, {direction, bytes.mid(split)});
                check(run(profile, pieces), expected, "split at " + QByteArray::number(split));
            }
            for (const char c : bytes)
                single.push_back({direction, QByteArray(1, c)});
        }
        check(run(profile, single), expected, "byte by byte");
    }

    void theRefusalIsWhole()
    {
        HttpResponseParser parser;
        const auto outputs = parser.feed(Middlebox::refusal());
        QCOMPARE(outputs.size(), std::size_t(3));
        QCOMPARE(std::get<HttpResponse>(outputs[0]).status, 403);
        QVERIFY(!std::get<HttpResponse>(outputs[0]).keepAlive);
        QCOMPARE(std::get<HttpEnd>(outputs[2]).wireBytes, qint64(Middlebox::refusal().size()));
    }

    void theEndOfTheStreamLetsGoWhatWasHeld()
    {
        Middlebox box({Kind::BuffersToEnd, 0, {}});
        box.open(start);
        const QByteArray toClose = "HTTP/1.1 200 OK\r\n\r\nall of it";
        QCOMPARE(box.feed(Direction::Up, poll + "GET /ha", start).bytes, poll);
        QCOMPARE(box.feed(Direction::Down, toClose, start).bytes, QByteArray());
        QCOMPARE(box.heldBytes(), qint64(toClose.size() + 7));
        QCOMPARE(box.finish(Direction::Down), toClose);
        QCOMPARE(box.finish(Direction::Up), QByteArray("GET /ha"));
        QCOMPARE(box.heldBytes(), 0);
    }

    void aResponseTooLargeToHoldClosesTheConnection()
    {
        Middlebox box({Kind::BuffersToEnd, 0, {}});
        box.open(start);
        const QByteArray much(Middlebox::maxHeldBytes / 4, 'x');
        QByteArray out = box.feed(Direction::Down, "HTTP/1.1 200 OK\r\n\r\n", start).bytes;
        for (int i = 0; i < 4; ++i)
            out += box.feed(Direction::Down, much, start).bytes;
        QVERIFY(box.closesAt().has_value());
        QCOMPARE(out, QByteArray());
        QCOMPARE(box.heldBytes(), 0);
        QCOMPARE(box.feed(Direction::Down, much, start).bytes, QByteArray());
    }

    void closesABusyConnectionAfterItsTime()
    {
        Middlebox box({Kind::ClosesBusy, 0, 3s});
        QVERIFY(!box.closesAt());
        box.open(start);
        QCOMPARE(box.feed(Direction::Up, "x", start + 2s).bytes, QByteArray("x"));
        QVERIFY(box.closesAt() == start + 3s);
    }

    void closesAConnectionThatIsIdleForItsTime()
    {
        Middlebox box({Kind::ClosesIdle, 0, 3s});
        box.open(start);
        QVERIFY(box.closesAt() == start + 3s);
        (void)box.feed(Direction::Up, "x", start + 2s);
        QVERIFY(box.closesAt() == start + 5s);
        (void)box.feed(Direction::Down, "x", start + 4s);
        QVERIFY(box.closesAt() == start + 7s);
    }

private:
    static void check(const Result &result, const Result &expected, const QByteArray &how)
    {
        QVERIFY2(result == expected,
                 how + ": to the server \"" + result.server + "\", to the client \"" + result.client + '"');
    }
};

QTEST_GUILESS_MAIN(MiddleboxTest)
#include "tst_middlebox.moc"
