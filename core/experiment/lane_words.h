#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/metrics/prediction.h"
#include "core/metrics/run_snapshot.h"
#include "core/transport/client_transport.h"

/// What the models need of the settings.
[[nodiscard]] PredictionInputs predictionInputs(const ExperimentSettings &settings);

/// What the clients of a lane send, and how it comes back.
[[nodiscard]] Sending sending(const ExperimentSettings &settings, TransportKind kind);

/// A client's state as the lane's, with times since the run's start.
void describeState(const ClientState &state, TimePoint runStart, LaneSnapshot &lane);
