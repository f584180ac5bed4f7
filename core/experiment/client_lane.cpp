#include "core/experiment/client_lane.h"

#include "core/experiment/link_side.h"
#include "core/transport/client_factory.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

/// Longer than what metrics keeps of it, whatever the characters.
constexpr qsizetype shownBytes = 400;

QString shownText(const Delivery &delivery)
{
    if (delivery.kind == PayloadKind::Binary)
        return QCoreApplication::translate("ClientLane", "%1 bytes").arg(delivery.payload.size());
    return QString::fromUtf8(delivery.payload.left(shownBytes));
}

}

ClientLane::ClientLane(TransportKind kind, UnixAnchor anchor, RunMetrics &metrics, RowFunction onDelivery,
                       QObject *parent)
    : QObject(parent)
    , m_kind(kind)
    , m_anchor(anchor)
    , m_metrics(metrics)
    , m_onDelivery(std::move(onDelivery))
{
}

ClientLane::~ClientLane() = default;

void ClientLane::resize(const std::vector<quint16> &ports, const ExperimentSettings &settings,
                        MessageId cursor)
{
    while (m_clients.size() > ports.size()) {
        m_clients.back().transport->stop();
        m_clients.pop_back();
    }
    while (m_clients.size() < ports.size())
        add(ports[m_clients.size()], settings, cursor);
    emit readyChanged();
}

void ClientLane::stop()
{
    for (const Client &client : m_clients)
        client.transport->stop();
    m_clients.clear();
}

void ClientLane::apply(const ExperimentSettings &settings)
{
    for (int number = 0; number < clients(); ++number) {
        const Client &client = m_clients[static_cast<std::size_t>(number)];
        client.transport->apply(clientSettings(number, client.port, settings));
        client.upstream->apply(upstreamSettings(number, client.port, settings));
    }
}

void ClientLane::closeBooks()
{
    m_closed = true;
    for (const Client &client : m_clients)
        client.upstream->closeBooks();
}

void ClientLane::beginSending(TimePoint start, std::optional<TimePoint> end)
{
    m_sendFrom = start;
    m_sendUntil = end;
    for (const Client &client : m_clients)
        client.upstream->begin(start, end);
}

void ClientLane::setSendingHeld(bool held)
{
    m_sendingHeld = held;
    for (const Client &client : m_clients)
        client.upstream->setHeld(held);
}

int ClientLane::readyClients() const
{
    return static_cast<int>(std::count_if(m_clients.begin(), m_clients.end(),
                                          [](const Client &c) { return c.ready && c.upstream->isReady(); }));
}

ClientState ClientLane::firstState() const
{
    return m_clients.empty() ? ClientState{} : m_clients.front().transport->state();
}

Duration ClientLane::effectiveInterval() const
{
    Duration sum{0};
    qint64 count = 0;
    for (const Client &client : m_clients)
        if (const Duration interval = client.transport->effectiveInterval(); interval > Duration{0}) {
            sum += interval;
            ++count;
        }
    return count == 0 ? sum : Duration(sum / count);
}

ClientSettings ClientLane::clientSettings(int number, quint16 port, const ExperimentSettings &settings) const
{
    ClientSettings client;
    client.port = port;
    client.pollInterval = settings.pollInterval;
    client.longPollTimeout = settings.longPollTimeout;
    client.headers = settings.headers;
    client.connections = settings.connections;
    client.recovery = settings.websocketRecovery;
    client.reconnectJitter = settings.reconnectJitter;
    client.silenceTimeout = settings.silenceTimeout;
    client.visibleHeartbeats = settings.visibleHeartbeats;
    client.payloadKind = settings.payloadKind;
    client.seed = seedFor(settings.seed, m_kind, number);
    return client;
}

UpstreamClient::Settings ClientLane::upstreamSettings(int number, quint16 port,
                                                      const ExperimentSettings &settings) const
{
    // A polled one is back with the poll after it.
    constexpr Duration forTheWay = std::chrono::seconds(10);
    return {settings.upstream, settings.payloadBytes, settings.payloadKind,
            forTheWay + settings.pollInterval + 8 * settings.delay, clientSettings(number, port, settings)};
}

void ClientLane::add(quint16 port, const ExperimentSettings &settings, MessageId cursor)
{
    const int number = clients();
    auto transport = createClient(m_kind, clientSettings(number, port, settings));
    watch(number, *transport);
    auto upstream = std::make_unique<UpstreamClient>(
        UpstreamSender{m_kind, number}, upstreamSettings(number, port, settings), *transport, m_metrics);
    UpstreamClient &sender = *upstream;
    m_clients.push_back({std::move(transport), std::move(upstream), port, false});
    m_clients.back().transport->start(cursor);
    connect(&sender, &UpstreamClient::readyChanged, this, &ClientLane::readyChanged);
    sender.prepare();
    sender.setHeld(m_sendingHeld);
    if (m_sendFrom)
        sender.begin(*m_sendFrom, m_sendUntil);
}

void ClientLane::watch(int number, const ClientTransport &transport)
{
    connect(&transport, &ClientTransport::ready, this, [this, number] {
        m_metrics.ready(m_kind, number, steadyNow());
        setReady(number, true);
    });
    connect(&transport, &ClientTransport::delivered, this,
            [this, number](const Delivery &delivery) { receive(number, delivery); });
    connect(&transport, &ClientTransport::missed, this,
            [this, number](quint64 count) { m_metrics.missed(m_kind, number, count); });
    connect(&transport, &ClientTransport::restarted, this,
            [this, number] { m_metrics.serverRestarted(m_kind, number); });
    connect(&transport, &ClientTransport::reconnecting, this, [this, number] {
        m_metrics.reconnecting(m_kind, number, steadyNow());
        setReady(number, false);
    });
    connect(&transport, &ClientTransport::gaveUp, this, [this, number] {
        m_metrics.gaveUp(m_kind, number, steadyNow());
        setReady(number, false);
    });
}

void ClientLane::receive(int number, const Delivery &delivery)
{
    if (m_closed)
        return;
    const MeasuredDelivery measured{delivery.id, m_anchor.toSteady(delivery.unixMicroseconds), delivery.at,
                                    delivery.payload.size(), number == 0 ? shownText(delivery) : QString()};
    const auto row = m_metrics.delivered(m_kind, number, measured);
    if (row && m_onDelivery)
        m_onDelivery(*row);
    m_clients[static_cast<std::size_t>(number)].upstream->receive(delivery);
}

void ClientLane::setReady(int number, bool ready)
{
    m_clients[static_cast<std::size_t>(number)].ready = ready;
    emit readyChanged();
}
