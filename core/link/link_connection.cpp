#include "core/link/link_connection.h"

#include <utility>

LinkConnection::LinkConnection(TapSource source, Target target, const Shared &shared, const Terms &terms)
    : m_source(source)
    , m_target(std::move(target))
    , m_acceptedAt(steadyNow())
    , m_delay(terms.delay)
    , m_up({m_client, m_server, shared.up, shared.clock}, m_acceptedAt + 2 * m_delay, shared.maxBufferedBytes)
    , m_down({m_server, m_client, shared.down, shared.clock}, m_acceptedAt + m_delay, shared.maxBufferedBytes)
    , m_middlebox(terms.middlebox, m_up, m_down, shared.clock)
    , m_clientDrain(m_client)
    , m_serverDrain(m_server)
    , m_connectTimer(shared.clock, [this] { connectToServer(); })
    , m_resetTimer(shared.clock, [this] { cut(); })
{
    wire(m_up, m_down, Direction::Up);
    wire(m_down, m_up, Direction::Down);
    wireDrains();
    connect(&m_middlebox, &MiddleboxSeat::closing, this, &LinkConnection::closeByMiddlebox);
}

void LinkConnection::start()
{
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
    m_resetTimer.clear();
    m_middlebox.leave();
    m_clientDrain.stop();
    m_serverDrain.stop();
    m_up.stop();
    m_down.stop();
    m_client.close();
    m_server.close();
    const TimePoint now = steadyNow();
    noteOpened(now);
    emit tapped(
        {TapEvent::Kind::Closed, m_source, m_closedFirst, m_endingSince.value_or(now), now, {}, m_cause});
    emit closed(m_source.connection);
}

void LinkConnection::turnAway()
{
    constexpr auto untilItIsConnected = std::chrono::milliseconds(5);
    noteOpened(steadyNow());
    m_clientDrain.start();
    m_resetTimer.setFor(m_acceptedAt + untilItIsConnected);
}

void LinkConnection::cut()
{
    if (m_closed)
        return;
    m_client.abort();
    m_server.abort();
    // Half-open it was lost before.
    if (std::exchange(m_cause, CloseCause::Cut) != CloseCause::Cut)
        m_endingSince.reset();
    noteEnding(Direction::Down);
    close();
}

void LinkConnection::vanish()
{
    if (m_closed || m_mode == Mode::BlackHole)
        return;
    m_mode = Mode::BlackHole;
    m_cause = CloseCause::Vanished;
    m_connectTimer.clear();
    m_resetTimer.clear();
    m_middlebox.leave();
    m_up.stop();
    m_down.stop();
    noteOpened(steadyNow());
    m_clientDrain.start();
    m_serverDrain.start();
    if (m_clientDrain.isOver() && m_serverDrain.isOver())
        close();
}

void LinkConnection::loseServer(Duration delay)
{
    if (m_closed || m_mode != Mode::Carry || m_connectTimer.isSet())
        return;
    m_mode = Mode::HalfOpen;
    m_cause = CloseCause::Cut;
    m_endingSince.reset();
    noteEnding(Direction::Down);
    m_delay = delay;
    m_middlebox.leave();
    m_up.stop();
    m_server.abort();
    m_down.forsake();
    m_clientDrain.start();
}

qint64 LinkConnection::bufferedBytes() const
{
    return m_up.bufferedBytes() + m_down.bufferedBytes() + m_middlebox.heldBytes();
}

void LinkConnection::noteOpened(TimePoint atTheServer)
{
    if (!std::exchange(m_opened, true))
        emit tapped({TapEvent::Kind::Opened, m_source, Direction::Up, m_acceptedAt, atTheServer, {}});
}

void LinkConnection::connectToServer()
{
    noteOpened(steadyNow());
    m_middlebox.enter(steadyNow());
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
        if (m_mode == Mode::HalfOpen || m_cause == CloseCause::Middlebox)
            close(); // the other side has gone already
        else
            opposite.reset();
    });
}

void LinkConnection::wireDrains()
{
    connect(&m_clientDrain, &LinkDrain::heard, this, [this] {
        if (m_mode == Mode::HalfOpen && !m_resetTimer.isSet())
            m_resetTimer.setFor(steadyNow() + 2 * m_delay);
    });
    connect(&m_clientDrain, &LinkDrain::over, this, [this] {
        noteEnding(Direction::Up);
        if (m_mode == Mode::HalfOpen ? !m_resetTimer.isSet() : m_serverDrain.isOver())
            close();
    });
    connect(&m_serverDrain, &LinkDrain::over, this, [this] {
        noteEnding(Direction::Down);
        if (m_clientDrain.isOver())
            close();
    });
}

void LinkConnection::onEnded(LinkPipe::End end)
{
    ++m_ends;
    if (end == LinkPipe::End::Reset || m_ends == 2 || m_cause == CloseCause::Middlebox)
        close();
}

void LinkConnection::noteEnding(Direction direction)
{
    if (m_endingSince)
        return;
    m_endingSince = steadyNow();
    m_closedFirst = direction;
}

// The server hears of it at once, the client behind what is on its way.
void LinkConnection::closeByMiddlebox()
{
    if (m_closed || m_endingSince)
        return;
    m_cause = CloseCause::Middlebox;
    noteEnding(Direction::Down);
    m_up.stop();
    m_server.close();
    m_down.end();
}
