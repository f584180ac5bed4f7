#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"

/// A run with round costs, for tests of what is worked out from them. Never shown to a user.
///
/// Short polling: 100 messages in 50 polls of 500 B up and 200 B down (with 20 B of body and a comma), 20
/// empty ones of 600 B. Long polling: 100 messages in 100 polls of 500 + 220 B, no empty one. SSE 21 B of
/// framing, WebSocket 2. Each message: 64 B payload, 40 B envelope.
namespace cost_run {

inline void set(LaneSnapshot &lane, BytePart part, qint64 up, qint64 down)
{
    const auto i = static_cast<std::size_t>(part);
    lane.traffic.parts[i] = up + down;
    lane.traffic.partsUp[i] = up;
    lane.traffic.wireUp += up;
    lane.traffic.wireDown += down;
}

inline LaneSnapshot &lane(RunSnapshot &run, TransportKind kind)
{
    LaneSnapshot &lane = run.lanes[indexOf(kind)];
    lane = {};
    lane.kind = kind;
    lane.enabled = true;
    lane.clients = 1;
    lane.messages.due = lane.messages.delivered = lane.traffic.messagesDown = 100;
    set(lane, BytePart::Payload, 0, 6400);
    set(lane, BytePart::Envelope, 0, 4000);
    return lane;
}

inline RunSnapshot snapshot()
{
    RunSnapshot run;
    run.phase = RunSnapshot::Phase::Running;
    run.elapsedS = 100;
    LaneSnapshot &shortPoll = lane(run, TransportKind::ShortPoll);
    shortPoll.traffic.fullPolls = 50;
    shortPoll.traffic.emptyResponses = 20;
    shortPoll.traffic.requests = 70;
    set(shortPoll, BytePart::RequestHead, 50 * 500, 0);
    set(shortPoll, BytePart::ResponseHead, 0, 50 * 180);
    set(shortPoll, BytePart::Framing, 0, 50 * 20 + 50);
    set(shortPoll, BytePart::EmptyPoll, 20 * 500, 20 * 100);
    LaneSnapshot &longPoll = lane(run, TransportKind::LongPoll);
    longPoll.traffic.fullPolls = 100;
    longPoll.traffic.requests = 101;
    set(longPoll, BytePart::RequestHead, 100 * 500, 0);
    set(longPoll, BytePart::ResponseHead, 0, 100 * 200);
    set(longPoll, BytePart::Framing, 0, 100 * 20);
    LaneSnapshot &sse = lane(run, TransportKind::Sse);
    set(sse, BytePart::Framing, 0, 100 * 15);
    set(sse, BytePart::Chunk, 0, 100 * 6);
    sse.setupBytesPerConnection = 836;
    LaneSnapshot &webSocket = lane(run, TransportKind::WebSocket);
    set(webSocket, BytePart::Framing, 0, 100 * 2);
    webSocket.setupBytesPerConnection = 765;
    return run;
}

} // namespace cost_run
