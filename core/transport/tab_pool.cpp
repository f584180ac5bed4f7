#include "core/transport/tab_pool.h"

#include "core/protocol/sse_parser.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>
#include <QWebSocket>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int ok = 200;

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// Why a head does not make an open stream (WHATWG HTML 9.2.3, "announce the connection"); empty: it does.
QString streamFault(const QNetworkReply &reply)
{
    if (statusOf(reply) != ok)
        return TabPool::tr("The server answered with status %1").arg(statusOf(reply));
    const QString type = reply.header(QNetworkRequest::ContentTypeHeader).toString();
    if (type.section(u';', 0, 0).trimmed() != u"text/event-stream")
        return TabPool::tr("The answer is not an event stream");
    return {};
}

/// Says nothing any more and goes when the loop comes round.
template<typename Peer>
void release(Peer *peer, QObject *listener)
{
    if (!peer)
        return;
    peer->disconnect(listener);
    peer->deleteLater();
}

} // namespace

struct TabPool::Request
{
    QNetworkReply *reply = nullptr; ///< owned by the manager
    QWebSocket *socket = nullptr; ///< owned by the pool
    SseParser parser;
};

TabPool::TabPool(quint16 port, QObject *parent)
    : QObject(parent)
    , m_port(port)
    , m_manager(this)
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
}

TabPool::~TabPool()
{
    // Nobody is told of what ends with it.
    blockSignals(true);
    clear();
}

TabFacts *TabPool::find(int id)
{
    const auto found = std::ranges::find_if(m_facts, [id](const TabFacts &facts) { return facts.id == id; });
    return found == m_facts.end() ? nullptr : &*found;
}

Result<int> TabPool::add(const QString &host, TabKind kind)
{
    if (static_cast<int>(m_requests.size()) >= mostUnderWay)
        return Error{tr("%1 requests are under way, which is as many as are shown. Close one first.")
                         .arg(mostUnderWay)};
    forgetOldest();
    TabFacts facts;
    facts.id = ++m_lastId;
    facts.host = host;
    facts.kind = kind;
    facts.phase = kind == TabKind::WebSocket ? TabPhase::Asked : TabPhase::Waiting;
    facts.askedAt = steadyNow();
    m_facts += facts;
    m_requests.emplace(facts.id, std::make_unique<Request>());
    return facts.id;
}

void TabPool::forgetOldest()
{
    while (m_facts.size() >= mostKept) {
        const auto over = std::ranges::find_if(m_facts, &TabFacts::isOver);
        if (over == m_facts.end())
            return;
        m_facts.erase(over);
    }
}

Result<int> TabPool::openTab(const QString &host)
{
    return get(host, TabKind::Stream, u"/events"_s);
}

Result<int> TabPool::poll(const QString &host)
{
    return get(host, TabKind::Poll, u"/poll?after=now"_s);
}

Result<int> TabPool::get(const QString &host, TabKind kind, const QString &path)
{
    auto id = add(host, kind);
    if (!id)
        return id;
    QNetworkRequest request(QUrl(u"http://%1:%2%3"_s.arg(host).arg(m_port).arg(path)));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    if (kind == TabKind::Stream)
        request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Cache-Control", "no-store");
    QNetworkReply *reply = m_manager.get(request);
    m_requests.at(*id)->reply = reply;
    watch(*id, *reply);
    emit changed();
    return id;
}

void TabPool::watch(int id, QNetworkReply &reply)
{
    connect(&reply, &QNetworkReply::requestSent, this, [this, id] {
        TabFacts *facts = find(id);
        if (!facts || facts->isOver())
            return;
        // Again when an idle connection turned out to be gone: the first time it was let in counts.
        if (!facts->sentAt)
            facts->sentAt = steadyNow();
        if (facts->isWaiting())
            facts->phase = TabPhase::Asked;
        emit changed();
    });
    connect(&reply, &QNetworkReply::metaDataChanged, this, [this, id] { takeHead(id); });
    connect(&reply, &QNetworkReply::readyRead, this, [this, id] { takeBody(id); });
    connect(&reply, &QNetworkReply::finished, this, [this, id] { takeEnd(id); });
}

void TabPool::takeHead(int id)
{
    TabFacts *facts = find(id);
    if (!facts || facts->isOver() || facts->answeredAt)
        return;
    facts->answeredAt = steadyNow();
    if (facts->kind == TabKind::Stream) {
        if (const QString fault = streamFault(*m_requests.at(id)->reply); !fault.isEmpty())
            return finish(id, TabPhase::Failed, fault);
        facts->phase = TabPhase::Open;
    }
    emit changed();
}

void TabPool::takeBody(int id)
{
    TabFacts *facts = find(id);
    if (!facts || facts->isOver())
        return;
    Request &request = *m_requests.at(id);
    const QByteArray bytes = request.reply->readAll();
    if (facts->kind != TabKind::Stream)
        return;
    for (const SseOutput &output : request.parser.feed(bytes)) {
        if (std::holds_alternative<SseOverflow>(output))
            return finish(id, TabPhase::Failed, tr("An event is too large"));
        if (std::holds_alternative<SseEvent>(output))
            ++facts->events;
    }
    emit changed();
}

void TabPool::takeEnd(int id)
{
    const TabFacts *facts = find(id);
    if (!facts || facts->isOver())
        return;
    const QNetworkReply &reply = *m_requests.at(id)->reply;
    const QNetworkReply::NetworkError error = reply.error();
    if (error != QNetworkReply::NoError)
        finish(id, TabPhase::Failed, reply.errorString());
    else if (facts->kind == TabKind::Poll)
        finish(id, TabPhase::Answered);
    else
        finish(id, TabPhase::Closed, tr("The server ended the stream"));
}

Result<int> TabPool::openWebSocket(const QString &host)
{
    auto id = add(host, TabKind::WebSocket);
    if (!id)
        return id;
    auto *socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    socket->setProxy(QNetworkProxy::NoProxy);
    m_requests.at(*id)->socket = socket;
    watch(*id, *socket);
    socket->open(QUrl(u"ws://%1:%2/ws"_s.arg(host).arg(m_port)));
    emit changed();
    return id;
}

void TabPool::watch(int id, QWebSocket &socket)
{
    connect(&socket, &QWebSocket::connected, this, [this, id] {
        if (TabFacts *facts = find(id); facts && !facts->isOver()) {
            facts->answeredAt = steadyNow();
            facts->phase = TabPhase::Open;
            emit changed();
        }
    });
    const auto count = [this, id] {
        if (TabFacts *facts = find(id); facts && !facts->isOver()) {
            ++facts->events;
            emit changed();
        }
    };
    connect(&socket, &QWebSocket::textMessageReceived, this, count);
    connect(&socket, &QWebSocket::binaryMessageReceived, this, count);
    const auto end = [this, id] {
        const TabFacts *facts = find(id);
        if (!facts || facts->isOver())
            return;
        if (facts->answeredAt)
            finish(id, TabPhase::Closed, tr("The server closed it"));
        else
            finish(id, TabPhase::Failed, m_requests.at(id)->socket->errorString());
    };
    connect(&socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, end);
    connect(&socket, &QWebSocket::disconnected, this, end);
}

void TabPool::finish(int id, TabPhase phase, const QString &detail)
{
    TabFacts *facts = find(id);
    if (!facts || facts->isOver())
        return;
    facts->endedAt = steadyNow();
    facts->phase = phase;
    facts->detail = detail;
    if (const auto request = m_requests.extract(id); !request.empty()) {
        release(request.mapped()->reply, this);
        release(request.mapped()->socket, this);
    }
    emit changed();
}

void TabPool::close(int id)
{
    const auto request = m_requests.find(id);
    if (request == m_requests.end())
        return;
    QNetworkReply *const reply = request->second->reply;
    QWebSocket *const socket = request->second->socket;
    finish(id, TabPhase::Closed);
    // What is deleted later is still there: it goes from the pool now, so that the next one gets in.
    if (reply)
        reply->abort();
    if (socket && socket->state() == QAbstractSocket::ConnectedState)
        socket->close(QWebSocketProtocol::CloseCodeGoingAway);
}

void TabPool::clear()
{
    // The newest first: none that waits is let in only to be closed.
    while (!m_requests.empty()) {
        int newest = 0;
        for (const auto &[id, request] : m_requests)
            newest = std::max(newest, id);
        close(newest);
    }
    m_facts.clear();
    m_lastId = 0;
    emit changed();
}
