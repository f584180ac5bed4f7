#include "core/experiment/gauntlet_clients.h"

#include "core/transport/client_factory.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

GauntletClients::GauntletClients(const GauntletSettings &settings, UnixAnchor anchor)
    : m_settings(settings)
    , m_anchor(anchor)
    , m_tick(this)
    , m_lag(this)
{
    connect(&m_lag, &LagReport::measured, this, &GauntletClients::takeLags);
    m_tick.setInterval(100ms);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        emit progressed(report(steadyNow()));
        if (m_draining)
            checkCaughtUp();
    });
}

GauntletClients::~GauntletClients() = default;

void GauntletClients::start(const GauntletPorts &ports)
{
    if (m_finished) // stopped before it began
        return;
    m_started = steadyNow();
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_clients.reserve(ports.size()); // the clients' signals know them by their index
    for (std::size_t i = 0; i < ports.size(); ++i)
        add(m_settings.columns[i % m_settings.columns.size()], ports[i], m_started);
    emit scheduleReady(m_started, m_started + m_settings.run.duration);
    m_tick.start();
    m_lag.start();
    for (const Client &client : m_clients)
        client.transport->start(MessageId{0});
}

void GauntletClients::add(GauntletColumn column, quint16 port, TimePoint now)
{
    const std::size_t index = m_clients.size();
    const ExperimentSettings &run = m_settings.run;
    ClientSettings client;
    client.port = port;
    client.pollInterval = run.pollInterval;
    client.longPollTimeout = run.longPollTimeout;
    client.headers = run.headers;
    client.connections = run.connections;
    client.seed = run.seed + static_cast<quint32>(index);
    auto transport = create(column, client);
    const auto noticeLoss = [this, index] { m_clients[index].cell.noticedLoss(steadyNow()); };
    connect(transport.get(), &ClientTransport::delivered, this, [this, index](const Delivery &delivery) {
        m_clients[index].cell.delivered(delivery.id, m_anchor.toSteady(delivery.unixMicroseconds),
                                        delivery.at);
    });
    // With nothing due any more the silence is ours: a connection closed for it says nothing of the
    // middlebox.
    connect(transport.get(), &ClientTransport::reconnecting, this, [this, noticeLoss] {
        if (!m_draining)
            noticeLoss();
    });
    if (const auto *ladder = qobject_cast<LadderClient *>(transport.get()))
        connect(ladder, &LadderClient::fellBack, this, noticeLoss);
    m_clients.push_back({std::move(transport), GauntletCell(now)});
}

std::unique_ptr<ClientTransport> GauntletClients::create(GauntletColumn column,
                                                         const ClientSettings &settings) const
{
    using Order = LadderClient::Order;
    switch (column) {
    case GauntletColumn::ShortPoll:
        return createClient(TransportKind::ShortPoll, settings);
    case GauntletColumn::LongPoll:
        return createClient(TransportKind::LongPoll, settings);
    case GauntletColumn::Sse:
        return createClient(TransportKind::Sse, settings);
    case GauntletColumn::WebSocket:
        return createClient(TransportKind::WebSocket, settings);
    case GauntletColumn::AutoWebSocket:
        return std::make_unique<LadderClient>(Order::WebSocketFirst, settings, m_settings.connectTimeout);
    case GauntletColumn::AutoLongPoll:
        break;
    }
    return std::make_unique<LadderClient>(Order::LongPollFirst, settings, m_settings.connectTimeout);
}

void GauntletClients::takeLags(const Lags &lags)
{
    for (const Duration lag : lags)
        m_longestLag = std::max(m_longestLag, lag);
}

void GauntletClients::takeNotices(const MessageNotices &notices)
{
    for (const MessageNotice &notice : notices)
        m_dues.push_back(notice.due);
}

void GauntletClients::drain()
{
    m_draining = true;
    m_drainUntil = steadyNow() + m_settings.catchUp;
    checkCaughtUp();
}

void GauntletClients::checkCaughtUp()
{
    const TimePoint now = steadyNow();
    const auto caughtUp = [&](const Client &client) {
        return client.cell.result(m_dues, now, m_settings.lateAfter).missing() == 0;
    };
    if (now >= m_drainUntil || std::all_of(m_clients.begin(), m_clients.end(), caughtUp))
        finish();
}

void GauntletClients::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_tick.stop();
    emit finished(report(steadyNow()));
}

void GauntletClients::close()
{
    m_tick.stop();
    for (const Client &client : m_clients)
        client.transport->stop();
}

GauntletReport GauntletClients::report(TimePoint now) const
{
    GauntletReport report{.settings = m_settings, .startedAt = m_startedAt, .elapsed = {}, .cells = {}};
    if (m_started != TimePoint{})
        report.elapsed = now - m_started;
    report.loopLag = m_longestLag;
    for (const Client &client : m_clients)
        report.cells.push_back(client.cell.result(m_dues, now, m_settings.lateAfter));
    // Interrupted before the clients were there: nobody was measured.
    report.cells.resize(m_settings.rows.size() * m_settings.columns.size());
    return report;
}
