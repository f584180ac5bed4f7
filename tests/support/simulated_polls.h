#pragma once

#include "core/metrics/histogram.h"
#include "core/metrics/prediction.h"

#include <QRandomGenerator>

#include <cmath>
#include <vector>

/// A short run of short polling as the program does it, event by event: a poll when the client gets ready,
/// then one at a random phase and every period after it; each takes what is at the server.
struct SimulatedPolls
{
    PredictionInputs in;
    double seconds = 60;
    quint32 seed = 1;

    /// What the lane would have counted, beside its prediction.
    [[nodiscard]] LaneSnapshot lane() const
    {
        QRandomGenerator random(seed);
        const std::vector<double> due = arrivals(random);
        const double d = toSeconds(in.delay);
        const double interval = toSeconds(in.pollInterval);
        const double turnaround = (in.newConnections ? 4 : 2) * d;
        const double period = (std::floor(turnaround / interval) + 1) * interval;
        LaneSnapshot lane;
        lane.kind = TransportKind::ShortPoll;
        lane.enabled = true;
        lane.clients = in.clients;
        lane.regimeStartS = -0.05;
        lane.predicted = predict(TransportKind::ShortPoll, in);
        Histogram latency;
        for (int client = 0; client < in.clients; ++client) {
            ++lane.traffic.emptyPolls;
            std::size_t next = 0;
            for (double at = random.generateDouble() * period; at + d <= seconds; at += period) {
                const std::size_t first = next;
                for (; next < due.size() && due[next] <= at; ++next)
                    latency.add(Duration(std::llround((at + d - due[next]) * 1e9)));
                ++(next == first ? lane.traffic.emptyPolls : lane.traffic.fullPolls);
            }
        }
        lane.latency = latency.summary();
        return lane;
    }

private:
    [[nodiscard]] std::vector<double> arrivals(QRandomGenerator &random) const
    {
        const bool steady = in.arrivals == PredictionInputs::Arrivals::Steady;
        std::vector<double> due;
        double t = steady ? 0.5 / in.messagesPerSecond : 0;
        while (t < seconds) {
            const double gap = steady ? 1 : -std::log(1 - random.generateDouble());
            if (!steady || !due.empty())
                t += gap / in.messagesPerSecond;
            due.push_back(t);
        }
        return due;
    }
};
