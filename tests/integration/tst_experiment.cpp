#include "core/experiment/engine_threads.h"

#include "core/metrics/poll_verdicts.h"
#include "core/trace/trace_log.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 20'000;
using Cursors = std::array<qint64, transportCount>;

ExperimentSettings quickSettings()
{
    ExperimentSettings settings;
    settings.messagesPerSecond = 40;
    settings.arrivals.kind = Arrivals::Kind::Steady;
    settings.pollInterval = 100ms;
    settings.delay = 5ms;
    settings.clients = 2;
    settings.duration = 1s;
    return settings;
}

/// An engine with the newest of its snapshots.
class Bench : public QObject
{
public:
    Bench()
    {
        connect(&engine, &EngineThreads::snapshotReady, this, [this](const RunSnapshot &taken) {
            newest = taken;
            ++snapshots;
        });
    }

    /// Asks for one snapshot and waits for it.
    [[nodiscard]] bool look(const Cursors &since = {})
    {
        const int before = snapshots;
        engine.requestSnapshot(since);
        return QTest::qWaitFor([&] { return snapshots > before; }, patienceMs);
    }
    template<typename Condition>
    [[nodiscard]] bool lookUntil(Condition condition)
    {
        return QTest::qWaitFor([&] { return look() && condition(newest); }, patienceMs);
    }
    [[nodiscard]] bool runToTheEnd(const ExperimentSettings &settings, EngineOptions options = {})
    {
        options.bounded = true;
        QSignalSpy stopped(&engine, &EngineThreads::stopped);
        engine.start(settings, options);
        return stopped.wait(patienceMs) && look();
    }
    [[nodiscard]] bool stop()
    {
        QSignalSpy stopped(&engine, &EngineThreads::stopped);
        engine.stop();
        return stopped.wait(patienceMs);
    }

    RunSnapshot newest;
    int snapshots = 0;
    EngineThreads engine;
};

bool running(const RunSnapshot &snapshot)
{
    return snapshot.phase == RunSnapshot::Phase::Running;
}

}

class TestExperiment : public QObject
{
    Q_OBJECT

private slots:
    void aStopBooksTheBytesOfAllThatWasDelivered()
    {
        ExperimentSettings settings = quickSettings();
        settings.messagesPerSecond = 2000;
        Bench bench;
        bench.engine.start(settings, {});
        QVERIFY(bench.lookUntil(
            [](const RunSnapshot &s) { return s.lane(TransportKind::WebSocket).messages.delivered > 200; }));
        QVERIFY(bench.stop());
        QVERIFY(bench.look());
        for (const LaneSnapshot &lane : bench.newest.lanes)
            QVERIFY2(lane.traffic.part(BytePart::Payload) >= lane.messages.delivered * settings.payloadBytes,
                     qPrintable(machineName(lane.kind)));
    }

    void theTraceHoldsEveryByteAndRequestThatTheReportCounts()
    {
        Bench bench;
        Trace trace;
        connect(&bench.engine, &EngineThreads::traceReady, this,
                [&trace](const TraceBatch &batch) { trace.take(batch); });
        EngineOptions options;
        options.trace = true;
        QVERIFY(bench.runToTheEnd(quickSettings(), options));
        for (const LaneSnapshot &lane : bench.newest.lanes) {
            const TraceLog &log = trace.lane(lane.kind);
            qint64 up = 0;
            qint64 down = 0;
            qint64 requests = 0;
            qint64 connections = 0;
            std::array<std::vector<MessageId>, 2> messages; // of the two clients
            for (const TraceRecord &record : log.records()) {
                QCOMPARE(record.bytes.size(), record.wire.end - record.wire.begin);
                QVERIFY(record.wire.firstIn <= record.wire.lastOut);
                (record.wire.direction == Direction::Up ? up : down) += record.bytes.size();
                connections += record.kind == TraceKind::Opened ? 1 : 0;
                requests
                    += record.kind == TraceKind::Wire && record.wire.kind == WireRecordKind::Request ? 1 : 0;
                auto &seen = messages[static_cast<std::size_t>(record.source.client)];
                seen.insert(seen.end(), record.wire.messages.begin(), record.wire.messages.end());
            }
            QCOMPARE(log.dropped(), 0);
            QCOMPARE(up, lane.traffic.wireUp);
            QCOMPARE(down, lane.traffic.wireDown);
            QCOMPARE(requests, lane.traffic.requests);
            QCOMPARE(connections, lane.traffic.connections);
            for (const auto &seen : messages) {
                QCOMPARE(seen.size(), std::size_t{40});
                QVERIFY(std::ranges::is_sorted(seen));
            }
            // The delay of the link is what slants an arrow.
            for (const TraceRecord &record : log.records())
                if (record.kind == TraceKind::Wire)
                    QVERIFY(record.wire.lastOut - record.wire.firstIn >= 5ms);
        }
        QVERIFY(!trace.lane(TransportKind::LongPoll).holds().empty());
    }

    void whatClientsSendReachesAllAndComesBack_data()
    {
        QTest::addColumn<QString>("upstream");
        QTest::addColumn<PayloadKind>("kind");
        QTest::addColumn<ConnectionMode>("connections");
        QTest::newRow("at a rate") << u"20"_s << PayloadKind::Text << ConnectionMode::Keep;
        QTest::newRow("binary, new connections") << u"10"_s << PayloadKind::Binary << ConnectionMode::New;
        QTest::newRow("ping-pong") << u"ping-pong"_s << PayloadKind::Text << ConnectionMode::Keep;
    }

    void whatClientsSendReachesAllAndComesBack()
    {
        QFETCH(QString, upstream);
        QFETCH(PayloadKind, kind);
        QFETCH(ConnectionMode, connections);
        Bench bench;
        ExperimentSettings settings = quickSettings();
        settings.upstream = *upstreamFromText(upstream);
        settings.payloadKind = kind;
        settings.connections = connections;
        QVERIFY(bench.runToTheEnd(settings));
        qint64 sent = 0;
        for (const LaneSnapshot &lane : bench.newest.lanes)
            sent += lane.upstream.sent;
        QCOMPARE(bench.newest.published, 40 + sent);
        for (const LaneSnapshot &lane : bench.newest.lanes) {
            const qint64 own = lane.upstream.sent;
            QVERIFY(own > 2);
            QCOMPARE(lane.upstream, (UpstreamCounts{.sent = own, .accepted = own}));
            QCOMPARE(lane.roundTrip.count, own);
            QVERIFY(*lane.roundTrip.minMs >= 10); // up and down
            const qint64 due = 2 * (40 + sent);
            QCOMPARE(lane.messages, (MessageCounts{.due = due, .published = due, .delivered = due}));
            const auto &parts = lane.traffic.parts;
            QCOMPARE(std::accumulate(parts.begin(), parts.end(), qint64{0}),
                     lane.traffic.wireUp + lane.traffic.wireDown);
            QCOMPARE(lane.traffic.part(BytePart::Unclassified), 0);
            QCOMPARE(lane.traffic.part(BytePart::Repeated), 0);
            QCOMPARE(lane.traffic.part(BytePart::Payload), 64 * (due + own));
            QCOMPARE(lane.traffic.messagesUp, own);
            if (lane.kind == TransportKind::WebSocket)
                QCOMPARE(*lane.upstreamBytesPerMessage, 6.0); // header and mask
            else
                QVERIFY(*lane.upstreamBytesPerMessage > 500);
        }
    }

    void anEchoComesBackToItsSenderAlone_data()
    {
        QTest::addColumn<PayloadKind>("kind");
        QTest::addColumn<qint64>("payloadBytes");
        QTest::newRow("text") << PayloadKind::Text << qint64{64};
        QTest::newRow("binary, longer headers") << PayloadKind::Binary << qint64{3000};
    }

    void anEchoComesBackToItsSenderAlone()
    {
        QFETCH(PayloadKind, kind);
        QFETCH(qint64, payloadBytes);
        Bench bench;
        ExperimentSettings settings = quickSettings();
        settings.upstream = {Upstream::Kind::Echo, 30};
        settings.payloadKind = kind;
        settings.payloadBytes = payloadBytes;
        QVERIFY(bench.runToTheEnd(settings));
        QCOMPARE(bench.newest.published, 40); // no echo among them
        for (const LaneSnapshot &lane : bench.newest.lanes) {
            QCOMPARE(lane.messages, (MessageCounts{.due = 80, .published = 80, .delivered = 80}));
            const auto &parts = lane.traffic.parts;
            QCOMPARE(std::accumulate(parts.begin(), parts.end(), qint64{0}),
                     lane.traffic.wireUp + lane.traffic.wireDown);
            QCOMPARE(lane.traffic.part(BytePart::Unclassified), 0);
            const bool echoes = lane.kind == TransportKind::WebSocket;
            QCOMPARE(lane.sending, echoes ? Sending::Echoed : Sending::NoEcho);
            QCOMPARE(lane.traffic.connections, echoes ? 4 : 2); // one more for each of its two clients
            const qint64 own = lane.upstream.sent;
            QCOMPARE(lane.traffic.part(BytePart::Payload), payloadBytes * (80 + 2 * own));
            if (!echoes) {
                QCOMPARE(lane.upstream, UpstreamCounts{});
                QVERIFY(!lane.roundTrip.meanMs && !lane.upstreamBytesPerMessage);
                continue;
            }
            QVERIFY(own > 20);
            QCOMPARE(lane.upstream, (UpstreamCounts{.sent = own, .accepted = own, .echoed = own}));
            QCOMPARE(lane.roundTrip.count, own);
            QVERIFY(*lane.roundTrip.minMs >= 10); // up and down
            QCOMPARE(lane.traffic.messagesUp, own);
            const qint64 lengths = payloadBytes > 125 ? 2 : 0; // RFC 6455 5.2
            QCOMPARE(*lane.upstreamBytesPerMessage, static_cast<double>(6 + lengths));
            // Down a header of 2 or 4, no mask and nothing else.
            const qint64 downEach = kind == PayloadKind::Binary ? 2 + lengths : 2;
            QCOMPARE(lane.traffic.part(BytePart::Framing), own * (6 + lengths + 2 + lengths) + 80 * downEach);
        }
    }

    void anEchoThatIsSwitchedOnAndOffLeavesTheBooksBalanced()
    {
        ExperimentSettings settings = quickSettings();
        Bench bench;
        bench.engine.start(settings, {});
        QVERIFY(bench.lookUntil(running));
        for (const Upstream::Kind kind :
             {Upstream::Kind::Echo, Upstream::Kind::Rate, Upstream::Kind::Echo, Upstream::Kind::Off}) {
            settings.upstream = {kind, 50};
            QVERIFY(bench.engine.apply(settings));
            const qint64 before = bench.newest.lane(TransportKind::WebSocket).upstream.echoed;
            QVERIFY(bench.lookUntil([kind, before](const RunSnapshot &s) {
                const LaneSnapshot &lane = s.lane(TransportKind::WebSocket);
                const bool sends = lane.sending != Sending::Nothing;
                if (kind == Upstream::Kind::Echo)
                    return sends && lane.upstream.echoed > before;
                return kind == Upstream::Kind::Off ? !sends && lane.upstream.pending == 0
                                                   : sends && lane.upstream.pending > 0;
            }));
            const UpstreamCounts sent = bench.newest.lane(TransportKind::WebSocket).upstream;
            QCOMPARE(sent.sent, sent.accepted + sent.lost + sent.pending);
        }
        QVERIFY(bench.newest.lane(TransportKind::WebSocket).upstream.echoed > 0);
        QVERIFY(bench.stop());
        QVERIFY(bench.look());
        for (const LaneSnapshot &lane : bench.newest.lanes) {
            QCOMPARE(lane.upstream.sent, lane.upstream.accepted + lane.upstream.lost);
            const auto &parts = lane.traffic.parts;
            QCOMPARE(std::accumulate(parts.begin(), parts.end(), qint64{0}),
                     lane.traffic.wireUp + lane.traffic.wireDown);
            QCOMPARE(lane.traffic.part(BytePart::Unclassified), 0);
        }
    }

    void everyMessageIsDeliveredOnAllFourAndEveryByteAccountedFor()
    {
        Bench bench;
        QSignalSpy finished(&bench.engine, &EngineThreads::finished);
        std::vector<DeliveryRow> rows;
        EngineOptions options;
        options.onDelivery = [&rows](const DeliveryRow &row) { rows.push_back(row); };
        QVERIFY(bench.runToTheEnd(quickSettings(), options));
        QCOMPARE(finished.count(), 1);
        QVERIFY(!bench.engine.isRunning());
        QCOMPARE(bench.newest.phase, RunSnapshot::Phase::Finished);
        QCOMPARE(bench.newest.published, 40);
        QCOMPARE(rows.size(), std::size_t(4 * 2 * 40));
        for (const LaneSnapshot &lane : bench.newest.lanes) {
            QCOMPARE(lane.messages, (MessageCounts{.due = 80, .published = 80, .delivered = 80}));
            QCOMPARE(lane.latency.count, 80);
            QVERIFY(*lane.latency.minMs >= 5);
            const auto &parts = lane.traffic.parts;
            QCOMPARE(std::accumulate(parts.begin(), parts.end(), qint64{0}),
                     lane.traffic.wireUp + lane.traffic.wireDown);
            QCOMPARE(lane.traffic.part(BytePart::Payload), 80 * 64);
            QCOMPARE(lane.traffic.part(BytePart::Unclassified), 0);
            QCOMPARE(lane.traffic.part(BytePart::Repeated), 0);
            QCOMPARE(lane.traffic.connections, 2);
            QCOMPARE(lane.newDeliveries.size(), 80);
            QVERIFY(lane.newest.text.startsWith(u"message 40"));
        }
        QVERIFY(bench.newest.noise.loopLag.count > 0);
        QCOMPARE(bench.newest.noise.publisherLate.count, 40);
    }

    void theSameSeedMakesTheSameSchedule()
    {
        ExperimentSettings settings = quickSettings();
        settings.arrivals.kind = Arrivals::Kind::Poisson;
        settings.transports = {false, false, false, true};
        settings.clients = 1;
        settings.duration = 300ms;
        std::array<std::vector<double>, 2> due;
        for (auto &times : due) {
            Bench bench;
            EngineOptions options;
            options.onDelivery = [&times](const DeliveryRow &row) { times.push_back(row.tS); };
            QVERIFY(bench.runToTheEnd(settings, options));
        }
        QVERIFY(!due[0].empty());
        QCOMPARE(due[0].size(), due[1].size());
        for (std::size_t i = 0; i < due[0].size(); ++i)
            QVERIFY(std::abs(due[0][i] - due[1][i]) < 2e-6); // `t` has whole microseconds
    }

    void whatIsDueInTheWarmupIsNotCounted()
    {
        ExperimentSettings settings = quickSettings();
        settings.warmup = 500ms;
        Bench bench;
        QVERIFY(bench.runToTheEnd(settings));
        QCOMPARE(bench.newest.published, 60);
        for (const LaneSnapshot &lane : bench.newest.lanes)
            QCOMPARE(lane.messages, (MessageCounts{.due = 80, .published = 80, .delivered = 80}));
        QVERIFY(bench.newest.marks.isEmpty());
    }

    void aMessageByHandArrivesOnAllFourAtRateZero()
    {
        ExperimentSettings settings = quickSettings();
        settings.messagesPerSecond = 0;
        Bench bench;
        bench.engine.start(settings, {});
        QVERIFY(bench.lookUntil(running));
        bench.engine.publish("hello", PayloadKind::Text);
        QVERIFY(bench.lookUntil([](const RunSnapshot &snapshot) {
            return std::all_of(snapshot.lanes.begin(), snapshot.lanes.end(),
                               [](const LaneSnapshot &lane) { return lane.messages.delivered == 2; });
        }));
        for (const LaneSnapshot &lane : bench.newest.lanes)
            QCOMPARE(lane.newest, (NewestMessage{1, u"hello"_s}));
        QVERIFY(bench.stop());
    }

    void aLaneGoesAndComesWithoutTouchingTheOthers()
    {
        ExperimentSettings settings = quickSettings();
        Bench bench;
        bench.engine.start(settings, {});
        QVERIFY(bench.lookUntil(
            [](const RunSnapshot &s) { return s.lane(TransportKind::WebSocket).messages.delivered > 4; }));
        settings.transports[indexOf(TransportKind::Sse)] = false;
        QVERIFY(bench.engine.apply(settings));
        QVERIFY(bench.lookUntil([](const RunSnapshot &s) {
            return !s.lane(TransportKind::Sse).enabled && s.lane(TransportKind::Sse).openConnections == 0;
        }));
        QCOMPARE(bench.newest.lane(TransportKind::Sse).phase, LaneSnapshot::Phase::Off);
        const qint64 delivered = bench.newest.lane(TransportKind::WebSocket).messages.delivered;
        settings.transports[indexOf(TransportKind::Sse)] = true;
        QVERIFY(bench.engine.apply(settings));
        QVERIFY(bench.lookUntil([](const RunSnapshot &s) {
            const LaneSnapshot &lane = s.lane(TransportKind::Sse);
            return lane.readyClients == 2 && lane.messages.delivered > 4;
        }));
        QVERIFY(bench.newest.lane(TransportKind::WebSocket).messages.delivered > delivered);
        QCOMPARE(bench.newest.lane(TransportKind::WebSocket).traffic.connections, 2);
        QCOMPARE(bench.newest.lane(TransportKind::Sse).messages.lost, 0);
        QVERIFY(bench.newest.lane(TransportKind::Sse).regimeStartS > 0);
        QVERIFY(bench.stop());
    }

    void clientsComeAndGoWhileItRuns()
    {
        ExperimentSettings settings = quickSettings();
        Bench bench;
        bench.engine.start(settings, {});
        QVERIFY(bench.lookUntil(running));
        for (const int clients : {4, 1, 3}) {
            settings.clients = clients;
            QVERIFY(bench.engine.apply(settings));
            QVERIFY(bench.lookUntil([clients](const RunSnapshot &snapshot) {
                return std::all_of(snapshot.lanes.begin(), snapshot.lanes.end(),
                                   [clients](const LaneSnapshot &lane) {
                                       return lane.readyClients == clients && lane.openConnections == clients;
                                   });
            }));
        }
        for (const LaneSnapshot &lane : bench.newest.lanes) {
            QCOMPARE(lane.messages.lost, 0);
            QCOMPARE(lane.traffic.part(BytePart::Unclassified), 0);
        }
        QVERIFY(bench.stop());
    }

    void aShorterPollIntervalActsAtOnce()
    {
        ExperimentSettings settings = quickSettings();
        settings.pollInterval = 30s;
        settings.transports = {true, false, false, false};
        settings.clients = 1;
        Bench bench;
        bench.engine.start(settings, {});
        QVERIFY(bench.lookUntil(running));
        const qint64 before = bench.newest.lane(TransportKind::ShortPoll).traffic.requests;
        const double changedAt = bench.newest.elapsedS;
        settings.pollInterval = 200ms;
        QVERIFY(bench.engine.apply(settings));
        bench.engine.restartStatistics(u"poll interval 30 s -> 200 ms"_s);
        QVERIFY(bench.lookUntil(
            [](const RunSnapshot &s) { return s.lane(TransportKind::ShortPoll).messages.delivered > 0; }));
        QVERIFY(before <= 1);
        QVERIFY(bench.newest.elapsedS - changedAt < 5); // it would have been 30 s
        QCOMPARE(bench.newest.marks.size(), 1);
        QCOMPARE(bench.newest.regime, 1);
        QVERIFY(bench.stop());
    }

    void aGuestMeetsTheLanesDelayAndIsNotCounted()
    {
        ExperimentSettings settings = quickSettings();
        settings.messagesPerSecond = 0;
        settings.delay = 100ms;
        settings.transports = {false, false, true, false};
        Bench bench;
        bench.engine.start(settings, {});
        QVERIFY(bench.lookUntil(running));
        const LaneSnapshot before = bench.newest.lane(TransportKind::Sse);
        QVERIFY(before.linkPort != 0);
        QTcpSocket guest;
        const TimePoint asked = steadyNow();
        guest.connectToHost(QHostAddress::LocalHost, before.linkPort);
        guest.write("GET /stats HTTP/1.1\r\nHost: guest\r\n\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(guest.bytesAvailable() > 0, patienceMs);
        QVERIFY(steadyNow() - asked >= 400ms); // a round trip to connect, another for the answer
        QVERIFY(guest.readAll().startsWith("HTTP/1.1 200"));
        QVERIFY(bench.look());
        const LaneSnapshot &after = bench.newest.lane(TransportKind::Sse);
        QCOMPARE(after.traffic.wireUp, before.traffic.wireUp);
        QCOMPARE(after.openConnections, before.openConnections);
        QVERIFY(bench.stop());
    }

    void aBusyPortIsSaidOrReplaced()
    {
        QTcpServer squatter;
        QVERIFY(squatter.listen(QHostAddress::LocalHost));
        EngineOptions options;
        options.port = squatter.serverPort();
        Bench bench;
        QSignalSpy failed(&bench.engine, &EngineThreads::failed);
        bench.engine.start(quickSettings(), options);
        QVERIFY(failed.wait(patienceMs));
        QVERIFY(failed[0][0].value<Error>().message.contains(QString::number(options.port)));
        QVERIFY(!bench.engine.isRunning());

        options.fallBackToFreePort = true;
        EngineAddress address;
        connect(&bench.engine, &EngineThreads::started, &bench, [&](const EngineAddress &a) { address = a; });
        bench.engine.start(quickSettings(), options);
        QTRY_VERIFY_WITH_TIMEOUT(address.port != 0, patienceMs);
        QVERIFY(address.fellBack);
        QVERIFY(address.port != options.port);
        QVERIFY(bench.stop());
    }

    void impossibleSettingsAreRefused()
    {
        ExperimentSettings settings;
        settings.clients = 501;
        Bench bench;
        QSignalSpy failed(&bench.engine, &EngineThreads::failed);
        bench.engine.start(settings, {});
        QVERIFY(failed.wait(patienceMs));
        QVERIFY(!bench.engine.isRunning());
    }

    void itStopsWheneverItIsTold()
    {
        Bench bench;
        bench.engine.start(quickSettings(), {});
        QVERIFY(bench.stop()); // before anything was ready
        bench.engine.start(quickSettings(), {});
        QVERIFY(bench.lookUntil(running));
        QVERIFY(bench.stop());
        QVERIFY(bench.look());
        QCOMPARE(bench.newest.phase, RunSnapshot::Phase::Finished);
        for (const LaneSnapshot &lane : bench.newest.lanes)
            QCOMPARE(lane.messages.pending, 0);
        bench.engine.start(quickSettings(), {});
        QVERIFY(bench.lookUntil(running)); // and goes with its owner
    }

    void aFinalSnapshotGivesEachDeliveryOnce()
    {
        Bench bench;
        QVERIFY(bench.runToTheEnd(quickSettings()));
        Cursors seen{};
        for (const LaneSnapshot &lane : bench.newest.lanes) {
            QCOMPARE(lane.nextDelivery, 80);
            seen[indexOf(lane.kind)] = 79;
        }
        QVERIFY(bench.look(seen));
        for (const LaneSnapshot &lane : bench.newest.lanes)
            QCOMPARE(lane.newDeliveries.size(), 1);
    }

    void pollsFindNothingAsOftenAsTheModelSays_data()
    {
        QTest::addColumn<Arrivals::Kind>("arrivals");
        QTest::addColumn<double>("rate");
        QTest::addColumn<Duration>("delay");
        QTest::newRow("Poisson") << Arrivals::Kind::Poisson << 10.0 << Duration(5ms);
        QTest::newRow("Poisson, polls overlap") << Arrivals::Kind::Poisson << 5.0 << Duration(70ms);
        QTest::newRow("steady, further apart than polls") << Arrivals::Kind::Steady << 4.0 << Duration(5ms);
        QTest::newRow("steady, one a poll") << Arrivals::Kind::Steady << 10.0 << Duration(5ms);
    }

    void pollsFindNothingAsOftenAsTheModelSays()
    {
        QFETCH(Arrivals::Kind, arrivals);
        QFETCH(double, rate);
        QFETCH(Duration, delay);
        ExperimentSettings settings = quickSettings();
        settings.transports = {true, false, false, false};
        settings.arrivals.kind = arrivals;
        settings.messagesPerSecond = rate;
        settings.delay = delay;
        settings.duration = 3s;
        Bench bench;
        QVERIFY(bench.runToTheEnd(settings));
        LaneSnapshot lane = bench.newest.lane(TransportKind::ShortPoll);
        QCOMPARE(lane.traffic.emptyPolls, lane.traffic.emptyResponses);
        QVERIFY(lane.traffic.requests - lane.traffic.emptyPolls - lane.traffic.fullPolls <= lane.clients);
        const EmptyPollComparison c = compareEmptyPolls(lane);
        QCOMPARE(c.verdict, Verdict::Agrees);
        lane.predicted.emptyPolls->share = lane.predicted.emptyPolls->share > 0.5 ? 0.1 : 0.9;
        QCOMPARE(compareEmptyPolls(lane).verdict, Verdict::Differs);
    }

    void holdingStopsTheScheduleOnly()
    {
        Bench bench;
        bench.engine.start(quickSettings(), {});
        QVERIFY(bench.lookUntil([](const RunSnapshot &s) { return s.published > 4; }));
        bench.engine.setHeld(true);
        QVERIFY(bench.lookUntil(
            [](const RunSnapshot &s) { return s.held && s.lane(TransportKind::Sse).messages.pending == 0; }));
        bench.engine.publish("by hand", PayloadKind::Text);
        // What the publisher had sent before it heard of the hold may still come after it.
        QVERIFY(bench.lookUntil([](const RunSnapshot &s) {
            const auto &points = s.lane(TransportKind::Sse).newDeliveries;
            return std::ranges::any_of(points, [](const DeliveryPoint &p) { return p.payloadBytes == 7; });
        }));
        const qint64 published = bench.newest.published;
        bench.engine.setHeld(false);
        QVERIFY(bench.lookUntil([&](const RunSnapshot &s) { return s.published > published + 4; }));
        QVERIFY(bench.stop());
    }

    void aHoldLeavesNoShareOfEmptyPollsToPredict()
    {
        const auto predicted = [](const RunSnapshot &s) {
            return s.lane(TransportKind::ShortPoll).predicted.emptyPolls.has_value();
        };
        Bench bench;
        bench.engine.start(quickSettings(), {});
        QVERIFY(bench.lookUntil([](const RunSnapshot &s) { return s.published > 4; }));
        QVERIFY(predicted(bench.newest));
        bench.engine.setHeld(true);
        QVERIFY(bench.lookUntil([&](const RunSnapshot &s) { return !predicted(s); }));
        bench.engine.setHeld(false);
        const qint64 published = bench.newest.published;
        QVERIFY(bench.lookUntil([&](const RunSnapshot &s) { return s.published > published + 4; }));
        QVERIFY(!predicted(bench.newest));
        bench.engine.restartStatistics({});
        QVERIFY(bench.lookUntil(predicted));
        QVERIFY(bench.stop());
    }
};

QTEST_GUILESS_MAIN(TestExperiment)

#include "tst_experiment.moc"
