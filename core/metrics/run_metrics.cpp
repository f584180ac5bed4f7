#include "core/metrics/run_metrics.h"

#include "core/metrics/lane_metrics.h"
#include "core/metrics/noise_meter.h"

#include <algorithm>

namespace {

constexpr qsizetype maxMarks = 1000;

} // namespace

class RunMetrics::Private
{
public:
    [[nodiscard]] LaneMetrics &lane(TransportKind kind) { return lanes[indexOf(kind)]; }
    void mark(const ChangeMark &mark)
    {
        if (marks.size() == maxMarks)
            marks.removeFirst();
        marks.append(mark);
    }

    std::array<LaneMetrics, transportCount> lanes{
        LaneMetrics(TransportKind::ShortPoll), LaneMetrics(TransportKind::LongPoll),
        LaneMetrics(TransportKind::Sse), LaneMetrics(TransportKind::WebSocket)};
    NoiseMeter noise;
    QList<ChangeMark> marks;
    TimePoint runStart{};
    TimePoint regimeStart{};
    std::optional<TimePoint> finishedAt;
    int regime = 0;
    quint64 lastId = 0;
    quint64 lastNotice = 0;
    qint64 published = 0;
};

RunMetrics::RunMetrics()
    : m_private(std::make_unique<Private>())
{
}

RunMetrics::~RunMetrics() = default;

void RunMetrics::setRunStart(TimePoint start)
{
    m_private->runStart = start;
    m_private->noise.begin(start);
    for (LaneMetrics &lane : m_private->lanes)
        lane.setRunStart(start);
}

void RunMetrics::startLane(TransportKind lane, int clients, MessageId cursor, TimePoint now)
{
    m_private->lane(lane).start(clients, cursor, now);
}

void RunMetrics::resizeLane(TransportKind lane, int clients, MessageId cursor, TimePoint now)
{
    Q_UNUSED(now)
    m_private->lane(lane).resize(clients, cursor);
}

void RunMetrics::stopLane(TransportKind lane, TimePoint now)
{
    m_private->lane(lane).stop(now);
}

void RunMetrics::published(const MessageNotices &notices)
{
    Private &d = *m_private;
    for (const MessageNotice &notice : notices) {
        const quint64 id = toNumber(notice.id);
        if (id == 1 && d.lastNotice > 0) {
            for (LaneMetrics &lane : d.lanes)
                lane.renumber();
            d.lastId = 0;
        }
        d.lastNotice = id;
        d.lastId = std::max(d.lastId, id);
        ++d.published;
        for (LaneMetrics &lane : d.lanes)
            lane.ledger().noticed(notice.id, notice.due);
    }
}

std::optional<DeliveryRow> RunMetrics::delivered(TransportKind lane, int client,
                                                 const MeasuredDelivery &delivery)
{
    m_private->lastId = std::max(m_private->lastId, toNumber(delivery.id));
    return m_private->lane(lane).delivered(client, delivery);
}

quint64 RunMetrics::sent(TransportKind lane, int client, TimePoint due)
{
    return m_private->lane(lane).upstream().sent(client, due);
}

void RunMetrics::accepted(TransportKind lane, quint64 number)
{
    m_private->lane(lane).upstream().accepted(number);
}

void RunMetrics::refused(TransportKind lane, quint64 number)
{
    m_private->lane(lane).upstream().lost(number);
}

void RunMetrics::returned(TransportKind lane, quint64 number, TimePoint at)
{
    m_private->lane(lane).upstream().returned(number, at);
}

void RunMetrics::echoed(TransportKind lane, quint64 number, TimePoint at)
{
    m_private->lane(lane).echoed(number, at);
}

void RunMetrics::missed(TransportKind lane, int client, quint64 count)
{
    m_private->lane(lane).ledger().missed(client, count);
}

void RunMetrics::serverRestarted(TransportKind lane, int client)
{
    if (m_private->lane(lane).serverRestarted(client))
        m_private->lastId = 0;
}

void RunMetrics::struck(TransportKind lane, TimePoint now)
{
    m_private->lane(lane).struck(now);
}

void RunMetrics::reconnecting(TransportKind lane, int client, TimePoint now)
{
    m_private->lane(lane).reconnecting(client, now);
}

void RunMetrics::senderReconnecting(TransportKind lane)
{
    m_private->lane(lane).traffic().reconnecting();
}

void RunMetrics::gaveUp(TransportKind lane, int client, TimePoint now)
{
    m_private->lane(lane).gaveUp(client, now);
}

void RunMetrics::ready(TransportKind lane, int client, TimePoint now)
{
    m_private->lane(lane).ready(client, lastId(), now);
}

void RunMetrics::tapped(TransportKind lane, const TapEvents &events)
{
    for (const TapEvent &event : events)
        tapped(lane, event);
}

void RunMetrics::tapped(TransportKind lane, const TapEvent &event)
{
    m_private->lane(lane).traffic().tapped(event);
}

void RunMetrics::setRecordListener(const RecordListener &listener)
{
    for (const TransportKind kind : allTransportKinds) {
        TrafficCounter::RecordListener ofLane;
        if (listener)
            ofLane = [listener, kind](const TapSource &source, WireRecord &&record) {
                listener(kind, source, std::move(record));
            };
        m_private->lane(kind).traffic().setRecordListener(std::move(ofLane));
    }
}

void RunMetrics::loopLag(Duration lag, TimePoint now)
{
    m_private->noise.addLoopLag(lag, now);
}

void RunMetrics::publisherLate(Duration late, TimePoint now)
{
    m_private->noise.addPublisherLate(late, now);
}

void RunMetrics::restartStatistics(TimePoint now, const QString &label)
{
    Private &d = *m_private;
    // Without a label no setting changed: there is nothing to compare "before" with.
    for (LaneMetrics &lane : d.lanes)
        lane.restart(now, !label.isEmpty());
    d.regimeStart = now;
    ++d.regime;
    if (!label.isEmpty())
        d.mark({toSeconds(now - d.runStart), label, false});
}

void RunMetrics::markFault(TimePoint now, const QString &label)
{
    m_private->mark({toSeconds(now - m_private->runStart), label, true});
}

void RunMetrics::finish(TimePoint now)
{
    for (LaneMetrics &lane : m_private->lanes)
        lane.finish(now);
    m_private->finishedAt = now;
}

MessageId RunMetrics::lastId() const
{
    return MessageId{m_private->lastId};
}

bool RunMetrics::caughtUp() const
{
    return std::all_of(m_private->lanes.begin(), m_private->lanes.end(), [](const LaneMetrics &lane) {
        return lane.ledger().pending() == 0 && lane.upstream().isSettled();
    });
}

RunSnapshot RunMetrics::snapshot(TimePoint now, const std::array<qint64, transportCount> &sinceDelivery) const
{
    const Private &d = *m_private;
    const TimePoint end = std::min(now, d.finishedAt.value_or(now));
    RunSnapshot s;
    s.elapsedS = toSeconds(end - d.runStart);
    s.regimeStartS = toSeconds(d.regimeStart - d.runStart);
    s.regime = d.regime;
    s.lastId = d.lastId;
    s.published = d.published;
    for (const TransportKind kind : allTransportKinds)
        s.lanes[indexOf(kind)] = d.lanes[indexOf(kind)].snapshot(end, sinceDelivery[indexOf(kind)]);
    s.marks = d.marks;
    s.noise = d.noise.floor(now);
    return s;
}
