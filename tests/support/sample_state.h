#pragma once

#include "core/metrics/histogram.h"
#include "core/metrics/prediction.h"
#include "ui/lab_state.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

/// A state of the lab as a run with these rules would leave it (models M1 and M2 without their noise): for
/// looking at charts in tests, never shown to a user.
struct SampleRun
{
    quint32 seed = 7;
    double seconds = 40;
    double messagesPerSecond = 1;
    int clients = 1;
    double changeAtS = 13.1; ///< poll interval 500 ms before, 2 s after; 0: none
    Duration delay = std::chrono::milliseconds(20);
};

namespace sample {

inline constexpr double leastNoiseMs = 0.2;

/// When each message was due.
inline QList<double> dueTimes(const SampleRun &run, QRandomGenerator &random)
{
    QList<double> due;
    for (double t = 0.2; t < run.seconds; t += -std::log(1 - random.generateDouble()) / run.messagesPerSecond)
        due.append(t);
    return due;
}

/// When the message due at `due` arrives, by the rules of each transport; polls every `interval`.
inline double arrival(TransportKind kind, double due, double interval, double phase, double d, double noise)
{
    if (kind == TransportKind::ShortPoll) {
        const double poll = std::ceil((due - phase) / interval) * interval + phase;
        return poll + d + noise;
    }
    const double late = kind == TransportKind::LongPoll && std::fmod(due * 7.3, 1) > 0.9 ? 1.5 * d : 0;
    return due + d + late + noise;
}

/// The polls of a client from `from` on: at `phase` and each `interval` after it.
inline void addPolls(LaneSnapshot &lane, const SampleRun &run, double phase, const QList<double> &due)
{
    constexpr double interval = 2;
    const double from = run.changeAtS;
    for (double at = std::ceil((from - phase) / interval) * interval + phase; at < run.seconds;
         at += interval)
        ++(std::ranges::any_of(due, [at](double t) { return t > at - interval && t <= at; })
               ? lane.traffic.fullPolls
               : lane.traffic.emptyPolls);
    lane.traffic.emptyResponses = lane.traffic.emptyPolls;
}

inline void addParts(LaneSnapshot &lane, qint64 n)
{
    auto &parts = lane.traffic.parts;
    const auto set = [&](BytePart part, qint64 each) { parts[static_cast<std::size_t>(part)] = each * n; };
    set(BytePart::Payload, 64);
    set(BytePart::Envelope, 40);
    switch (lane.kind) {
    case TransportKind::ShortPoll:
        set(BytePart::EmptyPoll, 2538);
        set(BytePart::RequestHead, 452);
        set(BytePart::ResponseHead, 150);
        set(BytePart::Framing, 23);
        lane.protocolOverheadPerMessage = 3163;
        break;
    case TransportKind::LongPoll:
        set(BytePart::RequestHead, 499);
        set(BytePart::ResponseHead, 166);
        set(BytePart::Framing, 25);
        lane.protocolOverheadPerMessage = 690;
        break;
    case TransportKind::Sse:
        set(BytePart::Framing, 15);
        set(BytePart::Chunk, 6);
        lane.protocolOverheadPerMessage = 21;
        lane.setupBytesPerConnection = 698;
        break;
    case TransportKind::WebSocket:
        set(BytePart::Framing, 2);
        lane.protocolOverheadPerMessage = 2;
        lane.setupBytesPerConnection = 782;
        break;
    }
    lane.envelopePerMessage = 40;
    lane.traffic.wireDown = 0;
    for (const qint64 bytes : parts)
        lane.traffic.wireDown += bytes;
}

inline void addHistory(LaneSnapshot &lane, const std::deque<DeliveryPoint> &points, double seconds)
{
    for (double t = 0; t < seconds; t += 0.5) {
        HistoryBucket bucket;
        bucket.startS = t;
        bucket.widthS = 0.5;
        for (const DeliveryPoint &point : points)
            if (point.dueS >= t && point.dueS < t + 0.5)
                ++bucket.deliveries;
        const bool polls = lane.kind == TransportKind::ShortPoll;
        bucket.requests = polls                    ? 1 + (static_cast<int>(t * 2) % 3 == 0)
            : lane.kind == TransportKind::LongPoll ? bucket.deliveries
                                                   : 0;
        bucket.wireUp = bucket.requests * 499;
        bucket.wireDown = bucket.deliveries * 120 + bucket.requests * 166;
        bucket.protocolOverhead = bucket.requests * 665 + bucket.deliveries * 15;
        bucket.openConnections = 1;
        lane.history.append(bucket);
    }
}

inline void addLane(LabState &state, TransportKind kind, const SampleRun &run, const QList<double> &due,
                    QRandomGenerator &random)
{
    LaneSnapshot &lane = state.snapshot.lanes[indexOf(kind)];
    std::deque<DeliveryPoint> &points = state.deliveries[indexOf(kind)];
    lane.kind = kind;
    lane.enabled = true;
    lane.clients = lane.readyClients = lane.openConnections = run.clients;
    lane.phase = LaneSnapshot::Phase::Open;
    lane.regimeStartS = run.changeAtS;
    Histogram histogram;
    for (int client = 0; client < run.clients; ++client) {
        const double phase = random.generateDouble() * 2;
        if (kind == TransportKind::ShortPoll)
            addPolls(lane, run, phase, due);
        quint64 id = 0;
        for (const double at : due) {
            ++id;
            const double noise = (leastNoiseMs + random.generateDouble()) / 1000;
            const double arrived
                = arrival(kind, at, at < run.changeAtS ? 0.5 : 2, phase, toSeconds(run.delay), noise);
            const DeliveryPoint point{.dueS = at,
                                      .latencyMs = (std::min(arrived, run.seconds) - at) * 1000,
                                      .id = id,
                                      .client = client};
            if (arrived > run.seconds) {
                if (lane.pending.size() < 200)
                    lane.pending.append(point);
                continue;
            }
            points.push_back(point);
            if (at >= run.changeAtS)
                histogram.add(std::chrono::duration_cast<Duration>(
                    std::chrono::duration<double, std::milli>(point.latencyMs)));
        }
    }
    std::ranges::stable_sort(points, {}, [](const DeliveryPoint &p) { return p.dueS + p.latencyMs / 1000; });
    while (points.size() > LabState::maxDeliveries)
        points.pop_front();
    lane.latency = histogram.summary();
    lane.histogram = histogram.bins();
    lane.messages.delivered = lane.latency.count;
    lane.messages.pending = lane.pending.size();
    lane.messages.due = lane.messages.delivered + lane.messages.pending;
    lane.predicted = predict(kind,
                             {.pollInterval = state.settings.pollInterval,
                              .delay = run.delay,
                              .longPollTimeout = state.settings.longPollTimeout,
                              .messagesPerSecond = run.messagesPerSecond,
                              .clients = run.clients});
    addParts(lane, std::max<qint64>(1, lane.messages.delivered));
    if (points.size() < 5000)
        addHistory(lane, points, run.seconds);
}

} // namespace sample

inline LabState sampleState(const SampleRun &run = {})
{
    LabState state;
    QRandomGenerator random(run.seed);
    state.settings.messagesPerSecond = run.messagesPerSecond;
    state.settings.clients = run.clients;
    state.snapshot.phase = RunSnapshot::Phase::Running;
    state.snapshot.elapsedS = run.seconds;
    state.snapshot.regimeStartS = run.changeAtS;
    if (run.changeAtS > 0) {
        state.snapshot.regime = 1;
        state.snapshot.marks
            = {{.atS = run.changeAtS, .label = QStringLiteral("poll interval 500 ms -> 2 s")}};
    }
    const QList<double> due = sample::dueTimes(run, random);
    for (const TransportKind kind : allTransportKinds)
        sample::addLane(state, kind, run, due, random);
    return state;
}
