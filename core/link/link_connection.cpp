#include "core/link/link_connection.h"

#include <utility>

LinkConnection::LinkConnection(TapSource source, Target target, const Shared &shared, Duration delay)
    : m_source(source)
    , m_target(std::move(target))
    , m_acceptedAt(steadyNow())
    , m_delay(delay)
    , m_up({m_client, m_server, shared.up, shared.clock}, m_acceptedAt + 2 * delay, shared.maxBufferedBytes)
    , m_down({m_server, m_client, shared.down, shared.clock}, m_acceptedAt + delay, shared.maxBufferedBytes)
    , m_connectTimer(shared.clock, [this] { connectToServer(); })
{
    wire(m_up, m_down, Direction::Up);
    wire(m_down, m_up, Direction::Down);
}

void LinkConnection::start(qintptr client)
{
    m_client.adopt(client);
    if (m_delay > Duration{0})
        m_connectTimer.setFor(m_acceptedAt + m_delay);
    else
        connectToServer();
}

void LinkConnection::reconsider()
{
    if (!m_closed)
        m_up.reconsider();
    if (!m_closed)
        m_down.reconsider();
}

void LinkConnection::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_connectTimer.clear();
    m_up.stop();
    m_down.stop();
    m_client.close();
    m_server.close();
    const TimePoint now = steadyNow();
    noteOpened(now);
    emit tapped({TapEvent::Kind::Closed, m_source, m_closedFirst, m_endingSince.value_or(now), now, {}});
    emit closed(m_source.connection);
}

qint64 LinkConnection::bufferedBytes() const
{
    return m_up.bufferedBytes() + m_down.bufferedBytes();
}

void LinkConnection::noteOpened(TimePoint atTheServer)
{
    if (!std::exchange(m_opened, true))
        emit tapped({TapEvent::Kind::Opened, m_source, Direction::Up, m_acceptedAt, atTheServer, {}});
}

void LinkConnection::connectToServer()
{
    noteOpened(steadyNow());
    if (!m_server.connectTo(m_target.host, m_target.port)) {
        noteEnding(Direction::Down);
        m_down.reset();
    }
}

void LinkConnection::wire(LinkPipe &pipe, LinkPipe &opposite, Direction direction)
{
    connect(&pipe, &LinkPipe::sent, this, [this, direction](TimePoint in, const QByteArray &bytes) {
        emit tapped({TapEvent::Kind::Bytes, m_source, direction, in, steadyNow(), bytes});
    });
    connect(&pipe, &LinkPipe::ending, this, [this, direction] { noteEnding(direction); });
    connect(&pipe, &LinkPipe::ended, this, &LinkConnection::onEnded);
    // What `pipe` wrote met a dead end: its reader's reset goes the other way.
    connect(&pipe, &LinkPipe::broken, this, [this, &opposite, direction] {
        noteEnding(direction == Direction::Up ? Direction::Down : Direction::Up);
        opposite.reset();
    });
}

void LinkConnection::onEnded(LinkPipe::End end)
{
    ++m_ends;
    if (end == LinkPipe::End::Reset || m_ends == 2)
        close();
}

void LinkConnection::noteEnding(Direction direction)
{
    if (m_endingSince)
        return;
    m_endingSince = steadyNow();
    m_closedFirst = direction;
}
