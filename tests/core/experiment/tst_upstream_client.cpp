#include "core/experiment/upstream_client.h"
#include "tests/support/scripted_server.h"

#include <QTest>

using namespace std::chrono_literals;

/// A transport whose connection carries messages up, or does not: the test says what becomes of them.
class HandTransport : public ClientTransport
{
public:
    explicit HandTransport(bool carries)
        : m_carries(carries)
    {
    }

    void start(MessageId) override { }
    void stop() override { }
    void apply(const ClientSettings &) override { }
    [[nodiscard]] bool carriesUp() const override { return m_carries; }
    [[nodiscard]] bool send(const QByteArray &payload, PayloadKind) override
    {
        if (!isOpen)
            return false;
        sent.push_back(payload);
        return true;
    }
    [[nodiscard]] ClientState state() const override
    {
        ClientState state;
        state.phase = isOpen ? ClientState::Phase::Open : ClientState::Phase::Retrying;
        return state;
    }
    [[nodiscard]] MessageId cursor() const override { return {}; }

    bool isOpen = true;
    QList<QByteArray> sent;

private:
    bool m_carries;
};

class TestUpstreamClient : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_metrics = std::make_unique<RunMetrics>();
        m_metrics->startLane(TransportKind::WebSocket, 1, MessageId{0}, {});
    }

    void sendsNothingUnlessAsked()
    {
        HandTransport transport(true);
        UpstreamClient client(sender, settings(Upstream::Kind::Off), transport, *m_metrics);
        client.begin(steadyNow(), {});
        client.apply(settings(Upstream::Kind::Rate, 100));
        QTRY_VERIFY(transport.sent.size() >= 3);
        client.apply(settings(Upstream::Kind::Off));
        const qsizetype sent = transport.sent.size();
        QCOMPARE(counts().sent, sent);
        QCOMPARE(counts().pending, sent);
    }

    void theScheduleEndsWhereItIsTold()
    {
        HandTransport transport(true);
        UpstreamClient client(sender, settings(Upstream::Kind::Rate, 100), transport, *m_metrics);
        const TimePoint now = steadyNow();
        client.begin(now, now + 200ms);
        QTRY_VERIFY(steadyNow() > now + 300ms);
        // The same seed, the same messages.
        Schedule schedule({.kind = Arrivals::Kind::Poisson}, 100, ~ClientSettings().seed, now);
        const auto due = static_cast<qsizetype>(schedule.takeDue(now + 200ms).size());
        QVERIFY(due > 5);
        QVERIFY(std::abs(counts().sent - due) <= 1); // it began a moment after `now`
    }

    void isHeldWithTheRest()
    {
        HandTransport transport(true);
        UpstreamClient client(sender, settings(Upstream::Kind::Rate, 100), transport, *m_metrics);
        client.setHeld(true);
        const TimePoint begin = steadyNow();
        client.begin(begin, {});
        QTRY_VERIFY(steadyNow() > begin + 100ms);
        QCOMPARE(transport.sent.size(), 0);
        client.setHeld(false);
        QTRY_VERIFY(transport.sent.size() > 1);
    }

    void pingPongSendsTheNextWhenTheOneBeforeIsBack()
    {
        HandTransport transport(true);
        UpstreamClient client(sender, settings(Upstream::Kind::PingPong), transport, *m_metrics);
        client.begin(steadyNow(), {});
        QTRY_COMPARE(transport.sent.size(), 1);
        QCOMPARE(transport.sent[0], upstreamPayload(sender, 1, 64, PayloadKind::Text));
        client.receive(delivery("message 1")); // somebody else's
        QCOMPARE(transport.sent.size(), 1);
        for (int i = 1; i <= 20; ++i) {
            client.receive(delivery(transport.sent.last()));
            QCOMPARE(transport.sent.size(), i + 1); // in the same turn
        }
        QCOMPARE(counts(), (UpstreamCounts{.sent = 21, .accepted = 20, .pending = 1}));
        QCOMPARE(lane().roundTrip.count, 20);
        client.setHeld(true);
        client.receive(delivery(transport.sent.last()));
        QCOMPARE(transport.sent.size(), 21);
        client.setHeld(false);
        QTRY_COMPARE(transport.sent.size(), 22);
    }

    void pingPongEndsWithTheSchedule()
    {
        HandTransport transport(true);
        UpstreamClient client(sender, settings(Upstream::Kind::PingPong), transport, *m_metrics);
        const TimePoint end = steadyNow() + 50ms;
        client.begin(steadyNow(), end);
        QTRY_COMPARE(transport.sent.size(), 1);
        client.receive(delivery(transport.sent.last(), end));
        QCOMPARE(transport.sent.size(), 1);
        QCOMPARE(counts(), (UpstreamCounts{.sent = 1, .accepted = 1}));
    }

    void pingPongGoesOnAfterALoss()
    {
        HandTransport transport(true);
        UpstreamClient::Settings impatient = settings(Upstream::Kind::PingPong);
        impatient.patience = 30ms;
        UpstreamClient client(sender, impatient, transport, *m_metrics);
        client.begin(steadyNow(), {});
        QTRY_COMPARE(transport.sent.size(), 2); // the first did not come back
        QVERIFY(counts().lost >= 1);
        transport.isOpen = false;
        const qint64 sent = counts().sent;
        client.receive(delivery(transport.sent.last()));
        QCOMPARE(counts().sent, sent); // nothing goes up while nobody is there
        transport.isOpen = true;
        QTRY_VERIFY(counts().sent > sent);
    }

    void whatCannotBeSentIsLost()
    {
        HandTransport transport(true);
        transport.isOpen = false;
        UpstreamClient client(sender, settings(Upstream::Kind::Rate, 100), transport, *m_metrics);
        client.begin(steadyNow(), {});
        QTRY_VERIFY(counts().lost >= 3);
        QCOMPARE(counts().lost, counts().sent);
        QCOMPARE(counts().pending, 0);
    }

    void postsWhereTheConnectionCarriesNothingUp()
    {
        ScriptedServer server;
        HandTransport transport(false);
        UpstreamClient::Settings posting = settings(Upstream::Kind::PingPong);
        posting.client.port = server.port();
        UpstreamClient client(sender, posting, transport, *m_metrics);
        client.begin(steadyNow(), {});
        QTRY_COMPARE(server.requestCount(), 1);
        QCOMPARE(server.requests()[0].head.method, QByteArray("POST"));
        QVERIFY(transport.sent.isEmpty());
        server.send(scriptedResponse("201 Created", "{\"id\":1}"));
        QTRY_COMPARE(counts().accepted, 1);
        QCOMPARE(lane().roundTrip.count, 0); // accepted is not back
        client.receive(delivery(upstreamPayload(sender, 1, 64, PayloadKind::Text)));
        QTRY_COMPARE(server.requestCount(), 2);
        QCOMPARE(server.connectionCount(), 1);
        server.send(scriptedResponse("503 Service Unavailable", "{}"));
        QTRY_COMPARE(counts().lost, 1);
        QTRY_COMPARE(server.requestCount(), 3);
        QCOMPARE(counts(), (UpstreamCounts{.sent = 3, .accepted = 1, .lost = 1, .pending = 1}));
    }

private:
    static UpstreamClient::Settings settings(Upstream::Kind kind, double rate = 2)
    {
        return {.upstream = {kind, rate}};
    }
    static Delivery delivery(const QByteArray &payload, TimePoint at = steadyNow())
    {
        return {.id = MessageId{1}, .at = at, .payload = payload};
    }
    [[nodiscard]] LaneSnapshot lane() const
    {
        return m_metrics->snapshot(steadyNow(), {}).lane(TransportKind::WebSocket);
    }
    [[nodiscard]] UpstreamCounts counts() const { return lane().upstream; }

    static constexpr UpstreamSender sender{TransportKind::WebSocket, 0};
    std::unique_ptr<RunMetrics> m_metrics;
};

QTEST_GUILESS_MAIN(TestUpstreamClient)
#include "tst_upstream_client.moc"
