#include "core/experiment/run_trace.h"

#include <utility>

RunTrace::RunTrace(RunMetrics &metrics, const Sink &sink)
    : m_metrics(metrics)
{
    for (const TransportKind kind : allTransportKinds) {
        Lane &lane = m_lanes[indexOf(kind)];
        TraceRecorder::Sink to = [&lane](TraceRecord &&record) { keep(lane, std::move(record)); };
        if (sink)
            to = [sink, kind](TraceRecord &&record) { sink(kind, std::move(record)); };
        lane.recorder = std::make_unique<TraceRecorder>(std::move(to));
    }
    metrics.setRecordListener([this](TransportKind kind, const TapSource &source, WireRecord &&record) {
        m_lanes[indexOf(kind)].recorder->completed(source, std::move(record));
    });
}

RunTrace::~RunTrace()
{
    m_metrics.setRecordListener({});
}

void RunTrace::tapped(TransportKind kind, const TapEvents &events)
{
    for (const TapEvent &event : events) {
        m_lanes[indexOf(kind)].recorder->tapped(event);
        m_metrics.tapped(kind, event);
    }
}

void RunTrace::keep(Lane &lane, TraceRecord &&record)
{
    lane.waitingMemory += memoryOf(record);
    lane.waiting.push_back(std::move(record));
    while (lane.waiting.size() > 1
           && (lane.waiting.size() > maxWaitingRecords || lane.waitingMemory > maxWaitingMemory)) {
        lane.waitingMemory -= memoryOf(lane.waiting.front());
        lane.waiting.pop_front();
        ++lane.dropped;
    }
}

void RunTrace::finish(TimePoint now)
{
    for (const Lane &lane : m_lanes)
        lane.recorder->finish(now);
}

TraceBatch RunTrace::take(TimePoint runStart)
{
    TraceBatch batch;
    batch.runStart = runStart;
    for (std::size_t i = 0; i < transportCount; ++i) {
        batch.lanes[i] = std::exchange(m_lanes[i].waiting, {});
        m_lanes[i].waitingMemory = 0;
        batch.dropped[i] = m_lanes[i].dropped;
    }
    return batch;
}
