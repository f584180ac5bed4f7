#include "core/experiment/upstream_client.h"
#include "core/experiment/upstream_payload.h"
#include "core/link/link_clock.h"
#include "core/link/loopback_link.h"
#include "core/metrics/run_metrics.h"
#include "core/transport/client_factory.h"
#include "tests/support/client_log.h"
#include "tests/support/counting_proxy.h"
#include "tests/support/served_hub.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// One lane as the program wires it, with a relay between link and server that counts independently:
/// client, link (metered), counting proxy, server.
class MeteredLane : public QObject
{
public:
    MeteredLane(TransportKind lane, const ClientSettings &settings)
        : kind(lane)
        , proxy(server.port)
    {
        metrics.setRunStart(steadyNow());
        metrics.startLane(kind, 1, MessageId{0}, steadyNow());
        connect(&link, &LoopbackLink::tapped, this,
                [this](const TapEvents &events) { metrics.tapped(kind, events); });
        connect(server.hub.get(), &Hub::published, this, [this](const Message &message) {
            metrics.published({{message.id, steadyNow(), message.payload.size()}});
            publishedBytes += message.payload.size();
        });
        ClientSettings throughLink = settings;
        throughLink.port
            = link.open(QHostAddress::LocalHost, proxy.port()).has_value() ? link.port() : quint16(0);
        client = createClient(kind, throughLink);
        log = std::make_unique<ClientLog>(*client);
    }

    [[nodiscard]] TrafficTotals traffic() const
    {
        return metrics.snapshot(steadyNow(), {}).lane(kind).traffic;
    }
    [[nodiscard]] bool agrees() const
    {
        const TrafficTotals totals = traffic();
        return totals.wireUp == proxy.upBytes() && totals.wireDown == proxy.downBytes();
    }
    [[nodiscard]] static qint64 sumOf(const TrafficTotals &totals)
    {
        return std::accumulate(totals.parts.begin(), totals.parts.end(), qint64(0));
    }

    TransportKind kind;
    ServedHub server;
    CountingProxy proxy;
    LinkClock clock;
    LoopbackLink link{0, 1, clock};
    RunMetrics metrics;
    std::unique_ptr<ClientTransport> client;
    std::unique_ptr<ClientLog> log;
    qint64 publishedBytes = 0;
};

/// Bytes of the headers and masks of one message from a client (RFC 6455 5.2): Qt sends at most 512 KiB in a
/// frame.
static qint64 headersUp(qint64 payloadBytes)
{
    constexpr qint64 largestFrame = 512 * 1024;
    qint64 bytes = 0;
    do {
        const qint64 frame = std::min(payloadBytes, largestFrame);
        bytes += 2 + 4 + (frame > 65'535 ? 8 : frame > 125 ? 2 : 0);
        payloadBytes -= frame;
    } while (payloadBytes > 0);
    return bytes;
}

/// Our meter against an independent count, to the byte, over real sockets.
class MeteringTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<TransportKind>("kind");
        for (const TransportKind kind : allTransportKinds)
            QTest::newRow(machineName(kind).data()) << kind;
    }

    void countsEveryByteOnce_data()
    {
        QTest::addColumn<HeaderProfile::Kind>("headers");
        QTest::addColumn<ConnectionMode>("connections");
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<PayloadKind>("payloadKind");
        using enum HeaderProfile::Kind;

        QTest::newRow("minimal, kept")
            << Minimal << ConnectionMode::Keep << QByteArray("hello") << PayloadKind::Text;
        QTest::newRow("browser, new each time")
            << Browser << ConnectionMode::New << QByteArray("hello") << PayloadKind::Text;
        QTest::newRow("signed in, escapes") << SignedIn << ConnectionMode::Keep
                                            << QByteArray("\"\\\n\t\x01 \xe2\x82\xac") << PayloadKind::Text;
        QTest::newRow("nothing in it")
            << Browser << ConnectionMode::Keep << QByteArray() << PayloadKind::Text;
        QTest::newRow("binary") << Browser << ConnectionMode::Keep << QByteArray::fromHex("00fffe0a0d22")
                                << PayloadKind::Binary;
        QTest::newRow("binary, 3 KiB")
            << Browser << ConnectionMode::Keep << QByteArray(3072, '\xfe') << PayloadKind::Binary;
        QTest::newRow("binary, larger than a fragment")
            << Minimal << ConnectionMode::Keep << QByteArray(600'000, '\x80') << PayloadKind::Binary;
        QTest::newRow("large") << Browser << ConnectionMode::Keep << QByteArray(70'000, 'x')
                               << PayloadKind::Text;
    }

    void countsEveryByteOnce()
    {
        QFETCH_GLOBAL(TransportKind, kind);
        QFETCH(HeaderProfile::Kind, headers);
        QFETCH(ConnectionMode, connections);
        QFETCH(QByteArray, payload);
        QFETCH(PayloadKind, payloadKind);
        MeteredLane lane(kind,
                         {.pollInterval = 50ms,
                          .headers = {.kind = headers},
                          .connections = connections,
                          .payloadKind = payloadKind});
        lane.client->start(MessageId{0});
        QTRY_COMPARE(lane.log->readyCount, 1);
        for (int batch = 1; batch <= 4; ++batch) {
            for (int i = 0; i < batch; ++i)
                lane.server.publish(payload, payloadKind);
            QTRY_COMPARE(lane.log->deliveries.size(), batch * (batch + 1) / 2);
        }
        QTRY_VERIFY(lane.agrees());
        lane.client->stop();
        QTRY_VERIFY(lane.proxy.isIdle() && lane.agrees());

        const TrafficTotals totals = lane.traffic();
        QCOMPARE(MeteredLane::sumOf(totals), totals.wireUp + totals.wireDown);
        QCOMPARE(totals.part(BytePart::Unclassified), 0);
        QCOMPARE(totals.part(BytePart::Repeated), 0);
        QCOMPARE(totals.part(BytePart::Payload), 10 * payload.size());
        const bool native = kind == TransportKind::WebSocket && payloadKind == PayloadKind::Binary;
        if (native)
            QCOMPARE(totals.part(BytePart::Envelope), 10 * 16); // id and time
        if (payloadKind == PayloadKind::Binary)
            QCOMPARE(totals.part(BytePart::Encoding),
                     native ? 0 : 10 * (payload.toBase64().size() - payload.size()));
        QCOMPARE(totals.requests, lane.proxy.requestCount());
        // The last connection may be closed by stop() before the link has carried it on.
        QVERIFY(totals.connections - lane.proxy.connectionCount() <= 1);
        QVERIFY(totals.connections >= lane.proxy.connectionCount());
    }

    void countsOverALossAsWell()
    {
        QFETCH_GLOBAL(TransportKind, kind);
        MeteredLane lane(kind, {.pollInterval = 300ms});
        lane.client->start(MessageId{0});
        QTRY_COMPARE(lane.log->readyCount, 1);
        lane.server.publishNumbered(2);
        QTRY_COMPARE(lane.log->deliveries.size(), 2);
        lane.proxy.cut();
        lane.server.publishNumbered(2);
        QTRY_COMPARE(lane.log->deliveries.size(), 4);
        lane.client->stop();
        QTRY_VERIFY(lane.proxy.isIdle() && lane.agrees());
        const TrafficTotals totals = lane.traffic();
        QCOMPARE(MeteredLane::sumOf(totals), totals.wireUp + totals.wireDown);
        QCOMPARE(totals.part(BytePart::Payload), lane.publishedBytes);
        QCOMPARE(totals.part(BytePart::Unclassified), 0);
        QVERIFY(totals.connections >= 2);
    }

    void anotherPayloadKindIsCountedAsWell()
    {
        QFETCH_GLOBAL(TransportKind, kind);
        MeteredLane lane(kind, {.pollInterval = 50ms});
        ClientSettings settings{.port = lane.link.port(), .pollInterval = 50ms};
        lane.client->start(MessageId{0});
        QTRY_COMPARE(lane.log->readyCount, 1);
        for (int change = 1; change <= 4; ++change) {
            settings.payloadKind = change % 2 == 1 ? PayloadKind::Binary : PayloadKind::Text;
            // Some are on their way while the connection changes.
            lane.server.publish("before", settings.payloadKind);
            lane.client->apply(settings);
            lane.server.publish("after", settings.payloadKind);
            QTRY_COMPARE(lane.log->deliveries.size(), 2 * change);
        }
        QCOMPARE(lane.log->ids(), (QList<quint64>{1, 2, 3, 4, 5, 6, 7, 8}));
        QCOMPARE(lane.log->losses, 0);
        lane.client->stop();
        QTRY_VERIFY(lane.proxy.isIdle() && lane.agrees());
        const TrafficTotals totals = lane.traffic();
        QCOMPARE(MeteredLane::sumOf(totals), totals.wireUp + totals.wireDown);
        QCOMPARE(totals.part(BytePart::Payload), lane.publishedBytes);
        QCOMPARE(totals.part(BytePart::Unclassified), 0);
    }

    void whatGoesUpIsCountedToTheByte_data()
    {
        QTest::addColumn<ConnectionMode>("connections");
        QTest::addColumn<qint64>("payloadBytes");
        QTest::addColumn<PayloadKind>("payloadKind");
        using enum ConnectionMode;
        QTest::newRow("kept") << Keep << qint64{64} << PayloadKind::Text;
        QTest::newRow("new each time") << New << qint64{64} << PayloadKind::Text;
        QTest::newRow("binary") << Keep << qint64{3072} << PayloadKind::Binary;
        QTest::newRow("in fragments") << Keep << qint64{600'000} << PayloadKind::Text;
    }

    void whatGoesUpIsCountedToTheByte()
    {
        QFETCH_GLOBAL(TransportKind, kind);
        QFETCH(ConnectionMode, connections);
        QFETCH(qint64, payloadBytes);
        QFETCH(PayloadKind, payloadKind);
        const ClientSettings settings{
            .pollInterval = 50ms, .connections = connections, .payloadKind = payloadKind};
        MeteredLane lane(kind, settings);
        UpstreamClient::Settings upstream{.upstream = {.kind = Upstream::Kind::PingPong},
                                          .payloadBytes = payloadBytes,
                                          .payloadKind = payloadKind,
                                          .client = settings};
        upstream.client.port = lane.link.port();
        UpstreamClient sender({kind, 0}, upstream, *lane.client, lane.metrics);
        connect(lane.client.get(), &ClientTransport::delivered, &sender, [&](const Delivery &delivery) {
            lane.metrics.delivered(kind, 0,
                                   {delivery.id, delivery.at, delivery.at, delivery.payload.size(), {}});
            sender.receive(delivery);
        });
        lane.client->start(MessageId{0});
        QTRY_COMPARE(lane.log->readyCount, 1);
        sender.begin(steadyNow(), {});
        QTRY_VERIFY(lane.log->deliveries.size() >= 5);
        sender.setHeld(true);
        QTRY_VERIFY(lane.metrics.caughtUp());
        QTRY_VERIFY(lane.agrees());
        lane.client->stop();
        sender.apply({});
        const LaneSnapshot snapshot = lane.metrics.snapshot(steadyNow(), {}).lane(kind);
        const TrafficTotals &totals = snapshot.traffic;
        const qint64 sent = snapshot.upstream.sent;
        QVERIFY(sent >= 5);
        QCOMPARE(snapshot.upstream, (UpstreamCounts{.sent = sent, .accepted = sent}));
        QCOMPARE(snapshot.roundTrip.count, sent);
        QCOMPARE(snapshot.messages, (MessageCounts{.due = sent, .published = sent, .delivered = sent}));
        QCOMPARE(MeteredLane::sumOf(totals), totals.wireUp + totals.wireDown);
        QCOMPARE(totals.part(BytePart::Unclassified), 0);
        // Once up and once down.
        QCOMPARE(totals.part(BytePart::Payload), 2 * sent * payloadBytes);
        QCOMPARE(totals.messagesUp, sent);
        if (kind == TransportKind::WebSocket) {
            QCOMPARE(totals.overheadUp, sent * headersUp(payloadBytes));
        } else {
            // Requests and responses, heads and the number of the message.
            QVERIFY(totals.overheadUp > sent * 600);
        }
    }

    void anEchoIsCountedToTheByteBothWays_data()
    {
        QTest::addColumn<qint64>("payloadBytes");
        QTest::addColumn<PayloadKind>("payloadKind");
        QTest::newRow("short") << qint64{64} << PayloadKind::Text;
        QTest::newRow("longer than its text") << qint64{0} << PayloadKind::Text;
        QTest::newRow("longest of the short headers") << qint64{125} << PayloadKind::Binary;
        QTest::newRow("binary, extended length") << qint64{3072} << PayloadKind::Binary;
        QTest::newRow("largest of 16 bits") << qint64{65'535} << PayloadKind::Text;
        QTest::newRow("64 bits") << qint64{65'536} << PayloadKind::Binary;
        QTest::newRow("in fragments") << qint64{600'000} << PayloadKind::Text;
        QTest::newRow("as large as the server takes") << qint64{1024 * 1024} << PayloadKind::Binary;
    }

    void anEchoIsCountedToTheByteBothWays()
    {
        QFETCH_GLOBAL(TransportKind, kind);
        QFETCH(qint64, payloadBytes);
        QFETCH(PayloadKind, payloadKind);
        const ClientSettings settings{.pollInterval = 50ms, .payloadKind = payloadKind};
        MeteredLane lane(kind, settings);
        // What a slow machine cannot carry would be lost: that is another test's subject.
        const double perSecond = payloadBytes > 100'000 ? 5 : 50;
        UpstreamClient::Settings upstream{.upstream = {Upstream::Kind::Echo, perSecond},
                                          .payloadBytes = payloadBytes,
                                          .payloadKind = payloadKind,
                                          .client = settings};
        upstream.client.port = lane.link.port();
        UpstreamClient sender({kind, 0}, upstream, *lane.client, lane.metrics);
        lane.client->start(MessageId{0});
        sender.prepare();
        QTRY_COMPARE(lane.log->readyCount, 1);
        QTRY_VERIFY(sender.isReady());
        sender.begin(steadyNow(), {});
        lane.server.publish("to all", PayloadKind::Text);
        QTRY_COMPARE(lane.log->deliveries.size(), 1);
        const auto counts = [&] { return lane.metrics.snapshot(steadyNow(), {}).lane(kind).upstream; };
        QTRY_VERIFY(!hasEcho(kind) || counts().echoed >= 5);
        sender.setHeld(true);
        QTRY_COMPARE(counts().pending, 0);
        sender.apply({}); // closes it, in order
        lane.client->stop();
        QTRY_VERIFY(lane.proxy.isIdle() && lane.agrees());

        const LaneSnapshot snapshot = lane.metrics.snapshot(steadyNow(), {}).lane(kind);
        const TrafficTotals &totals = snapshot.traffic;
        const qint64 sent = snapshot.upstream.sent;
        QCOMPARE(MeteredLane::sumOf(totals), totals.wireUp + totals.wireDown);
        QCOMPARE(totals.part(BytePart::Unclassified), 0);
        QCOMPARE(totals.part(BytePart::Repeated), 0);
        QCOMPARE(toNumber(lane.server.hub->log().last()), quint64{1}); // no echo was published
        QCOMPARE(lane.log->deliveries.size(), 1);
        QCOMPARE(totals.messagesUp, sent);
        if (!hasEcho(kind)) {
            QCOMPARE(snapshot.upstream, UpstreamCounts{});
            QCOMPARE(totals.part(BytePart::Payload), lane.publishedBytes);
            return;
        }
        QCOMPARE(snapshot.upstream, (UpstreamCounts{.sent = sent, .accepted = sent, .echoed = sent}));
        QCOMPARE(snapshot.roundTrip.count, sent);
        QCOMPARE(totals.requests, 2);
        qint64 payloads = 0;
        for (qint64 number = 1; number <= sent; ++number)
            payloads
                += upstreamPayload({kind, 0}, static_cast<quint64>(number), payloadBytes, payloadKind).size();
        QCOMPARE(totals.part(BytePart::Payload), lane.publishedBytes + 2 * payloads); // up and down
        QCOMPARE(totals.overheadUp, sent * headersUp(payloadBytes));
    }

    void garbageIsUnclassified_data()
    {
        QTest::addColumn<QByteArray>("garbage");
        QTest::newRow("bytes") << QByteArray::fromHex("160301020001000001fc0303") + QByteArray(100, '\xee');
        QTest::newRow("words") << QByteArray("I am no request at all\r\nreally: not\r\n\r\n");
    }

    void garbageIsUnclassified()
    {
        QFETCH_GLOBAL(TransportKind, kind);
        QFETCH(QByteArray, garbage);
        MeteredLane lane(kind, {.pollInterval = 50ms});
        lane.client->start(MessageId{0});
        QTRY_COMPARE(lane.log->readyCount, 1);
        QTcpSocket vandal;
        vandal.connectToHost(QHostAddress::LocalHost, lane.link.port());
        vandal.write(garbage);
        QTRY_VERIFY(lane.traffic().part(BytePart::Unclassified) >= garbage.size());
        vandal.disconnectFromHost();
        lane.server.publishNumbered(3);
        QTRY_COMPARE(lane.log->deliveries.size(), 3);
        lane.client->stop();
        QTRY_VERIFY(lane.proxy.isIdle() && lane.agrees());
        const TrafficTotals totals = lane.traffic();
        QCOMPARE(MeteredLane::sumOf(totals), totals.wireUp + totals.wireDown);
        QCOMPARE(totals.part(BytePart::Payload), lane.publishedBytes);
    }
};

QTEST_GUILESS_MAIN(MeteringTest)
#include "tst_metering.moc"
