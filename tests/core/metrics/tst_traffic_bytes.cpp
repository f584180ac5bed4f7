#include "core/metrics/lane_history.h"
#include "core/metrics/traffic_counter.h"

#include <QtTest>

#include <rapidcheck.h>

#include <numeric>

namespace {

using enum BytePart;

const TimePoint origin{std::chrono::seconds(100)};

struct Crossing
{
    Direction direction = Direction::Up;
    QByteArray bytes;
};
using Conversation = std::vector<Crossing>;

Conversation poll()
{
    return {{Direction::Up, "GET /poll?after=0 HTTP/1.1\r\nHost: a\r\n\r\n"},
            {Direction::Down,
             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 65\r\n\r\n"
             "{\"messages\":[{\"id\":1,\"t\":1764000000123456,\"data\":\"hi\"}],\"last\":1}"},
            {Direction::Up, "GET /poll?after=1 HTTP/1.1\r\nHost: a\r\n\r\n"},
            {Direction::Down, "HTTP/1.1 204 No Content\r\n\r\n"},
            {Direction::Up, "GET /poll?after=1 HTTP/1.1\r\nHost: a\r\n\r\n"}};
}

Conversation stream()
{
    return {
        {Direction::Up, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n"},
        {Direction::Down,
         "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {Direction::Down, "d\r\nretry: 1000\n\n\r\n"},
        {Direction::Down, "3a\r\nid: 1\ndata: {\"id\":1,\"t\":1764000000123456,\"data\":\"hello\"}\n\n\r\n"},
        {Direction::Down, "8\r\n: ping\n\n\r\n"}};
}

Conversation garbage()
{
    return {{Direction::Up, "\x16\x03\x01 not HTTP at all\r\n\r\n"}, {Direction::Down, "nor is this\n\n"}};
}

Conversation socket()
{
    return {
        {Direction::Up,
         "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"},
        {Direction::Down,
         "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"},
        {Direction::Down, QByteArray("\x81\x2c", 2) + "{\"id\":1,\"t\":1764000000123456,\"data\":\"hello\"}"},
        {Direction::Down, QByteArray("\x81\x2c", 2) + "{\"id\":1,\"t\":1764000000123456,\"data\":\"hello\"}"},
        {Direction::Up, QByteArray("\x89\x80\x01\x02\x03\x04", 6)}};
}

/// One lane with one connection.
struct Fixture
{
    LaneHistory history;
    TrafficCounter traffic{history};

    Fixture()
    {
        history.reset(origin);
        traffic.tapped({TapEvent::Kind::Opened, {0, 0}, Direction::Up, origin, origin, {}});
    }
    void feed(Direction direction, const QByteArray &bytes)
    {
        traffic.tapped({TapEvent::Kind::Bytes, {0, 0}, direction, origin, origin, bytes});
    }
    void feed(const Conversation &conversation)
    {
        for (const Crossing &crossing : conversation)
            feed(crossing.direction, crossing.bytes);
    }
    void close() { traffic.tapped({TapEvent::Kind::Closed, {0, 0}, Direction::Up, origin, origin, {}}); }
    [[nodiscard]] qint64 part(BytePart p) const { return traffic.totals().part(p); }
};

qint64 sum(const TrafficTotals &t)
{
    return std::accumulate(t.parts.begin(), t.parts.end(), qint64{0});
}

} // namespace

class TestTrafficBytes : public QObject
{
    Q_OBJECT

private slots:
    void aPollingConnectionIsBooked()
    {
        Fixture f;
        f.feed(poll());
        QCOMPARE(f.part(Payload), 2);
        QCOMPARE(f.part(RequestHead), 39);
        QCOMPARE(f.part(EmptyPoll), 39 + 27);
        QCOMPARE(f.part(Unfinished), 39);
        QCOMPARE(f.part(Unclassified), 0);
        QCOMPARE(f.traffic.totals().requests, 3);
        QCOMPARE(f.traffic.totals().emptyResponses, 1);
        QVERIFY(!f.traffic.setupBytesPerConnection());
    }

    void anEventStreamIsBooked()
    {
        Fixture f;
        f.feed(stream());
        QCOMPARE(f.part(Payload), 5);
        QVERIFY(f.part(Handshake) > 100);
        QCOMPARE(f.part(Control), 8);
        QVERIFY(f.part(Chunk) > 0);
        QCOMPARE(f.part(Unclassified), 0);
        QCOMPARE(*f.traffic.setupBytesPerConnection(), static_cast<double>(f.part(Handshake)));
    }

    void aWebSocketIsBooked()
    {
        Fixture f;
        f.feed(socket());
        QCOMPARE(f.part(Payload), 5);
        QCOMPARE(f.part(Repeated), 5);
        QCOMPARE(f.part(Framing), 4);
        QCOMPARE(f.part(Control), 6);
        QCOMPARE(f.part(Unclassified), 0);
    }

    void garbageIsUnclassified()
    {
        Fixture f;
        f.feed(garbage());
        QVERIFY(f.part(Unclassified) > 0);
        QCOMPARE(f.part(Payload), 0);
    }

    void everyByteIsInExactlyOnePartWhereverTheRegimesAreCut_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("polls") << 0;
        QTest::newRow("event stream") << 1;
        QTest::newRow("WebSocket") << 2;
        QTest::newRow("garbage") << 3;
    }

    void everyByteIsInExactlyOnePartWhereverTheRegimesAreCut()
    {
        QFETCH(int, which);
        const Conversation conversation
            = std::array{poll(), stream(), socket(), garbage()}[static_cast<std::size_t>(which)];
        QVERIFY(rc::check("bytes are kept", [&conversation] {
            Fixture f;
            qint64 fed = 0;
            qint64 booked = 0; // of the regimes before
            for (const Crossing &crossing : conversation) {
                for (qsizetype at = 0; at < crossing.bytes.size();) {
                    const auto size = *rc::gen::inRange<qsizetype>(1, crossing.bytes.size() - at + 1);
                    f.feed(crossing.direction, crossing.bytes.mid(at, size));
                    at += size;
                    fed += size;
                    const TrafficTotals t = f.traffic.totals();
                    RC_ASSERT(sum(t) == t.wireUp + t.wireDown);
                    RC_ASSERT(booked + t.wireUp + t.wireDown == fed);
                    if (*rc::gen::inRange(0, 10) == 0) {
                        booked += t.wireUp + t.wireDown - t.part(Unfinished);
                        f.traffic.restart();
                    }
                }
            }
            f.close();
            const TrafficTotals t = f.traffic.totals();
            RC_ASSERT(booked + t.wireUp + t.wireDown == fed);
            RC_ASSERT(sum(t) == t.wireUp + t.wireDown);
        }));
    }
};

QTEST_APPLESS_MAIN(TestTrafficBytes)
#include "tst_traffic_bytes.moc"
