#include "core/metrics/lane_history.h"
#include "core/metrics/traffic_counter.h"

#include <QtTest>

#include <rapidcheck.h>

#include <numeric>

using namespace std::chrono_literals;

namespace {

using enum BytePart;

const TimePoint origin{100s};

TapEvent opened(int client, int connection = 0)
{
    return {TapEvent::Kind::Opened, {client, connection}, Direction::Up, origin, origin, {}};
}

TapEvent closed(int client, int connection = 0)
{
    return {TapEvent::Kind::Closed, {client, connection}, Direction::Up, origin, origin, {}};
}

TapEvent crossed(Direction direction, const QByteArray &bytes, int client = 0)
{
    return {TapEvent::Kind::Bytes, {client, 0}, direction, origin, origin, bytes};
}

/// A range of `size` bytes.
ByteRange range(BytePart part, qint64 size, quint64 message = 0)
{
    return {0, size, part, message == 0 ? std::nullopt : std::optional(MessageId{message})};
}

WireRecord record(WireRecordKind kind, Direction direction, std::vector<ByteRange> ranges)
{
    WireRecord r;
    r.kind = kind;
    r.direction = direction;
    for (ByteRange &piece : ranges) {
        piece.begin = r.end;
        r.end += piece.size;
    }
    r.ranges = std::move(ranges);
    r.firstIn = r.lastOut = origin;
    return r;
}

WireRecord request(int exchange, qint64 bytes, const QByteArray &summary = "GET /poll?after=0")
{
    WireRecord r = record(WireRecordKind::Request, Direction::Up, {range(RequestHead, bytes)});
    r.exchange = exchange;
    r.summary = summary;
    return r;
}

WireRecord post(int exchange, qint64 head, qint64 payload)
{
    WireRecord r
        = record(WireRecordKind::Request, Direction::Up, {range(RequestHead, head), range(Payload, payload)});
    r.exchange = exchange;
    r.summary = "POST /messages";
    return r;
}

WireRecord response(int exchange, int code, std::vector<ByteRange> ranges, bool emptyPoll = false)
{
    WireRecord r = record(WireRecordKind::Response, Direction::Down, std::move(ranges));
    r.exchange = exchange;
    r.code = code;
    r.emptyPoll = emptyPoll;
    return r;
}

qint64 sum(const ByteParts &parts)
{
    return std::accumulate(parts.begin(), parts.end(), qint64{0});
}

bool balanced(const TrafficTotals &t)
{
    return sum(t.parts) == t.wireUp + t.wireDown && sum(t.partsUp) == t.wireUp;
}

/// Any record, sensible or not; requests get exchange numbers of their own.
WireRecord someRecord(int &exchange)
{
    std::vector<ByteRange> ranges;
    for (const int part : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 13)))
        ranges.push_back(
            range(static_cast<BytePart>(part), *rc::gen::inRange(0, 500), *rc::gen::inRange<quint64>(0, 5)));
    switch (*rc::gen::inRange(0, 4)) {
    case 0:
        return post(exchange++, *rc::gen::inRange(1, 300), *rc::gen::inRange(0, 300));
    case 1:
        return request(exchange++, *rc::gen::inRange(1, 300));
    case 2:
        return response(*rc::gen::inRange(0, exchange + 1), *rc::gen::element(100, 101, 200, 201, 204, 503),
                        ranges, *rc::gen::arbitrary<bool>());
    default:
        return record(
            *rc::gen::element(WireRecordKind::Frame, WireRecordKind::SseEvent, WireRecordKind::Unclassified),
            *rc::gen::element(Direction::Up, Direction::Down), ranges);
    }
}

/// A counter with client 0 connected.
struct Fixture
{
    LaneHistory history;
    TrafficCounter traffic{history};

    Fixture()
    {
        history.reset(origin);
        traffic.tapped(opened(0));
    }
    void book(const WireRecord &r) { traffic.book({0, 0}, r); }
    [[nodiscard]] qint64 part(BytePart p) const { return traffic.totals().part(p); }
};

} // namespace

class TestTrafficCounter : public QObject
{
    Q_OBJECT

private slots:
    void aPollWithMessagesIsBookedByItsParts()
    {
        Fixture f;
        f.book(request(0, 159));
        f.book(response(0, 200,
                        {range(ResponseHead, 120), range(Framing, 20), range(Envelope, 30, 1),
                         range(Payload, 64, 1), range(Encoding, 2, 1)}));
        const TrafficTotals t = f.traffic.totals();
        QCOMPARE(t.wireUp, 159);
        QCOMPARE(t.wireDown, 236);
        QCOMPARE(t.part(RequestHead), 159);
        QCOMPARE(t.part(ResponseHead), 120);
        QCOMPARE(t.part(Payload), 64);
        QCOMPARE(t.part(Envelope), 30);
        QCOMPARE(protocolOverhead(t.parts), 159 + 120 + 20 + 2);
        QCOMPARE(t.requests, 1);
        QCOMPARE(t.emptyResponses, 0);
        QCOMPARE(t.fullPolls, 1);
        QCOMPARE(t.partUp(RequestHead), 159);
        QCOMPARE(t.partUp(Framing), 0);
        QVERIFY(balanced(t));
    }

    void messagesAreCountedInTheRecordsThatCarryThem()
    {
        Fixture f;
        f.book(request(0, 100));
        WireRecord answer = response(0, 200, {range(ResponseHead, 20), range(Payload, 5, 1)});
        answer.messages = {MessageId{1}, MessageId{2}, MessageId{3}};
        f.book(answer);
        WireRecord event = record(WireRecordKind::SseEvent, Direction::Down, {range(Framing, 7)});
        event.messages = {MessageId{4}};
        f.book(event);
        WireRecord sent = record(WireRecordKind::Frame, Direction::Up, {range(Payload, 9)});
        sent.messages = {MessageId{5}};
        f.book(sent);
        QCOMPARE(f.traffic.totals().messagesDown, 4);
        QCOMPARE(f.traffic.totals().fullPolls, 1);
    }

    void anEmptyPollIsEmptyWholly()
    {
        Fixture f;
        f.book(request(0, 159));
        f.book(response(0, 204, {range(ResponseHead, 90)}, true));
        QCOMPARE(f.part(EmptyPoll), 249);
        QCOMPARE(f.part(RequestHead), 0);
        QCOMPARE(f.part(ResponseHead), 0);
        QCOMPARE(f.traffic.totals().emptyResponses, 1);
        QCOMPARE(f.traffic.totals().fullPolls, 0);
        QCOMPARE(f.traffic.totals().emptyPolls, 1);
        QCOMPARE(f.traffic.totals().partUp(EmptyPoll), 159);
        QVERIFY(balanced(f.traffic.totals()));
    }

    void aPollIsUnfinishedUntilItsResponseIsThere()
    {
        Fixture f;
        f.book(request(0, 159));
        QCOMPARE(f.part(Unfinished), 159);
        QCOMPARE(f.traffic.totals().wireUp, 159);
        QCOMPARE(f.traffic.totals().requests, 1);
        f.book(response(0, 100, {range(ResponseHead, 25)}));
        QCOMPARE(f.part(Unfinished), 159);
        f.book(response(0, 204, {range(ResponseHead, 90)}, true));
        QCOMPARE(f.part(Unfinished), 0);
        QVERIFY(balanced(f.traffic.totals()));
    }

    void pipelinedExchangesKeepApart()
    {
        Fixture f;
        f.book(request(0, 100));
        f.book(request(1, 200));
        f.book(response(0, 204, {range(ResponseHead, 10)}, true));
        f.book(response(1, 200, {range(ResponseHead, 20), range(Payload, 5, 1)}));
        QCOMPARE(f.part(EmptyPoll), 110);
        QCOMPARE(f.part(RequestHead), 200);
        QCOMPARE(f.part(ResponseHead), 20);
    }

    void aMessageThatAClientSentIsPayloadOnceAccepted()
    {
        Fixture f;
        f.book(post(0, 180, 24));
        QCOMPARE(f.part(Payload), 0);
        f.book(response(0, 201, {range(ResponseHead, 130)}));
        QCOMPARE(f.traffic.totals().fullPolls, 0);
        QCOMPARE(f.traffic.totals().messagesDown, 0);
        QCOMPARE(f.part(Payload), 24);
        QCOMPARE(f.part(RequestHead), 180);
        QCOMPARE(f.part(ResponseHead), 130);
        f.book(post(1, 180, 24));
        f.book(response(1, 413, {range(ResponseHead, 140)}));
        QCOMPARE(f.traffic.totals().emptyPolls, 0); // a POST, though refused, is no poll
        QCOMPARE(f.part(Payload), 24);
        QCOMPARE(f.part(EmptyPoll), 180 + 24 + 140);
        QVERIFY(balanced(f.traffic.totals()));
    }

    void whatTakesAMessageUpIsCountedWithoutItsPayload()
    {
        Fixture f;
        f.book(post(0, 180, 24));
        QCOMPARE(f.traffic.totals().messagesUp, 0); // not before it is known that the server took it
        f.book(response(0, 201, {range(ResponseHead, 120), range(Framing, 10)}));
        QCOMPARE(f.traffic.totals().messagesUp, 1);
        QCOMPARE(f.traffic.totals().overheadUp, 180 + 120 + 10);
        f.book(post(1, 180, 24));
        f.book(response(1, 413, {range(ResponseHead, 140)}));
        f.book(request(2, 159));
        f.book(response(2, 200, {range(ResponseHead, 90), range(Payload, 5, 1)}));
        QCOMPARE(f.traffic.totals().messagesUp, 1);
        QCOMPARE(f.traffic.totals().overheadUp, 180 + 120 + 10);

        WireRecord frame
            = record(WireRecordKind::Frame, Direction::Up, {range(Framing, 8), range(Payload, 90)});
        frame.code = 1;
        f.book(frame); // goes on
        QCOMPARE(f.traffic.totals().messagesUp, 1);
        frame.code = 0;
        frame.published = true;
        f.book(frame);
        f.book(record(WireRecordKind::Frame, Direction::Up, {range(Control, 6)})); // a pong
        QCOMPARE(f.traffic.totals().messagesUp, 2);
        QCOMPARE(f.traffic.totals().overheadUp, 180 + 120 + 10 + 2 * 8);

        WireRecord echo
            = record(WireRecordKind::Frame, Direction::Up, {range(Framing, 6), range(Payload, 64)});
        echo.code = 1;
        echo.echo = true;
        f.book(echo);
        echo.direction = Direction::Down; // back: took nothing up
        f.book(echo);
        QCOMPARE(f.traffic.totals().messagesUp, 3);
        QCOMPARE(f.traffic.totals().overheadUp, 180 + 120 + 10 + 2 * 8 + 6);
        f.traffic.restart();
        QCOMPARE(f.traffic.totals().messagesUp, 0);
    }

    void aConnectionThatOnlyTakesMessagesUpIsNotSetUp()
    {
        Fixture f;
        WireRecord r = record(WireRecordKind::Request, Direction::Up, {range(Handshake, 154)});
        r.exchange = 0;
        f.book(r);
        f.book(response(0, 200, {range(Handshake, 333)}));
        f.traffic.tapped(opened(0, 1));
        f.traffic.book({0, 1}, post(0, 180, 24));
        f.traffic.book({0, 1}, response(0, 201, {range(ResponseHead, 120)}));
        QCOMPARE(f.traffic.totals().connections, 2);
        QCOMPARE(*f.traffic.setupBytesPerConnection(), 487.0);
    }

    void aHandshakeIsBookedAtOnceAndIsSetUp()
    {
        Fixture f;
        QVERIFY(!f.traffic.setupBytesPerConnection());
        WireRecord r = record(WireRecordKind::Request, Direction::Up, {range(Handshake, 154)});
        r.exchange = 0;
        f.book(r);
        QCOMPARE(f.part(Handshake), 154);
        QCOMPARE(f.part(Unfinished), 0);
        QCOMPARE(f.traffic.totals().requests, 1);
        f.book(response(0, 101, {range(Handshake, 333)}));
        QCOMPARE(*f.traffic.setupBytesPerConnection(), 487.0);
        f.traffic.restart();
        QCOMPARE(f.part(Handshake), 0);
        QCOMPARE(*f.traffic.setupBytesPerConnection(), 487.0);
        QCOMPARE(protocolOverhead(f.traffic.totals().parts), 0);
        f.traffic.clear();
        QVERIFY(!f.traffic.setupBytesPerConnection());
    }

    void payloadThatTheClientHadBeforeIsRepeated()
    {
        Fixture f;
        const auto frame = [](quint64 message) {
            WireRecord r
                = record(WireRecordKind::Frame, Direction::Down,
                         {range(Framing, 2), range(Envelope, 20, message), range(Payload, 10, message)});
            r.code = 1;
            return r;
        };
        f.book(frame(1));
        f.book(frame(3));
        f.book(frame(2));
        QCOMPARE(f.part(Repeated), 0);
        QCOMPARE(f.part(Payload), 30);
        f.book(frame(2));
        QCOMPARE(f.part(Repeated), 10);
        QCOMPARE(f.part(Payload), 30);
        QCOMPARE(f.part(Envelope), 80);
        // Another client of the lane has a memory of its own; a new connection of the same client has not.
        f.traffic.tapped(opened(1));
        f.traffic.book({1, 0}, frame(2));
        QCOMPARE(f.part(Repeated), 10);
        f.traffic.tapped(closed(0));
        f.traffic.tapped(opened(0, 1));
        f.traffic.book({0, 1}, frame(3));
        QCOMPARE(f.part(Repeated), 20);
        f.traffic.forgetClientsFrom(1);
        f.traffic.book({1, 0}, frame(2));
        QCOMPARE(f.part(Repeated), 20);
        QVERIFY(balanced(f.traffic.totals()));
    }

    void aMessageInPiecesIsOneMessage()
    {
        Fixture f;
        f.book(record(WireRecordKind::SseEvent, Direction::Down,
                      {range(Payload, 10, 1), range(Chunk, 6), range(Payload, 10, 1), range(Payload, 5, 2)}));
        WireRecord begin = record(WireRecordKind::Frame, Direction::Down, {range(Payload, 7, 3)});
        begin.code = 1;
        WireRecord rest = begin;
        rest.code = 0;
        f.book(begin);
        f.book(rest);
        QCOMPARE(f.part(Payload), 39);
        QCOMPARE(f.part(Repeated), 0);
        f.book(begin);
        f.book(rest);
        QCOMPARE(f.part(Payload), 39);
        QCOMPARE(f.part(Repeated), 14);
    }

    void whatAConnectionLeavesBehindStaysUnfinishedInItsRegime()
    {
        Fixture f;
        f.book(request(0, 159));
        f.traffic.restart();
        // It was under way when the regime began, and is cut off in it.
        QCOMPARE(f.part(Unfinished), 159);
        f.traffic.tapped(closed(0));
        QCOMPARE(f.part(Unfinished), 159);
        QCOMPARE(f.traffic.totals().wireUp, 159);
        f.traffic.tapped(crossed(Direction::Down, "late"));
        QCOMPARE(f.part(Unfinished), 163);
        QVERIFY(balanced(f.traffic.totals()));
        f.traffic.restart();
        QCOMPARE(f.traffic.totals(), TrafficTotals());
    }

    void aRecordBelongsToTheRegimeInWhichItCompletes()
    {
        Fixture f;
        f.book(request(0, 159));
        f.traffic.restart();
        f.book(response(0, 200, {range(ResponseHead, 90), range(Payload, 5, 1)}));
        const TrafficTotals t = f.traffic.totals();
        QCOMPARE(t.wireUp, 159);
        QCOMPARE(t.part(RequestHead), 159);
        QCOMPARE(t.requests, 0);
        QVERIFY(balanced(t));
    }

    void connectionsAreCountedAndFollowed()
    {
        Fixture f;
        f.traffic.tapped(opened(1));
        f.traffic.tapped(opened(0, 1));
        QCOMPARE(f.traffic.openConnections(), 3);
        f.traffic.tapped(closed(0));
        f.traffic.tapped(closed(0));
        QCOMPARE(f.traffic.openConnections(), 2);
        QCOMPARE(f.traffic.totals().connections, 3);
        f.traffic.reconnecting();
        QCOMPARE(f.traffic.totals().reconnects, 1);
        f.traffic.restart();
        QCOMPARE(f.traffic.openConnections(), 2);
        QCOMPARE(f.traffic.totals(), TrafficTotals());
        QCOMPARE(f.history.buckets().last().openConnections, 2);
    }

    void historyGetsTheSameBytes()
    {
        Fixture f;
        f.book(request(0, 159));
        WireRecord r = response(0, 204, {range(ResponseHead, 90)}, true);
        r.lastOut = origin + 1s;
        f.book(r);
        const QList<HistoryBucket> buckets = f.history.buckets();
        QCOMPARE(buckets.size(), 2);
        QCOMPARE(buckets[0].requests, 1);
        QCOMPARE(buckets[0].wireUp, 0);
        QCOMPARE(buckets[1].wireUp, 159);
        QCOMPARE(buckets[1].wireDown, 90);
        QCOMPARE(buckets[1].protocolOverhead, 249);
    }

    void whateverRecordsComeThePartsAreTheWireBytes()
    {
        QVERIFY(rc::check("sum", [] {
            Fixture f;
            f.traffic.tapped(opened(1));
            bool secondIsOpen = true;
            qint64 crossedBytes = 0;
            int exchange = 0;
            for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 10))) {
                const TapSource source{*rc::gen::inRange(0, 2), 0};
                if (step == 9) {
                    f.traffic.tapped(secondIsOpen ? closed(1) : opened(1));
                    secondIsOpen = !secondIsOpen;
                } else {
                    const WireRecord r = someRecord(exchange);
                    f.traffic.book(source, r);
                    crossedBytes += source.client == 0 || secondIsOpen ? r.end - r.begin : 0;
                }
                RC_ASSERT(balanced(f.traffic.totals()));
                RC_ASSERT(f.traffic.totals().wireUp + f.traffic.totals().wireDown == crossedBytes);
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestTrafficCounter)
#include "tst_traffic_counter.moc"
