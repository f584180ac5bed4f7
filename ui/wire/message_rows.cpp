#include "ui/wire/message_rows.h"

#include "ui/wire/message_texts.h"

#include <algorithm>
#include <utility>

namespace {

/// Dropped at once when there are too many rows, so that the view is not told for every message.
constexpr std::size_t dropAtOnce = 1000;
/// Texts taken from the trace in one update and lane; the rest comes with the next.
constexpr qsizetype textsAtOnce = 1000;

qint64 nextDelivery(const LabState &state, std::size_t lane)
{
    return std::max(state.snapshot.lanes[lane].nextDelivery,
                    static_cast<qint64>(state.deliveries[lane].size()));
}

} // namespace

bool MessageRow::matches(MessageFilter filter) const
{
    switch (filter) {
    case MessageFilter::All:
        return true;
    case MessageFilter::Lost:
        return lost != 0;
    case MessageFilter::Duplicated:
        return std::ranges::any_of(again, [](quint16 n) { return n > 0; });
    case MessageFilter::Slow:
        return slow != 0;
    }
    return true;
}

const MessageRow *MessageRows::find(quint64 id) const
{
    return id < m_firstId || id - m_firstId >= m_rows.size() ? nullptr : &m_rows[id - m_firstId];
}

bool MessageRows::isUnderWay(quint64 id, std::size_t lane) const
{
    const MessageRow *row = find(id);
    return row && id > m_lanes[lane].underWayAfter && !row->isDelivered(lane) && !row->isLost(lane);
}

bool MessageRows::isAnotherRun(const LabState &state) const
{
    constexpr double slack = 0.5; // the origin may move a little until the schedule starts
    if (state.selection.client != m_client || state.snapshot.elapsedS < m_elapsedS - slack)
        return true;
    for (std::size_t i = 0; i < transportCount; ++i) {
        const qint64 fresh = nextDelivery(state, i) - m_lanes[i].taken;
        const std::size_t expected = std::min(
            m_lanes[i].kept + static_cast<std::size_t>(std::max<qint64>(0, fresh)), LabState::maxDeliveries);
        const auto missed
            = static_cast<std::size_t>(std::max<qint64>(0, state.snapshot.lanes[i].droppedDeliveries));
        if (fresh < 0 || state.deliveries[i].size() + missed < expected)
            return true;
    }
    return false;
}

MessageRows::Change MessageRows::update(const LabState &state)
{
    m_change = {};
    m_appended = 0;
    if (isAnotherRun(state)) {
        *this = MessageRows();
        m_change.rebuilt = true;
    }
    m_client = state.selection.client;
    m_elapsedS = state.snapshot.elapsedS;
    const bool running = state.snapshot.phase != RunSnapshot::Phase::Finished
        && state.snapshot.phase != RunSnapshot::Phase::Idle;
    // All rows there are first: what is lost in one lane may have come in another.
    for (std::size_t i = 0; i < transportCount; ++i) {
        takeDeliveries(state, i);
        takePending(state.snapshot.lanes[i]);
    }
    for (std::size_t i = 0; i < transportCount; ++i) {
        const LaneSnapshot &lane = state.snapshot.lanes[i];
        takeLost(lane, i);
        takeDuplicated(lane, i);
        takeCursor(lane, i, running);
    }
    if (state.trace)
        for (std::size_t i = 0; i < transportCount; ++i)
            takeTexts(*state.trace, i);
    dropOld();
    return m_change;
}

void MessageRows::takeDeliveries(const LabState &state, std::size_t index)
{
    Lane &lane = m_lanes[index];
    const std::deque<DeliveryPoint> &points = state.deliveries[index];
    const qint64 next = nextDelivery(state, index);
    const auto fresh = static_cast<std::size_t>(
        std::clamp<qint64>(next - lane.taken, 0, static_cast<qint64>(points.size())));
    lane.taken = next;
    lane.kept = points.size();
    const std::optional<double> median = state.snapshot.lanes[index].latency.p50Ms;
    for (std::size_t i = points.size() - fresh; i < points.size(); ++i) {
        const DeliveryPoint &point = points[i];
        if (point.client != m_client)
            continue;
        MessageRow *row = this->row(point.id);
        if (!row)
            continue;
        row->dueS = point.dueS;
        row->latencyMs[index] = static_cast<float>(point.latencyMs);
        const bool slow = median && point.latencyMs > slowAboveMs && point.latencyMs > slowFactor * *median;
        row->slow = static_cast<quint8>(row->slow | (slow ? 1 << index : 0));
        lane.highest = std::max(lane.highest, point.id);
        touch(point.id);
    }
}

void MessageRows::takeCursor(const LaneSnapshot &snapshot, std::size_t index, bool running)
{
    Lane &lane = m_lanes[index];
    quint64 after = noId;
    if (running && snapshot.enabled && m_client != 0 && lane.highest > 0)
        after = lane.highest;
    if (running && snapshot.enabled && m_client == 0 && !snapshot.pending.isEmpty()) {
        const quint64 last = snapshot.pending.last().id;
        const auto behind = static_cast<quint64>(std::max<qint64>(snapshot.behind, snapshot.pending.size()));
        after = last - std::min(last, behind);
    }
    const quint64 before = std::exchange(lane.underWayAfter, after);
    if (before == after || m_rows.empty())
        return;
    touch(std::clamp(std::min(before, after), m_firstId, lastId()));
    touch(std::clamp(std::max(before, after), m_firstId, lastId()));
}

void MessageRows::takePending(const LaneSnapshot &lane)
{
    for (const DeliveryPoint &point : lane.pending) {
        if (point.client != m_client || point.id == 0)
            continue;
        if (const MessageRow *known = find(point.id); known && !std::isnan(known->dueS))
            continue;
        if (MessageRow *row = this->row(point.id)) {
            row->dueS = point.dueS;
            touch(point.id);
        }
    }
}

void MessageRows::setLost(std::size_t lane, const LostIds &ids, bool lost)
{
    if (ids.client != m_client || m_rows.empty())
        return;
    const quint64 last = std::min(ids.last, lastId());
    for (quint64 id = std::max(ids.first, m_firstId); id <= last; ++id) {
        MessageRow &row = m_rows[id - m_firstId];
        const int bit = 1 << lane;
        const auto bits = static_cast<quint8>(lost ? row.lost | bit : row.lost & ~bit);
        if (bits != row.lost) {
            row.lost = bits;
            touch(id);
        }
    }
    if (lost)
        m_lanes[lane].highest = std::max(m_lanes[lane].highest, last);
}

void MessageRows::takeLost(const LaneSnapshot &snapshot, std::size_t index)
{
    Lane &lane = m_lanes[index];
    if (lane.lost == snapshot.lost && (snapshot.lost.isEmpty() || m_appended == 0))
        return;
    for (const LostIds &ids : lane.lost)
        if (!snapshot.lost.contains(ids))
            setLost(index, ids, false);
    // All again: an interval may reach further than the rows did.
    for (const LostIds &ids : snapshot.lost)
        setLost(index, ids, true);
    lane.lost = snapshot.lost;
}

void MessageRows::takeDuplicated(const LaneSnapshot &snapshot, std::size_t index)
{
    if (m_lanes[index].duplicated == snapshot.duplicated)
        return;
    m_lanes[index].duplicated = snapshot.duplicated;
    for (const DuplicatedId &known : snapshot.duplicated) {
        MessageRow *row = known.client == m_client ? existing(known.id) : nullptr;
        const auto again = static_cast<quint16>(std::min(known.again, 0xffff));
        if (!row || row->again[index] == again)
            continue;
        row->again[index] = again;
        touch(known.id);
    }
}

void MessageRows::takeTexts(const Trace &trace, std::size_t index)
{
    if (m_rows.empty())
        return;
    const std::deque<TraceRecord> &records = trace.lanes[index].records();
    quint64 &last = m_lanes[index].lastRecord;
    if (!records.empty() && records.back().number < last)
        last = 0; // the recorder began anew
    auto from = std::upper_bound(records.begin(), records.end(), last,
                                 [](quint64 number, const TraceRecord &r) { return number < r.number; });
    for (qsizetype taken = 0; from != records.end() && taken < textsAtOnce; ++from) {
        // The answer to a POST names a message that comes another way, or not at all.
        const bool ours = from->source.client == m_client && from->wire.direction == Direction::Down
            && !from->wire.published;
        // Its delivery may be reported a moment later: wait for the row.
        if (ours && !from->wire.messages.empty() && toNumber(from->wire.messages.back()) > lastId())
            return;
        last = from->number;
        if (!ours)
            continue;
        const bool wanted = std::ranges::any_of(from->wire.messages, [this](MessageId id) {
            const MessageRow *row = find(toNumber(id));
            return row && row->data.isNull();
        });
        if (!wanted)
            continue;
        for (const MessageText &text : messageTexts(*from, maxTextLength)) {
            ++taken;
            MessageRow *row = existing(toNumber(text.id));
            if (!row || !row->data.isNull())
                continue;
            row->data = text.text;
            touch(toNumber(text.id));
        }
    }
}

MessageRow *MessageRows::existing(quint64 id)
{
    return id < m_firstId || id - m_firstId >= m_rows.size() ? nullptr : &m_rows[id - m_firstId];
}

MessageRow *MessageRows::row(quint64 id)
{
    if (m_rows.empty())
        m_firstId = id;
    if (id < m_firstId) {
        if (m_dropped || m_firstId - id + m_rows.size() > maxRows)
            return nullptr;
        m_appended += m_firstId - id;
        m_rows.insert(m_rows.begin(), m_firstId - id, MessageRow());
        m_firstId = id;
    }
    if (id - m_firstId >= maxRows + m_rows.size()) { // far ahead: the rows before are no neighbours any more
        m_change = {true, 0, 0};
        m_rows.clear();
        m_firstId = id;
    }
    while (id - m_firstId >= m_rows.size()) {
        m_rows.emplace_back();
        ++m_appended;
    }
    return &m_rows[id - m_firstId];
}

void MessageRows::touch(quint64 id)
{
    if (id < m_firstId)
        return;
    m_change.firstTouched = m_change.firstTouched == 0 ? id : std::min(m_change.firstTouched, id);
    m_change.lastTouched = std::max(m_change.lastTouched, id);
}

void MessageRows::dropOld()
{
    if (m_rows.size() <= maxRows)
        return;
    const std::size_t count = std::min(m_rows.size(), m_rows.size() - maxRows + dropAtOnce);
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(count));
    m_firstId += count;
    m_dropped = true;
    if (m_change.firstTouched != 0)
        m_change.firstTouched = std::max(m_change.firstTouched, m_firstId);
}
