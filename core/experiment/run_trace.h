#pragma once

#include "core/metrics/run_metrics.h"
#include "core/trace/trace_recorder.h"

#include <array>
#include <functional>
#include <memory>

/// The trace of one run: hands every tapped byte to metrics and keeps, from the same parse, the records with
/// their bytes, so that charts and wire views cannot disagree. `metrics` outlives it.
class RunTrace
{
public:
    using Sink = std::function<void(TransportKind lane, TraceRecord &&record)>;
    /// Kept per lane until take(); what comes on top pushes out the oldest, which are counted.
    static constexpr qsizetype maxWaitingRecords = 16'384;
    static constexpr qint64 maxWaitingMemory = 8LL * 1024 * 1024;

    /// Without a sink records wait for take().
    RunTrace(RunMetrics &metrics, const Sink &sink);
    ~RunTrace();
    Q_DISABLE_COPY_MOVE(RunTrace)

    void tapped(TransportKind lane, const TapEvents &events);
    /// What is incomplete comes out; nothing is recorded after it.
    void finish(TimePoint now);
    /// The records since the call before.
    [[nodiscard]] TraceBatch take(TimePoint runStart);

private:
    struct Lane
    {
        std::unique_ptr<TraceRecorder> recorder;
        QList<TraceRecord> waiting;
        qint64 waitingMemory = 0;
        qint64 dropped = 0;
    };
    static void keep(Lane &lane, TraceRecord &&record);

    RunMetrics &m_metrics;
    std::array<Lane, transportCount> m_lanes;
};
