#include "core/experiment/upstream_client.h"
#include "tests/support/hand_transport.h"
#include "tests/support/scripted_server.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;

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

    void echoesGoUpOnAConnectionOfTheirOwn()
    {
        HandTransport transport(true);
        transport.hasEcho = true;
        UpstreamClient client(sender, settings(Upstream::Kind::Echo, 100), transport, *m_metrics);
        QSignalSpy changed(&client, &UpstreamClient::readyChanged);
        QVERIFY(client.isReady()); // nothing was asked for yet
        client.prepare();
        QVERIFY(transport.echo && transport.echo->isStarted);
        QVERIFY(!client.isReady());
        transport.echo->connectNow();
        QVERIFY(client.isReady());
        QCOMPARE(changed.size(), 1);
        client.begin(steadyNow(), {});
        QTRY_VERIFY(transport.echo->sent.size() >= 3);
        QVERIFY(transport.sent.isEmpty());
        QCOMPARE(transport.echo->sent[0], upstreamPayload(sender, 1, 64, PayloadKind::Text));
        transport.echo->giveBack(transport.echo->sent[0]);
        QCOMPARE(counts().accepted, 1);
        QCOMPARE(counts().echoed, 1);
        QCOMPARE(lane().received(), 1);
        QCOMPARE(lane().roundTrip.count, 1);
        QCOMPARE(lane().messages, MessageCounts{}); // no message of the stream
    }

    void nothingIsDueBeforeTheEchoIsThere()
    {
        HandTransport transport(true);
        transport.hasEcho = true;
        UpstreamClient client(sender, settings(Upstream::Kind::Off), transport, *m_metrics);
        client.begin(steadyNow(), {});
        QVERIFY(!transport.echo);
        client.apply(settings(Upstream::Kind::Echo, 100)); // in the middle of a run
        QVERIFY(!client.isReady());
        const TimePoint asked = steadyNow();
        QTRY_VERIFY(steadyNow() > asked + 60ms);
        QCOMPARE(counts().sent, 0);
        transport.echo->connectNow();
        QTRY_VERIFY(counts().sent >= 3);
        QCOMPARE(counts().pending, counts().sent);
    }

    void whatIsUnderWayWhenTheEchoDiesIsLostAndCounted_data()
    {
        QTest::addColumn<bool>("comesBack");
        QTest::newRow("it reconnects") << true;
        QTest::newRow("as a browser's") << false;
    }

    void whatIsUnderWayWhenTheEchoDiesIsLostAndCounted()
    {
        QFETCH(bool, comesBack);
        HandTransport transport(true);
        transport.hasEcho = true;
        UpstreamClient client(sender, settings(Upstream::Kind::Echo, 100), transport, *m_metrics);
        client.begin(steadyNow(), {});
        transport.echo->connectNow();
        QTRY_VERIFY(counts().pending >= 3);
        transport.echo->lose(comesBack);
        QCOMPARE(counts().pending, 0);
        QCOMPARE(counts().lost, counts().sent);
        QCOMPARE(lane().traffic.reconnects, comesBack ? 1 : 0);
        QCOMPARE(lane().outageTotals.count, 0); // the stream goes on
        const qint64 sent = counts().sent;
        QTRY_VERIFY(counts().sent >= sent + 2); // what is due meanwhile is lost at once
        QCOMPARE(counts().lost, counts().sent);
        if (!comesBack)
            return;
        // The oldest under way comes back first.
        const qsizetype next = transport.echo->sent.size();
        transport.echo->connectNow();
        QTRY_VERIFY(counts().pending >= 1);
        transport.echo->giveBack(transport.echo->sent.at(next));
        QCOMPARE(counts().accepted, 1);
    }

    void theEchoClosesWhenItIsNoMoreWanted()
    {
        HandTransport transport(true);
        transport.hasEcho = true;
        UpstreamClient client(sender, settings(Upstream::Kind::Echo, 100), transport, *m_metrics);
        client.begin(steadyNow(), {});
        transport.echo->connectNow();
        QTRY_VERIFY(counts().pending >= 2);
        UpstreamClient::Settings faster = settings(Upstream::Kind::Echo, 50);
        faster.client.silenceTimeout = 3s;
        const HandTransport *const before = transport.echo;
        client.apply(faster);
        QCOMPARE(transport.echo.data(), before); // a new rate is no new connection
        QVERIFY(transport.echo->applied.silenceTimeout == 3s);
        client.apply(settings(Upstream::Kind::PingPong));
        QVERIFY(!transport.echo);
        QVERIFY(client.isReady());
        QTRY_COMPARE(transport.sent.size(), 1); // the stream's connection takes it from here
        QCOMPARE(counts().pending, 1);
        QCOMPARE(counts().lost, counts().sent - 1);
    }

    void nothingThatComesBackCountsOnceTheBooksAreClosed()
    {
        HandTransport transport(true);
        transport.hasEcho = true;
        UpstreamClient client(sender, settings(Upstream::Kind::Echo, 100), transport, *m_metrics);
        client.begin(steadyNow(), {});
        transport.echo->connectNow();
        QTRY_VERIFY(transport.echo->sent.size() >= 1);
        client.closeBooks();
        transport.echo->giveBack(transport.echo->sent[0]);
        QCOMPARE(counts().accepted, 0);
        QCOMPARE(lane().roundTrip.count, 0);
    }

    void aTransportWithoutAnEchoSendsNothing()
    {
        ScriptedServer server;
        HandTransport transport(false);
        UpstreamClient::Settings echoing = settings(Upstream::Kind::Echo, 100);
        echoing.client.port = server.port();
        UpstreamClient client(sender, echoing, transport, *m_metrics);
        client.prepare();
        QVERIFY(client.isReady()); // it does not keep the run from beginning
        const TimePoint begin = steadyNow();
        client.begin(begin, {});
        QTRY_VERIFY(steadyNow() > begin + 100ms);
        QCOMPARE(counts(), UpstreamCounts{});
        QCOMPARE(server.requestCount(), 0);
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
