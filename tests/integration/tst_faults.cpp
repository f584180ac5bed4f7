#include "core/experiment/engine_threads.h"

#include <QRandomGenerator>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 60'000;

/// One bounded run.
class Run
{
public:
    explicit Run(const ExperimentSettings &settings)
    {
        QObject::connect(&m_engine, &EngineThreads::snapshotReady, &m_engine,
                         [this](const RunSnapshot &snapshot) { m_last = snapshot; });
        QObject::connect(&m_engine, &EngineThreads::stopped, &m_engine,
                         [this] { m_engine.requestSnapshot({}); });
        EngineOptions options;
        options.bounded = true;
        m_engine.start(settings, options);
    }

    /// Its final snapshot; an empty one if it hangs.
    [[nodiscard]] RunSnapshot result()
    {
        const auto isOver = [this] { return m_last.phase == RunSnapshot::Phase::Finished; };
        return QTest::qWaitFor(isOver, patienceMs) ? m_last : RunSnapshot{};
    }

private:
    RunSnapshot m_last;
    EngineThreads m_engine;
};

RunSnapshot resultOf(const ExperimentSettings &settings)
{
    return Run(settings).result();
}

/// 5 messages a second, and all lanes cut for 3 s, in a shorter form: 20 a second, cut for 1 s.
ExperimentSettings cutTheCable(WebSocketRecovery recovery)
{
    ExperimentSettings settings;
    settings.messagesPerSecond = 20;
    settings.arrivals.kind = Arrivals::Kind::Steady;
    settings.pollInterval = 200ms;
    settings.delay = 10ms;
    settings.duration = 4s;
    settings.websocketRecovery = recovery;
    settings.faults = {{1s, {.kind = FaultKind::Cut, .lane = {}, .length = 1s}}};
    return settings;
}

bool balances(const RunSnapshot &snapshot)
{
    for (const LaneSnapshot &lane : snapshot.lanes) {
        const MessageCounts &m = lane.messages;
        const UpstreamCounts &u = lane.upstream;
        if (u.sent != u.accepted + u.lost + u.pending || u.pending != 0 || u.echoed > u.accepted) {
            qWarning() << machineName(lane.kind) << "sent" << u.sent << "accepted" << u.accepted << "lost"
                       << u.lost << "pending" << u.pending << "echoed" << u.echoed;
            return false;
        }
        const TrafficTotals &t = lane.traffic;
        qint64 parts = 0;
        for (const qint64 part : t.parts)
            parts += part;
        if (m.due != m.delivered + m.lost + m.pending || m.pending != 0 || parts != t.wireUp + t.wireDown
            || t.part(BytePart::Unclassified) != 0) {
            qWarning() << machineName(lane.kind) << "due" << m.due << "delivered" << m.delivered << "lost"
                       << m.lost << "pending" << m.pending << "wire" << t.wireUp + t.wireDown << "parts"
                       << parts << "unclassified" << t.part(BytePart::Unclassified);
            return false;
        }
    }
    return true;
}

/// Three faults of any kind at any time, and everything else at random, too.
ExperimentSettings randomFaults(quint32 seed)
{
    QRandomGenerator random(seed);
    ExperimentSettings settings;
    settings.seed = seed;
    settings.messagesPerSecond = 20 + random.bounded(80);
    settings.payloadBytes = random.bounded(4000);
    settings.pollInterval = std::chrono::milliseconds(50 + random.bounded(400));
    settings.delay = std::chrono::milliseconds(random.bounded(30));
    settings.clients = 1 + static_cast<int>(random.bounded(3));
    settings.duration = 2s;
    settings.heartbeat = 200ms;
    settings.visibleHeartbeats = true;
    settings.silenceTimeout = 600ms;
    settings.longPollTimeout = 1s;
    settings.websocketRecovery = static_cast<WebSocketRecovery>(random.bounded(3));
    settings.upstream = {static_cast<Upstream::Kind>(random.bounded(4)), 5.0 + random.bounded(30)};
    const auto kinds = static_cast<int>(faultDescriptors().size());
    for (int i = 0; i < 3; ++i) {
        Fault fault{.kind = static_cast<FaultKind>(random.bounded(kinds)),
                    .lane = {},
                    .length = std::chrono::milliseconds(50 + random.bounded(500)),
                    .bytesPerSecond = 200 + random.bounded(5000)};
        if (!descriptorOf(fault.kind).ofServer && random.bounded(2) == 0)
            fault.lane = allTransportKinds[random.bounded(static_cast<quint32>(transportCount))];
        settings.faults.append({std::chrono::milliseconds(random.bounded(1800)), fault});
    }
    return settings;
}

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void whoResumesLosesNothingInACut()
    {
        const RunSnapshot end = resultOf(cutTheCable(WebSocketRecovery::Resume));
        QCOMPARE(end.phase, RunSnapshot::Phase::Finished);
        QVERIFY(balances(end));
        for (const LaneSnapshot &lane : end.lanes) {
            QCOMPARE(lane.messages.due, 80);
            QCOMPARE(lane.messages.delivered, 80);
            QCOMPARE(lane.messages.duplicated, 0);
            QVERIFY2(*lane.latency.maxMs > 200, "somebody waited");
        }
        for (const TransportKind kind :
             {TransportKind::LongPoll, TransportKind::Sse, TransportKind::WebSocket}) {
            const LaneSnapshot &lane = end.lane(kind);
            QCOMPARE(lane.outageTotals.count, 1);
            QVERIFY(lane.outageTotals.downtimeS >= 1);
            QVERIFY(*lane.outageTotals.longestNoticeS < 0.5);
            QVERIFY(lane.traffic.reconnects >= 1);
            const Outage outage = lane.outages.constFirst();
            QVERIFY(outage.startS >= 1 && outage.startS < 1.5);
            QVERIFY(outage.endS && *outage.endS > *outage.backS - 1e-9);
            QVERIFY(*outage.backS >= 2);
        }
        QCOMPARE(end.marks.size(), 1);
        QVERIFY(end.marks.constFirst().fault);
    }

    void aWebSocketThatOnlyReconnectsLosesWhatFellDueMeanwhile()
    {
        const RunSnapshot end = resultOf(cutTheCable(WebSocketRecovery::Reconnect));
        QVERIFY(balances(end));
        const LaneSnapshot &lane = end.lane(TransportKind::WebSocket);
        const Outage outage = lane.outages.value(0);
        QVERIFY(outage.backS);
        // Exactly the messages that were due while it was away, but for those at its two edges.
        const double away = (*outage.backS - outage.startS) * 20;
        QVERIFY2(std::abs(static_cast<double>(lane.messages.lost) - away) <= 3,
                 qPrintable(u"%1 lost, %2 due meanwhile"_s.arg(lane.messages.lost).arg(away)));
        QCOMPARE(lane.messages.due, lane.messages.delivered + lane.messages.lost);
        QCOMPARE(end.lane(TransportKind::Sse).messages.lost, 0);
    }

    void aBrowsersWebSocketLosesAllThatComesAfterTheCut()
    {
        const RunSnapshot end = resultOf(cutTheCable(WebSocketRecovery::None));
        QVERIFY(balances(end));
        const LaneSnapshot &lane = end.lane(TransportKind::WebSocket);
        QVERIFY(lane.outages.value(0).forGood);
        QCOMPARE(lane.phase, LaneSnapshot::Phase::Failed);
        QVERIFY2(lane.messages.lost >= 58 && lane.messages.lost <= 61,
                 qPrintable(QString::number(lane.messages.lost)));
        QCOMPARE(end.lane(TransportKind::LongPoll).messages.lost, 0);
    }

    void aServerThatComesBackWithItsLogLosesNothing()
    {
        ExperimentSettings settings = cutTheCable(WebSocketRecovery::Resume);
        settings.faults = {{1s, {.kind = FaultKind::Restart, .lane = {}, .length = 500ms}}};
        const RunSnapshot end = resultOf(settings);
        QVERIFY(balances(end));
        for (const LaneSnapshot &lane : end.lanes)
            QCOMPARE(lane.messages.delivered, 80);
    }

    void aServerThatLostItsLogLosesOnlyWhatNobodyHadYet()
    {
        ExperimentSettings settings = cutTheCable(WebSocketRecovery::Resume);
        // All are back before the new ids reach the old ones, or they could not tell.
        settings.duration = 6s;
        settings.faults = {{4s, {.kind = FaultKind::RestartEmpty, .lane = {}, .length = 500ms}}};
        const RunSnapshot end = resultOf(settings);
        QVERIFY(balances(end));
        for (const LaneSnapshot &lane : end.lanes) {
            QCOMPARE(lane.messages.due, 120);
            QVERIFY2(lane.messages.lost <= 6, qPrintable(machineName(lane.kind)));
        }
    }

    void whatIsToBeEchoedInACutIsLostAndCounted_data()
    {
        QTest::addColumn<WebSocketRecovery>("recovery");
        QTest::addColumn<FaultKind>("fault");
        QTest::newRow("cut, reconnect") << WebSocketRecovery::Reconnect << FaultKind::Cut;
        QTest::newRow("cut, as a browser's") << WebSocketRecovery::None << FaultKind::Cut;
        QTest::newRow("restart") << WebSocketRecovery::Resume << FaultKind::Restart;
        QTest::newRow("restart with an empty log") << WebSocketRecovery::Resume << FaultKind::RestartEmpty;
    }

    void whatIsToBeEchoedInACutIsLostAndCounted()
    {
        QFETCH(WebSocketRecovery, recovery);
        QFETCH(FaultKind, fault);
        ExperimentSettings settings = cutTheCable(recovery);
        settings.upstream = {Upstream::Kind::Echo, 40};
        settings.faults = {{1s, {.kind = fault, .lane = {}, .length = 1s}}};
        const RunSnapshot end = resultOf(settings);
        QVERIFY(balances(end));
        const LaneSnapshot &lane = end.lane(TransportKind::WebSocket);
        QCOMPARE(lane.upstream.accepted, lane.upstream.echoed);
        QCOMPARE(lane.roundTrip.count, lane.upstream.echoed);
        QVERIFY(*lane.roundTrip.minMs >= 20);
        // 40 a second for 4 s; both connections come back at the same moment, if at all.
        const double lost = static_cast<double>(lane.upstream.lost);
        const double all = static_cast<double>(lane.upstream.sent);
        QVERIFY2(all > 110 && all < 210, qPrintable(QString::number(all)));
        const Outage outage = lane.outages.value(0);
        QCOMPARE(outage.backS.has_value(), recovery != WebSocketRecovery::None);
        const double share = (outage.backS.value_or(4) - outage.startS) / 4;
        QVERIFY2(std::abs(lost / all - share) < 0.15,
                 qPrintable(u"%1 of %2 lost, %3 away"_s.arg(lost).arg(all).arg(share)));
        // The stream's connection and the echo's.
        QVERIFY(lane.traffic.reconnects >= (recovery == WebSocketRecovery::None ? 0 : 2));
        QCOMPARE(lane.outageTotals.count, 1);
        for (const TransportKind kind :
             {TransportKind::ShortPoll, TransportKind::LongPoll, TransportKind::Sse})
            QCOMPARE(end.lane(kind).upstream, UpstreamCounts{});
    }

    void anEchoThatStallsIsLateNotLost()
    {
        ExperimentSettings settings = cutTheCable(WebSocketRecovery::Reconnect);
        settings.upstream = {Upstream::Kind::Echo, 40};
        settings.silenceTimeout = 5s;
        settings.faults = {{1s, {.kind = FaultKind::Stall, .lane = {}, .length = 800ms}}};
        const RunSnapshot end = resultOf(settings);
        QVERIFY(balances(end));
        const LaneSnapshot &lane = end.lane(TransportKind::WebSocket);
        QCOMPARE(lane.upstream.lost, 0);
        QVERIFY2(*lane.roundTrip.maxMs > 500, qPrintable(QString::number(*lane.roundTrip.maxMs)));
    }

    void anEchoNoticesAPeerThatIsGoneBecauseItWaitsForOne()
    {
        ExperimentSettings settings = cutTheCable(WebSocketRecovery::Reconnect);
        settings.transports = {false, false, false, true};
        settings.upstream = {Upstream::Kind::Echo, 40};
        settings.silenceTimeout = 300ms;
        settings.visibleHeartbeats = false; // the stream itself hears nothing and knows nothing
        settings.faults = {{1s, {.kind = FaultKind::Silent, .lane = {}, .length = 100ms}}};
        const RunSnapshot end = resultOf(settings);
        QVERIFY(balances(end));
        const LaneSnapshot &lane = end.lane(TransportKind::WebSocket);
        QCOMPARE(lane.traffic.reconnects, 1); // the echo's
        QVERIFY(lane.upstream.lost > 0 && lane.upstream.lost < lane.upstream.sent / 2);
    }

    void onlyVisibleHeartbeatsTellAStreamThatItsPeerIsGone()
    {
        ExperimentSettings settings = cutTheCable(WebSocketRecovery::Resume);
        settings.transports = {false, false, true, true};
        settings.heartbeat = 200ms;
        settings.silenceTimeout = 700ms;
        settings.visibleHeartbeats = true;
        settings.faults = {{1s, {.kind = FaultKind::Silent, .lane = {}, .length = 100ms}}};
        const RunSnapshot noticed = resultOf(settings);
        QVERIFY(balances(noticed));
        for (const TransportKind kind : {TransportKind::Sse, TransportKind::WebSocket}) {
            const LaneSnapshot &lane = noticed.lane(kind);
            QCOMPARE(lane.messages.lost, 0);
            QVERIFY2(*lane.outageTotals.longestNoticeS > 0.5 && *lane.outageTotals.longestNoticeS < 2,
                     qPrintable(QString::number(*lane.outageTotals.longestNoticeS)));
        }
    }

    void theBooksBalanceWhateverBreaks_data()
    {
        QTest::addColumn<quint32>("firstSeed");
        for (quint32 seed = 1; seed <= 24; seed += 4)
            QTest::addRow("seeds %u to %u", seed, seed + 3) << seed;
    }

    void theBooksBalanceWhateverBreaks()
    {
        QFETCH(quint32, firstSeed);
        std::vector<ExperimentSettings> settings;
        std::vector<std::unique_ptr<Run>> runs;
        for (quint32 seed = firstSeed; seed < firstSeed + 4; ++seed) {
            settings.push_back(randomFaults(seed));
            QVERIFY(validate(settings.back()));
            runs.push_back(std::make_unique<Run>(settings.back()));
        }
        for (std::size_t i = 0; i < runs.size(); ++i) {
            const RunSnapshot end = runs[i]->result();
            QVERIFY2(end.phase == RunSnapshot::Phase::Finished, qPrintable(toRunCommand(settings[i])));
            QVERIFY2(balances(end), qPrintable(toRunCommand(settings[i])));
        }
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
