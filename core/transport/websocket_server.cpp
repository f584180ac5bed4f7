#include "core/transport/websocket_server.h"

#include "core/protocol/http_writer.h"
#include "core/transport/http_connection.h"
#include "core/transport/request_rules.h"

#include <QCryptographicHash>
#include <QWebSocket>

#include <limits>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace {
/// An echo that the client does not take: above the first we stop reading, below the second we go on.
constexpr qint64 echoHighBytes = 1024LL * 1024;
constexpr qint64 echoLowBytes = 256LL * 1024;

QByteArray acceptKey(const QByteArray &key)
{
    const QByteArray guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 1.3
    return QCryptographicHash::hash(key.trimmed() + guid, QCryptographicHash::Sha1).toBase64();
}

/// Ours instead of QWebSocketServer's, to have no more and no less than the settings ask for.
QByteArray handshakeResponse(const HttpRequest &request, ServerContext &context)
{
    ResponseSpec spec;
    spec.status = 101;
    spec.profile = context.settings.headers;
    spec.extra
        = {{"Upgrade", "websocket"},
           {"Connection", "Upgrade"},
           {"Sec-WebSocket-Accept", acceptKey(request.header("sec-websocket-key").value_or(QByteArray()))}};
    return writeResponse(spec, context.date());
}
}

/// A handshake that QWebSocketServer has in hand.
struct WebSocketServer::Upgrade
{
    std::unique_ptr<ServerSocket> socket;
    bool echo = false;
    bool binary = false;
    StartAfter after;
};

struct WebSocketServer::Client
{
    Client(QWebSocket &peer, ServerSocket &tcp, WebSocketServer &server)
        : webSocket(peer)
        , socket(tcp)
        , pingTime(server.m_context.deadlines, [this, &server] { server.ping(*this); })
        , heartbeat(server.m_context.deadlines, [this, &server] { server.beat(*this); })
    {
    }
    QWebSocket &webSocket;
    ServerSocket &socket;
    Deadline pingTime;
    Deadline heartbeat; ///< of a stream
    LiveStream *stream = nullptr;
};

bool WebSocketServer::PeerOrder::operator()(const Peer &a, const Peer &b) const
{
    if (a.second != b.second)
        return a.second < b.second;
    const auto key = [](const QHostAddress &address) { return address.toIPv6Address(); };
    const Q_IPV6ADDR left = key(a.first);
    const Q_IPV6ADDR right = key(b.first);
    return std::lexicographical_compare(std::begin(left.c), std::end(left.c), std::begin(right.c),
                                        std::end(right.c));
}

WebSocketServer::WebSocketServer(ServerContext &context)
    : m_context(context)
    , m_fanOut(context)
    , m_handshakes(u"Pushscope"_s, QWebSocketServer::NonSecureMode)
    , m_departed(context.deadlines)
{
    m_handshakes.setMaxPendingConnections(std::numeric_limits<int>::max());
    connect(&m_handshakes, &QWebSocketServer::newConnection, this, &WebSocketServer::onUpgraded);
}

WebSocketServer::~WebSocketServer()
{
    for (const auto &[webSocket, client] : m_clients) {
        client->socket.disconnect(this);
        webSocket->disconnect(this);
        delete webSocket;
    }
    for (const auto &[peer, upgrade] : m_upgrades)
        upgrade->socket->disconnect(this);
}

int WebSocketServer::connectionCount() const
{
    return static_cast<int>(m_clients.size() + m_upgrades.size());
}

void WebSocketServer::serve(HttpConnection &connection, const HttpRequest &request)
{
    const Result<StartAfter> after = startAfter(request);
    const Result<bool> binary = wantsBinary(request);
    if (!after || !binary) {
        connection.respond(errorAnswer(400, (after ? binary.error() : after.error()).message));
        return;
    }
    auto upgrade = std::make_unique<Upgrade>();
    upgrade->echo = request.path() == "/echo";
    upgrade->after = *after;
    upgrade->binary = *binary;
    upgrade->socket = connection.takeSocket();
    ServerSocket &socket = *upgrade->socket;
    socket.setReadBufferSize(0); // a frame is read when it is whole
    socket.replaceNextWrite(handshakeResponse(request, m_context));
    const Peer peer(socket.peerAddress(), socket.peerPort());
    m_upgrades[peer] = std::move(upgrade);
    connect(&socket, &QAbstractSocket::disconnected, this, [this, peer] {
        if (const auto found = m_upgrades.extract(peer); !found.empty()) {
            m_departed.take(std::move(found.mapped()->socket));
            emit connectionClosed();
        }
    });
    m_handshakes.handleConnection(&socket);
    // It would delete the socket, which is ours.
    disconnect(&socket, &QAbstractSocket::disconnected, &m_handshakes, nullptr);
}

void WebSocketServer::onUpgraded()
{
    QWebSocket *const webSocket = m_handshakes.nextPendingConnection();
    auto found = m_upgrades.extract(Peer(webSocket->peerAddress(), webSocket->peerPort()));
    if (found.empty()) {
        webSocket->deleteLater();
        return;
    }
    const std::unique_ptr<Upgrade> upgrade = std::move(found.mapped());
    ServerSocket &socket = *upgrade->socket.release();
    socket.disconnect(this);
    webSocket->setParent(nullptr);
    socket.setParent(webSocket); // QWebSocket itself does not delete a socket that it was given
    const auto limit = static_cast<quint64>(m_context.settings.messageBytes);
    webSocket->setMaxAllowedIncomingFrameSize(limit);
    webSocket->setMaxAllowedIncomingMessageSize(limit);
    auto owned = std::make_unique<Client>(*webSocket, socket, *this);
    Client &client = *owned;
    m_clients.emplace(webSocket, std::move(owned));
    connect(&socket, &QAbstractSocket::disconnected, this, [this, webSocket] { leave(webSocket); });
    connect(webSocket, &QWebSocket::aboutToClose, this, [this, &client] { stopStream(client); });
    client.pingTime.set(steadyNow() + m_context.settings.pingInterval);
    if (upgrade->echo)
        startEcho(client);
    else
        startStream(client, *upgrade);
}

void WebSocketServer::startEcho(Client &client)
{
    QWebSocket *const webSocket = &client.webSocket;
    ServerSocket *const socket = &client.socket;
    const auto holdBack = [socket] { socket->setPaused(socket->bytesToWrite() > echoHighBytes); };
    connect(webSocket, &QWebSocket::textMessageReceived, this, [webSocket, holdBack](const QString &text) {
        webSocket->sendTextMessage(text);
        holdBack();
    });
    connect(webSocket, &QWebSocket::binaryMessageReceived, this,
            [webSocket, holdBack](const QByteArray &bytes) {
                webSocket->sendBinaryMessage(bytes);
                holdBack();
            });
    connect(socket, &QIODevice::bytesWritten, this, [socket] {
        if (socket->isPaused() && socket->bytesToWrite() < echoLowBytes)
            socket->setPaused(false);
    });
}

void WebSocketServer::startStream(Client &client, const Upgrade &upgrade)
{
    QWebSocket *const webSocket = &client.webSocket;
    connect(webSocket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { emit received(text.toUtf8(), PayloadKind::Text); });
    connect(webSocket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &bytes) { emit received(bytes, PayloadKind::Binary); });
    const auto format = upgrade.binary ? StreamFormat::WebSocketBinary : StreamFormat::WebSocketText;
    LiveStream &stream
        = m_fanOut.add(client.socket, format, upgrade.after.forStream(m_context.source.last()));
    client.stream = &stream;
    client.heartbeat.set(steadyNow() + m_context.settings.heartbeat);
    connect(&client.socket, &QIODevice::bytesWritten, this, [&client] {
        if (client.stream)
            client.stream->refill();
    });
}

void WebSocketServer::ping(Client &client)
{
    client.webSocket.ping();
    client.pingTime.set(steadyNow() + m_context.settings.pingInterval);
}

void WebSocketServer::beat(Client &client)
{
    const TimePoint now = steadyNow();
    const Duration interval = m_context.settings.heartbeat;
    TimePoint silentSince = client.stream->lastWrite();
    if (now - silentSince >= interval) {
        if (m_context.settings.visibleHeartbeats)
            client.stream->write(wireHeartbeat(client.stream->format()), now);
        silentSince = now;
    }
    client.heartbeat.set(silentSince + interval);
}

/// Nothing may follow a close frame.
void WebSocketServer::stopStream(Client &client)
{
    client.pingTime.clear();
    client.heartbeat.clear();
    if (client.stream)
        m_fanOut.remove(*std::exchange(client.stream, nullptr));
}

void WebSocketServer::leave(QWebSocket *webSocket)
{
    const auto found = m_clients.find(webSocket);
    if (found == m_clients.end())
        return;
    Client &client = *found->second;
    stopStream(client);
    client.socket.disconnect(this);
    webSocket->disconnect(this);
    m_departed.take(std::unique_ptr<QObject>(webSocket));
    m_clients.erase(found);
    emit connectionClosed();
}

void WebSocketServer::close()
{
    while (!m_upgrades.empty())
        m_upgrades.begin()->second->socket->abort(); // disconnected() takes it out
    std::vector<QWebSocket *> open;
    for (const auto &[webSocket, client] : m_clients)
        open.push_back(webSocket);
    for (QWebSocket *const webSocket : open)
        webSocket->close(QWebSocketProtocol::CloseCodeGoingAway, u"The server is closing"_s);
}
