#pragma once

#include "core/experiment/client_lane.h"
#include "core/experiment/experiment_settings.h"
#include "core/experiment/lag_report.h"
#include "core/experiment/link_side.h"
#include "core/experiment/run_trace.h"
#include "core/metrics/run_metrics.h"
#include "core/transport/alarm.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// The client side of one run and its course (design section 4.2): lanes start, the schedule begins when
/// every client is ready, the warm-up is not counted, and after the schedule's end it waits for all to catch
/// up.
///
/// What it needs of the other sides it asks for by signal; what they answer comes in by the public functions.
class Experiment : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        /// Ends by itself after warm-up, duration and catching up.
        bool bounded = false;
        ClientLane::RowFunction onDelivery;
        /// Records of the wire come with every snapshot (traceTaken()), or go to `onTrace` if that is set.
        bool trace = false;
        RunTrace::Sink onTrace;
    };
    using Cursors = std::array<qint64, transportCount>;

    Experiment(const ExperimentSettings &settings, UnixAnchor anchor, Options options);
    ~Experiment() override;

    void start();
    void apply(const ExperimentSettings &settings);
    /// Held, no client sends; the publisher is held beside it.
    void setHeld(bool held);
    void restartStatistics(const QString &label);
    /// A fault begins now. The statistics go on; predictions are silent until they begin anew after its end.
    void strike(const Fault &fault);
    void takeSnapshot(const Cursors &sinceDelivery);
    /// Ends the run now: nothing more is taken in, and finished() follows when the bytes of what was
    /// delivered are booked.
    void end();
    /// Every client leaves in order; nothing is measured after it.
    void close();

    void takePorts(TransportKind lane, const LanePorts &ports);
    void takeNotices(const MessageNotices &notices) { m_metrics.published(notices); }
    void takeTaps(TransportKind lane, const TapEvents &events);
    void takeLags(const Lags &lags);
    void takeLateness(const Lags &lateness);
    /// Nothing more is due, and all notices are in.
    void drain();

signals:
    void linksWanted(TransportKind lane, int clients);
    /// Everybody is ready: the schedule begins at `start` and ends before `end`.
    void scheduleReady(TimePoint start, std::optional<TimePoint> end);
    /// For the links and for the server, in the same instant.
    void struck(const Fault &fault);
    /// What was recorded since the one before; comes before the snapshot of the same moment.
    void traceTaken(const TraceBatch &batch);
    void snapshotTaken(const RunSnapshot &snapshot);
    /// The run is over, with its final snapshot: what takeSnapshot() would have given next.
    void finished(const RunSnapshot &last);
    void failed(const Error &error);

private:
    [[nodiscard]] ClientLane &lane(TransportKind kind) { return *m_lanes[indexOf(kind)]; }
    [[nodiscard]] RunSnapshot snapshot(const Cursors &sinceDelivery);
    void fillIn(LaneSnapshot &snapshot) const;
    void stopLane(TransportKind kind);
    void checkReady();
    void beginSchedule();
    void endWarmup();
    void planFaults();
    void giveUpWaiting();
    void checkCaughtUp();
    void finish();
    void handOutTrace();

    ExperimentSettings m_settings;
    UnixAnchor m_anchor;
    Options m_options;
    RunMetrics m_metrics;
    std::unique_ptr<RunTrace> m_trace; ///< nullptr: nobody wants it
    std::array<std::unique_ptr<ClientLane>, transportCount> m_lanes;
    std::array<LanePorts, transportCount> m_ports;
    RunSnapshot::Phase m_phase = RunSnapshot::Phase::Idle;
    TimePoint m_runStart{};
    TimePoint m_drainUntil{};
    TimePoint m_disturbedUntil{}; ///< by faults
    bool m_held = false;
    TimePoint m_heldUntil{}; ///< the last time that the publisher was let go on
    Cursors m_handedOut{}; ///< next delivery of the last snapshot
    LagReport m_lag;
    QTimer m_patience; ///< until all must be ready
    QTimer m_warmup;
    QTimer m_catchUp;
    std::vector<std::unique_ptr<Alarm>> m_faults; ///< still to come
};
