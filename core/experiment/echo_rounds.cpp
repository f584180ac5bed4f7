#include "core/experiment/echo_rounds.h"

#include <utility>

EchoRounds::EchoRounds(const UpstreamSender &sender, std::unique_ptr<ClientTransport> echo, QObject *parent)
    : QObject(parent)
    , m_sender(sender)
    , m_echo(std::move(echo))
{
    connect(m_echo.get(), &ClientTransport::ready, this, [this] {
        loseAll(); // of a connection before
        emit opened();
    });
    connect(m_echo.get(), &ClientTransport::delivered, this, &EchoRounds::receive);
    connect(m_echo.get(), &ClientTransport::reconnecting, this, [this] {
        loseAll();
        emit reconnecting();
    });
    connect(m_echo.get(), &ClientTransport::gaveUp, this, &EchoRounds::loseAll);
}

void EchoRounds::stop()
{
    m_echo->stop();
    loseAll();
}

bool EchoRounds::send(quint64 number, qint64 bytes, PayloadKind kind)
{
    if (m_underWay.size() >= maxUnderWay)
        return false;
    if (!m_echo->send(upstreamPayload(m_sender, number, bytes, kind), kind))
        return false;
    m_underWay.push_back({number, bytes, kind});
    return true;
}

void EchoRounds::receive(const Delivery &delivery)
{
    if (m_underWay.empty())
        return;
    const UnderWay oldest = m_underWay.front();
    m_underWay.pop_front();
    const bool same = delivery.kind == oldest.kind
        && delivery.payload == upstreamPayload(m_sender, oldest.number, oldest.bytes, oldest.kind);
    if (same)
        emit returned(oldest.number, delivery.at);
    else
        emit lost(oldest.number);
}

void EchoRounds::loseAll()
{
    for (const UnderWay &one : std::exchange(m_underWay, {}))
        emit lost(one.number);
}
