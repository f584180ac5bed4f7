#include "core/experiment/server_side.h"

#include "core/experiment/tab_command.h"

#include <QMetaObject>

#include <utility>

namespace {

ServerSettings serverSettings(const ExperimentSettings &settings)
{
    ServerSettings server;
    using std::chrono::duration_cast, std::chrono::milliseconds;
    server.headers = settings.headers;
    server.heartbeat = duration_cast<milliseconds>(settings.heartbeat);
    server.pingInterval = duration_cast<milliseconds>(2 * settings.heartbeat);
    server.visibleHeartbeats = settings.visibleHeartbeats;
    return server;
}

}

ServerSide::ServerSide(const ExperimentSettings &settings, UnixAnchor anchor)
    : m_anchor(anchor)
    , m_settings(serverSettings(settings))
    , m_hub(anchor, {}, this)
    , m_away(this)
    , m_lag(this)
{
    m_away.setSingleShot(true);
    m_away.setTimerType(Qt::PreciseTimer);
    connect(&m_away, &QTimer::timeout, this, &ServerSide::reopen);
    connect(&m_hub, &Hub::published, this, &ServerSide::take);
    connect(&m_lag, &LagReport::measured, this, &ServerSide::lagged);
}

void ServerSide::open(const QHostAddress &address, quint16 port, bool fallBackToFreePort)
{
    m_lag.start();
    openDoor();
    auto listens = m_door->listen(address, port);
    const bool fellBack = !listens && port != 0 && fallBackToFreePort;
    if (fellBack)
        listens = m_door->listen(address, 0);
    if (!listens) {
        emit failed(listens.error());
        return;
    }
    m_address = address;
    m_port = *listens;
    listenBeside();
    emit listening(*listens, fellBack);
}

void ServerSide::listenBeside()
{
    if (m_address != QHostAddress(QHostAddress::LocalHost))
        return;
    if (const auto beside = m_door->listenBeside(QHostAddress(QString(secondHost))); !beside)
        emit secondHostRefused(beside.error());
}

void ServerSide::openDoor()
{
    const auto publish
        = [this](const QByteArray &payload, PayloadKind kind) { return m_hub.publishNow(payload, kind); };
    m_door = std::make_unique<FrontDoor>(m_hub.log(), publish, m_settings);
}

void ServerSide::strike(const Fault &fault)
{
    if (!descriptorOf(fault.kind).ofServer || m_closed)
        return;
    m_door.reset();
    if (fault.kind == FaultKind::RestartEmpty)
        m_hub.restart();
    const auto away = std::chrono::ceil<std::chrono::milliseconds>(fault.length);
    if (m_away.remainingTimeAsDuration() < away) // not there already, or back before that
        m_away.start(away);
}

void ServerSide::reopen()
{
    openDoor();
    if (const auto listens = m_door->listen(m_address, m_port); !listens) {
        emit failed(listens.error());
        return;
    }
    listenBeside();
}

void ServerSide::apply(const ExperimentSettings &settings)
{
    m_settings = serverSettings(settings);
    if (m_door)
        m_door->apply(m_settings);
}

void ServerSide::close()
{
    m_closed = true;
    m_away.stop();
    if (m_door)
        m_door->close();
}

void ServerSide::endSchedule()
{
    sendNotices();
    emit scheduleOver();
}

void ServerSide::take(const Message &message)
{
    if (m_door)
        m_door->announce(message);
    // One signal for all messages of this turn of the loop.
    if (m_notices.empty())
        QMetaObject::invokeMethod(this, &ServerSide::sendNotices, Qt::QueuedConnection);
    m_notices.push_back({message.id, m_anchor.toSteady(message.unixMicroseconds), message.payload.size()});
}

void ServerSide::sendNotices()
{
    if (!m_notices.empty())
        emit noticed(std::exchange(m_notices, {}));
}
