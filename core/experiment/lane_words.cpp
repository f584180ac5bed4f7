#include "core/experiment/lane_words.h"

#include "core/transport/client_factory.h"

#include <algorithm>

namespace {

PredictionInputs::Arrivals arrivals(Arrivals::Kind kind)
{
    switch (kind) {
    case Arrivals::Kind::Steady:
        return PredictionInputs::Arrivals::Steady;
    case Arrivals::Kind::Poisson:
        return PredictionInputs::Arrivals::Poisson;
    case Arrivals::Kind::Burst:
        break;
    }
    return PredictionInputs::Arrivals::Burst;
}

LaneSnapshot::Phase phase(ClientState::Phase phase)
{
    switch (phase) {
    case ClientState::Phase::Off:
        return LaneSnapshot::Phase::Off;
    case ClientState::Phase::Connecting:
        return LaneSnapshot::Phase::Connecting;
    case ClientState::Phase::Waiting:
        return LaneSnapshot::Phase::Waiting;
    case ClientState::Phase::Requesting:
        return LaneSnapshot::Phase::Requesting;
    case ClientState::Phase::Held:
        return LaneSnapshot::Phase::Held;
    case ClientState::Phase::Open:
        return LaneSnapshot::Phase::Open;
    case ClientState::Phase::Retrying:
        return LaneSnapshot::Phase::Retrying;
    case ClientState::Phase::Failed:
        break;
    }
    return LaneSnapshot::Phase::Failed;
}

}

PredictionInputs predictionInputs(const ExperimentSettings &settings)
{
    PredictionInputs inputs;
    inputs.pollInterval = settings.pollInterval;
    inputs.delay = settings.delay;
    inputs.longPollTimeout = settings.longPollTimeout;
    inputs.messagesPerSecond = settings.messagesPerSecond;
    inputs.arrivals = arrivals(settings.arrivals.kind);
    inputs.clients = settings.clients;
    inputs.newConnections = settings.connections == ConnectionMode::New;
    if (settings.upstream.kind == Upstream::Kind::Rate) {
        const auto lanes = std::count(settings.transports.begin(), settings.transports.end(), true);
        inputs.sentPerSecond = settings.upstream.messagesPerSecond;
        inputs.messagesPerSecond
            += static_cast<double>(lanes * settings.clients) * settings.upstream.messagesPerSecond;
        // Random among steady ones or bursts is none of the patterns that the models know.
        inputs.arrivals = settings.arrivals.kind == Arrivals::Kind::Poisson || settings.messagesPerSecond == 0
            ? PredictionInputs::Arrivals::Poisson
            : PredictionInputs::Arrivals::Burst;
    }
    inputs.disturbed = settings.upstream.kind == Upstream::Kind::PingPong || settings.jitter != Duration{0}
        || settings.bytesPerSecond != 0 || !settings.faults.isEmpty();
    return inputs;
}

Sending sending(const ExperimentSettings &settings, TransportKind kind)
{
    switch (settings.upstream.kind) {
    case Upstream::Kind::Off:
        return Sending::Nothing;
    case Upstream::Kind::Echo:
        return hasEcho(kind) ? Sending::Echoed : Sending::NoEcho;
    case Upstream::Kind::Rate:
    case Upstream::Kind::PingPong:
        break;
    }
    return Sending::Published;
}

void describeState(const ClientState &state, TimePoint runStart, LaneSnapshot &lane)
{
    const auto seconds = [runStart](TimePoint t) { return t == TimePoint{} ? 0 : toSeconds(t - runStart); };
    lane.phase = phase(state.phase);
    lane.phaseSinceS = seconds(state.since);
    lane.phaseUntilS = seconds(state.until);
    lane.phaseDetail = state.detail;
}
