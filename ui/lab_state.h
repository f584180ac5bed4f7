#pragma once

#include "core/experiment/engine_threads.h"
#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"
#include "core/trace/trace_log.h"

#include <QList>

#include <array>
#include <deque>
#include <optional>

/// How the user wants to look at the run; shared by all views, never restarts anything.
struct ViewOptions
{
    bool strips = true; ///< latency: four strips, or one overlay
    bool logarithmic = false; ///< y axis
    double windowS = 30; ///< 10, 30, 60, 300; 0: all
    bool overheadOverTime = false; ///< overhead: now, or over time
    bool networkEstimate = false; ///< add the labelled TCP/IP estimate

    bool operator==(const ViewOptions &) const = default;
};

/// One record of the trace.
struct RecordRef
{
    TransportKind lane = TransportKind::ShortPoll;
    quint64 number = 0; ///< TraceRecord::number

    bool operator==(const RecordRef &) const = default;
};

/// What the user points at, the same in all views. Times in seconds on the snapshots' time axis.
struct Selection
{
    std::optional<RecordRef> record;
    std::optional<quint64> message; ///< the id; with a record: the first message that it carries
    int client = 0; ///< whose records and latencies the wire views show
    std::optional<double> crosshairS; ///< under the mouse, or locked (L)
    bool crosshairLocked = false;
    std::optional<double> cursorA, cursorB; ///< the two cursors (1, 2) with the time between them

    bool operator==(const Selection &) const = default;
};

/// What a pinned run looked like (Ctrl+B): ghost lines in every chart.
struct Baseline
{
    RunSnapshot snapshot;
    ExperimentSettings settings;
    std::array<std::deque<DeliveryPoint>, transportCount> deliveries;
};

/// What the window knows of the run: the newest snapshot, the deliveries collected from all of them, and the
/// settings. Views read it; only the window writes it. While frozen it keeps the state of that moment.
struct LabState
{
    static constexpr std::size_t maxDeliveries = 50'000; ///< kept per lane for the charts

    RunSnapshot snapshot;
    std::array<std::deque<DeliveryPoint>, transportCount> deliveries; ///< oldest first, by arrival
    ExperimentSettings settings;
    ViewOptions view;
    Selection selection;
    /// The records of the wire; owned by the controller. While frozen nothing is added to it. May be nullptr.
    const Trace *trace = nullptr;
    EngineAddress address;
    TabsSnapshot tabs; ///< the browser beside the lanes
    std::optional<Baseline> baseline;
    bool frozen = false;
    bool covered = false; ///< nothing is told of what is measured: it answers a question not shown yet

    /// Takes in a snapshot's new deliveries and keeps the rest of it.
    void take(const RunSnapshot &next);
    void clearDeliveries();
    /// First and last second of the time axis for `view.windowS`.
    [[nodiscard]] std::pair<double, double> timeRange() const;
};
