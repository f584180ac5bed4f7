#include "core/transport/front_door.h"

#include "core/protocol/http_writer.h"
#include "core/transport/direct_send.h"

#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int acceptBacklog = 4096;
/// Connections over the limit that are told so at the same time; beyond it they are just closed.
constexpr std::size_t maxTurningAway = 64;
constexpr std::chrono::milliseconds acceptPause(100);
}

/// Hands each connection on as a descriptor, so that we choose its socket class.
class FrontDoor::Listener : public QTcpServer
{
public:
    explicit Listener(FrontDoor &door)
        : m_door(door)
    {
        setListenBacklogSize(acceptBacklog);
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_door.accept(descriptor); }

private:
    FrontDoor &m_door;
};

FrontDoor::FrontDoor(const MessageSource &source, const PublishFunction &publish, ServerSettings settings,
                     QObject *parent)
    : QObject(parent)
    , m_context(source, std::move(settings))
    , m_router(m_context, m_transports, publish, [this] { return stats(); })
    , m_listener(std::make_unique<Listener>(*this))
    , m_departed(m_context.deadlines)
{
    for (const TransportKind kind : allTransportKinds) {
        auto transport = createServer(kind, m_context);
        connect(
            transport.get(), &ServerTransport::received, this,
            [publish](const QByteArray &payload, PayloadKind payloadKind) { publish(payload, payloadKind); });
        connect(transport.get(), &ServerTransport::connectionClosed, this, &FrontDoor::checkClosed);
        m_transports[indexOf(kind)] = std::move(transport);
    }
    watch(*m_listener);
}

// Out of descriptors: QTcpServer stops accepting, connections wait in the kernel.
void FrontDoor::watch(Listener &listener)
{
    connect(&listener, &QTcpServer::acceptError, this, [&listener] {
        QTimer::singleShot(acceptPause, &listener, [&listener] { listener.resumeAccepting(); });
    });
}

// A socket that is destroyed says that it is disconnected; nobody is left to hear it.
FrontDoor::~FrontDoor()
{
    for (const auto &[socket, owned] : m_turnedAway)
        socket->disconnect(this);
}

Result<quint16> FrontDoor::listen(const QHostAddress &address, quint16 port)
{
    if (!m_listener->listen(address, port))
        return Error{tr("Cannot listen on %1, port %2: %3")
                         .arg(address.toString(), QString::number(port), m_listener->errorString())};
    m_startedAt = steadyNow();
    return m_listener->serverPort();
}

Result<Done> FrontDoor::listenBeside(const QHostAddress &address)
{
    const quint16 port = m_listener->serverPort();
    auto second = std::make_unique<Listener>(*this);
    watch(*second);
    if (!second->listen(address, port))
        return Error{tr("Cannot listen on %1, port %2 too: %3")
                         .arg(address.toString(), QString::number(port), second->errorString())};
    m_secondListener = std::move(second);
    return Done{};
}

void FrontDoor::announce(const Message &message)
{
    ++m_published;
    for (const auto &transport : m_transports)
        transport->announce(message);
}

void FrontDoor::apply(const ServerSettings &settings)
{
    m_context.settings = settings;
}

ServerStats FrontDoor::stats() const
{
    ServerStats stats;
    for (const TransportKind kind : allTransportKinds) {
        stats.connections[indexOf(kind)] = m_transports[indexOf(kind)]->connectionCount();
        stats.dropped += m_transports[indexOf(kind)]->droppedCount();
    }
    stats.published = m_published;
    stats.last = m_context.source.last();
    stats.uptimeSeconds = toSeconds(steadyNow() - m_startedAt);
    return stats;
}

void FrontDoor::close()
{
    m_closing = true;
    m_listener->close();
    if (m_secondListener)
        m_secondListener->close();
    for (const auto &transport : m_transports)
        transport->close();
    std::vector<HttpConnection *> open;
    for (const auto &[connection, owned] : m_connections)
        open.push_back(connection);
    for (HttpConnection *const connection : open)
        if (m_connections.contains(connection))
            connection->end();
    QTimer::singleShot(0, this, &FrontDoor::checkClosed);
}

int FrontDoor::connectionCount() const
{
    return static_cast<int>(m_connections.size())
        + m_transports[indexOf(TransportKind::WebSocket)]->connectionCount();
}

void FrontDoor::accept(qintptr descriptor)
{
    auto socket = std::make_unique<ServerSocket>(m_context);
    if (!socket->takeOver(descriptor))
        return;
    if (connectionCount() >= m_context.settings.maxConnections)
        turnAway(std::move(socket));
    else
        open(std::move(socket));
}

/// Says in words that there is no room, whatever the client asks.
void FrontDoor::turnAway(std::unique_ptr<ServerSocket> owned)
{
    if (m_turnedAway.size() >= maxTurningAway)
        return;
    ServerSocket *const socket = owned.get();
    m_turnedAway.emplace(socket, std::move(owned));
    connect(socket, &QAbstractSocket::disconnected, this, [this, socket] {
        if (auto found = m_turnedAway.extract(socket); !found.empty())
            m_departed.take(std::move(found.mapped()));
    });
    const HttpAnswer answer = errorAnswer(503, tr("The server has as many connections as it may have"));
    ResponseSpec spec;
    spec.status = answer.status;
    spec.contentType = answer.contentType;
    spec.body = answer.body;
    spec.profile = m_context.settings.headers;
    spec.keepAlive = false;
    sendNow(*socket, writeResponse(spec, m_context.date()));
    socket->disconnectFromHost();
}

void FrontDoor::open(std::unique_ptr<ServerSocket> socket)
{
    auto owned = std::make_unique<HttpConnection>(std::move(socket), m_router, m_context);
    HttpConnection &connection = *owned;
    m_connections.emplace(&connection, std::move(owned));
    connect(&connection, &HttpConnection::closed, this, [this, &connection] { forget(connection); });
    connection.start();
}

void FrontDoor::forget(HttpConnection &connection)
{
    if (auto found = m_connections.extract(&connection); !found.empty())
        m_departed.take(std::move(found.mapped()));
    checkClosed();
}

void FrontDoor::checkClosed()
{
    if (m_closing && connectionCount() == 0) {
        m_closing = false;
        emit closed();
    }
}
