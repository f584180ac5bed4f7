#include "core/transport/ladder_client.h"

#include "core/transport/client_factory.h"

LadderClient::LadderClient(Order order, const ClientSettings &settings, Duration connectTimeout,
                           QObject *parent)
    : ClientTransport(parent)
    , m_order(order)
    , m_connectTimeout(connectTimeout)
    , m_webSocket(createClient(TransportKind::WebSocket, settings))
    , m_longPoll(createClient(TransportKind::LongPoll, settings))
{
    watch(TransportKind::WebSocket, *m_webSocket);
    watch(TransportKind::LongPoll, *m_longPoll);
    connect(&m_patience, &Alarm::rang, this, &LadderClient::fallBack);
}

LadderClient::~LadderClient() = default;

ClientTransport &LadderClient::active() const
{
    return m_rung == TransportKind::WebSocket ? *m_webSocket : *m_longPoll;
}

void LadderClient::start(MessageId cursor)
{
    Q_ASSERT(!m_running);
    ++m_session;
    m_running = true;
    m_tried = m_wasOpen = false;
    m_cursor = cursor;
    if (m_order == Order::WebSocketFirst) {
        m_rung = TransportKind::WebSocket;
        tryWebSocket();
    } else {
        m_rung = TransportKind::LongPoll;
        m_longPoll->start(cursor);
    }
}

void LadderClient::stop()
{
    ++m_session;
    m_running = false;
    m_patience.stop();
    m_webSocket->stop();
    m_longPoll->stop();
}

void LadderClient::apply(const ClientSettings &settings)
{
    m_webSocket->apply(settings);
    m_longPoll->apply(settings);
}

void LadderClient::watch(TransportKind kind, ClientTransport &client)
{
    connect(&client, &ClientTransport::ready, this, [this, kind] { onReady(kind); });
    connect(&client, &ClientTransport::reconnecting, this, [this, kind] { onLoss(kind); });
    connect(&client, &ClientTransport::gaveUp, this, [this, kind] { onLoss(kind); });
    connect(&client, &ClientTransport::delivered, this, &LadderClient::onDelivered);
    connect(&client, &ClientTransport::missed, this, [this, kind](quint64 count) {
        if (kind == m_rung)
            emit missed(count);
    });
    connect(&client, &ClientTransport::restarted, this, [this, kind] {
        if (kind != m_rung)
            return;
        m_cursor = MessageId{};
        emit restarted();
    });
}

void LadderClient::onReady(TransportKind kind)
{
    if (kind == TransportKind::WebSocket) {
        m_patience.stop();
        m_wasOpen = true;
        if (m_rung == TransportKind::LongPoll) { // an upgrade: ready it was before
            m_rung = TransportKind::WebSocket;
            m_longPoll->stop();
            return;
        }
    }
    const quint64 session = m_session;
    emit ready();
    if (session == m_session && kind == TransportKind::LongPoll && m_order == Order::LongPollFirst
        && !m_tried)
        tryWebSocket();
}

void LadderClient::tryWebSocket()
{
    m_tried = true;
    m_patience.aimAt(steadyNow() + m_connectTimeout);
    m_webSocket->start(m_cursor);
}

void LadderClient::onLoss(TransportKind kind)
{
    if (kind == TransportKind::WebSocket && !m_wasOpen) {
        fallBack();
        return;
    }
    if (kind != m_rung)
        return;
    // It comes back by itself, if it can within the timeout.
    if (kind == TransportKind::WebSocket && !m_patience.when())
        m_patience.aimAt(steadyNow() + m_connectTimeout);
    emit reconnecting();
}

void LadderClient::onDelivered(const Delivery &delivery)
{
    // What both rungs asked for comes twice.
    if (delivery.id <= m_cursor)
        return;
    m_cursor = delivery.id;
    emit delivered(delivery);
}

void LadderClient::fallBack()
{
    m_patience.stop();
    m_webSocket->stop();
    m_tried = true;
    const bool wasActive = m_rung == TransportKind::WebSocket;
    m_rung = TransportKind::LongPoll;
    const quint64 session = m_session;
    emit fellBack();
    if (session == m_session && wasActive)
        m_longPoll->start(m_cursor);
}
