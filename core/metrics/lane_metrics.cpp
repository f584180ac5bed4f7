#include "core/metrics/lane_metrics.h"

#include <algorithm>

namespace {

std::optional<double> perMessage(qint64 bytes, qint64 messages)
{
    if (messages == 0)
        return std::nullopt;
    return static_cast<double>(bytes) / static_cast<double>(messages);
}

} // namespace

LaneMetrics::LaneMetrics(TransportKind kind)
    : m_kind(kind)
{
}

void LaneMetrics::setRunStart(TimePoint start)
{
    if (start == m_runStart)
        return;
    m_runStart = start;
    m_history.reset(start);
}

void LaneMetrics::start(int clients, MessageId cursor, TimePoint now)
{
    m_regimeStart = now;
    m_end.reset();
    m_ledger.start(clients, cursor, now);
    m_upstream.clear(now);
    m_latency.clear();
    m_traffic.clear();
    m_history = {};
    m_history.reset(m_runStart);
    m_deliveries.clear();
    m_outages.clear();
    m_duplicated.clear();
    m_newest = {};
    m_before.reset();
}

void LaneMetrics::resize(int clients, MessageId cursor)
{
    m_ledger.resize(clients, cursor);
    m_upstream.forgetClientsFrom(clients);
    m_traffic.forgetClientsFrom(clients);
    m_outages.forgetClientsFrom(clients);
}

void LaneMetrics::stop(TimePoint now)
{
    m_ledger.resize(0, m_ledger.messages().last());
    m_outages.forgetClientsFrom(0);
    m_upstream.forgetClientsFrom(0);
    m_end = now;
}

void LaneMetrics::restart(TimePoint now, bool keepBefore)
{
    if (!keepBefore)
        m_before.reset();
    else if (m_latency.count() > 0)
        m_before = summary(now);
    m_regimeStart = now;
    m_latency.clear();
    m_traffic.restart();
    m_ledger.restart(now);
    m_upstream.restart(now);
    recountDelivered(now);
}

void LaneMetrics::recountDelivered(TimePoint from)
{
    // `from` may lie a little in the past: what was due since then belongs to the new regime.
    for (qint64 n = m_deliveries.next(); n-- > m_deliveries.first();) {
        const DeliveryRing::Entry &entry = m_deliveries.at(n);
        if (entry.due + entry.latency < from)
            break;
        if (entry.due >= from && m_ledger.recount(entry.client, entry.id))
            m_latency.add(entry.latency);
    }
}

void LaneMetrics::renumber()
{
    m_ledger.renumber();
    m_outages.renumber();
    m_duplicated.clear();
    m_traffic.forgetClientsFrom(0);
}

bool LaneMetrics::serverRestarted(int client)
{
    const bool first = m_ledger.serverRestarted(client);
    if (first) {
        m_outages.renumber();
        m_duplicated.clear();
        m_traffic.forgetClientsFrom(0);
    }
    return first;
}

void LaneMetrics::finish(TimePoint now)
{
    m_outages.settle([this](int client) { return isBehind(client); });
    m_ledger.finish();
    m_upstream.finish();
    if (!m_end)
        m_end = now;
}

void LaneMetrics::reconnecting(int client, TimePoint now)
{
    m_traffic.reconnecting();
    m_outages.lost(client, now);
}

void LaneMetrics::gaveUp(int client, TimePoint now)
{
    m_ledger.abandon(client);
    m_outages.gaveUp(client, now);
}

void LaneMetrics::ready(int client, MessageId newest, TimePoint now)
{
    if (client < m_ledger.clients())
        m_outages.ready(client, newest, m_ledger.cursor(client), now);
}

std::optional<DeliveryRow> LaneMetrics::delivered(int client, const MeasuredDelivery &delivery)
{
    m_outages.delivered(client, delivery.id, delivery.at);
    const Reception reception = m_ledger.delivered(client, delivery.id, delivery.due);
    if (reception.kind == Reception::Kind::NotOwed)
        return std::nullopt;
    const Duration latency = delivery.at - reception.due;
    const bool duplicate = reception.kind == Reception::Kind::Duplicate;
    if (duplicate) {
        noteDuplicate(client, delivery.id);
    } else {
        m_deliveries.add({reception.due, latency, delivery.id, client, delivery.payloadBytes});
        m_history.addDelivery(reception.due, toMilliseconds(latency));
        if (client == 0 && reception.kind == Reception::Kind::First)
            m_newest = {toNumber(delivery.id), delivery.text.left(maxTextLength)};
        if (reception.counted)
            m_latency.add(latency);
    }
    if (!reception.counted)
        return std::nullopt;
    return DeliveryRow{
        sinceStartS(reception.due), m_kind,   client, toNumber(delivery.id), toMilliseconds(latency),
        delivery.payloadBytes,      duplicate};
}

void LaneMetrics::echoed(quint64 number, TimePoint at)
{
    if (const std::optional<TimePoint> due = m_upstream.echoed(number, at))
        m_history.addEcho(*due);
}

std::optional<double> LaneMetrics::requestsPerSecond(qint64 requests, TimePoint now) const
{
    const Duration elapsed = std::min(now, m_end.value_or(now)) - m_regimeStart;
    if (elapsed < firstRateAfter)
        return std::nullopt;
    return static_cast<double>(requests) / toSeconds(elapsed);
}

RegimeSummary LaneMetrics::summary(TimePoint now) const
{
    const TrafficTotals traffic = m_traffic.totals();
    return {m_latency.summary(),
            perMessage(protocolOverhead(traffic.parts), m_latency.count() + m_upstream.counts().echoed),
            requestsPerSecond(traffic.requests, now)};
}

LaneSnapshot LaneMetrics::snapshot(TimePoint now, qint64 sinceDelivery) const
{
    LaneSnapshot lane;
    lane.kind = m_kind;
    lane.clients = m_ledger.clients();
    lane.openConnections = m_traffic.openConnections();
    lane.messages = m_ledger.counts();
    lane.latency = m_latency.summary();
    lane.histogram = m_latency.bins();
    lane.traffic = m_traffic.totals();
    lane.upstream = m_upstream.counts();
    lane.protocolOverheadPerMessage = perMessage(protocolOverhead(lane.traffic.parts), lane.received());
    lane.envelopePerMessage = perMessage(lane.traffic.part(BytePart::Envelope), lane.received());
    lane.roundTrip = m_upstream.roundTrip();
    lane.upstreamBytesPerMessage = perMessage(lane.traffic.overheadUp, lane.traffic.messagesUp);
    lane.setupBytesPerConnection = m_traffic.setupBytesPerConnection();
    lane.requestsPerSecond = requestsPerSecond(lane.traffic.requests, now);
    lane.before = m_before;
    lane.newest = m_newest;
    lane.regimeStartS = sinceStartS(m_regimeStart);
    lane.history = m_history.buckets();
    addDeliveries(lane, sinceDelivery);
    addPending(lane, now);
    addExceptions(lane);
    addOutages(lane, std::min(now, m_end.value_or(now)));
    return lane;
}

void LaneMetrics::addDeliveries(LaneSnapshot &lane, qint64 since) const
{
    lane.nextDelivery = m_deliveries.next();
    lane.droppedDeliveries = m_deliveries.droppedSince(since);
    const qint64 from = std::clamp(since, m_deliveries.first(), m_deliveries.next());
    lane.newDeliveries.reserve(static_cast<qsizetype>(m_deliveries.next() - from));
    for (qint64 n = from; n < m_deliveries.next(); ++n) {
        const DeliveryRing::Entry &entry = m_deliveries.at(n);
        lane.newDeliveries.append({sinceStartS(entry.due), toMilliseconds(entry.latency), toNumber(entry.id),
                                   entry.client, entry.payloadBytes});
    }
}

void LaneMetrics::addPending(LaneSnapshot &lane, TimePoint now) const
{
    if (m_ledger.clients() == 0)
        return;
    const MessageTable &messages = m_ledger.messages();
    const quint64 last = toNumber(messages.last());
    const quint64 after = std::max(toNumber(m_ledger.cursor(0)), toNumber(messages.base()));
    if (after >= last)
        return;
    lane.behind = static_cast<qint64>(last - after);
    for (quint64 id = std::max(after, last - std::min<quint64>(last, maxPendingPoints)) + 1; id <= last;
         ++id) {
        const MessageTable::Entry &entry = *messages.find(MessageId{id});
        if (entry.known && entry.due <= now)
            lane.pending.append({sinceStartS(entry.due), toMilliseconds(now - entry.due), id, 0});
    }
}

void LaneMetrics::noteDuplicate(int client, MessageId id)
{
    const auto found = std::ranges::find_if(m_duplicated, [&](const DuplicatedId &known) {
        return known.client == client && known.id == toNumber(id);
    });
    if (found != m_duplicated.end()) {
        ++found->again;
        return;
    }
    m_duplicated.push_back({client, toNumber(id), 1});
    if (m_duplicated.size() > maxDuplicatedIds)
        m_duplicated.pop_front();
}

void LaneMetrics::addExceptions(LaneSnapshot &lane) const
{
    for (int client = 0; client < m_ledger.clients() && lane.lost.size() < maxLostIntervals; ++client)
        for (const IdInterval &ids : m_ledger.missing(client).intervals())
            if (lane.lost.size() < maxLostIntervals)
                lane.lost.append({client, ids.first, ids.last});
    lane.duplicated = QList<DuplicatedId>(m_duplicated.begin(), m_duplicated.end());
}

bool LaneMetrics::isBehind(int client) const
{
    return client < m_ledger.clients() && m_ledger.cursor(client) < m_ledger.messages().last();
}

void LaneMetrics::addOutages(LaneSnapshot &lane, TimePoint now) const
{
    OutageBook::Seen seen = m_outages.seen(m_runStart, now, [this](int client) { return isBehind(client); });
    lane.outages = std::move(seen.outages);
    lane.outageTotals = seen.totals;
    lane.books.reserve(m_ledger.clients());
    for (int client = 0; client < m_ledger.clients(); ++client)
        lane.books.append({client, m_ledger.countsOf(client), seen.byClient[client]});
}
