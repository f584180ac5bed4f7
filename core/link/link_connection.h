#pragma once

#include "core/link/link_drain.h"
#include "core/link/link_pipe.h"
#include "core/link/middlebox_profile.h"
#include "core/link/middlebox_seat.h"
#include "core/link/tap.h"

#include <QHostAddress>
#include <QObject>

#include <optional>

/// One relayed connection: a client's socket, a socket to the server, and a pipe each way.
///
/// The target is connected to one delay after the client was accepted, and what the client sends meanwhile
/// enters the link one round trip after that: as with a handshake over the real distance. A middlebox stands
/// at the server's end: what it answers comes after a round trip, as the server's answers do.
class LinkConnection : public QObject
{
    Q_OBJECT

public:
    struct Target
    {
        QHostAddress host;
        quint16 port = 0;
    };
    /// What all connections of a link share; outlives them.
    struct Shared
    {
        LinkSchedule &up;
        LinkSchedule &down;
        LinkClock &clock;
        qint64 maxBufferedBytes;
    };
    /// What holds when the client comes.
    struct Terms
    {
        Duration delay{0}; ///< one way
        MiddleboxProfile middlebox;
    };

    LinkConnection(TapSource source, Target target, const Shared &shared, const Terms &terms);

    /// Takes over the client's socket. start(), cut() or vanish() follows.
    void adopt(qintptr client) { m_client.adopt(client); }
    void start();
    void reconsider();
    /// How many bytes may wait on their way down.
    void setDownBuffer(qint64 bytes) { m_down.setMaxBuffered(bytes); }
    /// Closes both sides at once.
    void close();
    /// Takes the client in and resets it a moment later: one that is reset in the middle of its connect()
    /// tries again at once, and would make a storm of what is one attempt.
    void turnAway();
    /// Resets both sides at once.
    void cut();
    /// Becomes a black hole until both sides have gone; a server not yet connected to is never reached.
    void vanish();
    /// Resets the server's side only; whatever the client sends is answered with a reset one round trip later
    /// (RFC 9293 3.5.1). A connection that the server has not seen yet is left alone.
    void loseServer(Duration delay);
    [[nodiscard]] qint64 bufferedBytes() const;

signals:
    void tapped(const TapEvent &event);
    /// Both sides are closed and nothing follows.
    void closed(int connection);

private:
    enum class Mode { Carry, HalfOpen, BlackHole };

    void noteOpened(TimePoint atTheServer);
    void connectToServer();
    void wire(LinkPipe &pipe, LinkPipe &opposite, Direction direction);
    void wireDrains();
    void onEnded(LinkPipe::End end);
    void noteEnding(Direction direction);
    void closeByMiddlebox();

    TapSource m_source;
    Target m_target;
    TimePoint m_acceptedAt;
    Duration m_delay;
    StreamSocket m_client;
    StreamSocket m_server;
    LinkPipe m_up;
    LinkPipe m_down;
    MiddleboxSeat m_middlebox;
    LinkDrain m_clientDrain;
    LinkDrain m_serverDrain;
    LinkClock::Timer m_connectTimer;
    LinkClock::Timer m_resetTimer; ///< half-open: the answer to what the client has sent
    int m_ends = 0;
    Direction m_closedFirst = Direction::Up;
    CloseCause m_cause = CloseCause::Peer;
    std::optional<TimePoint> m_endingSince;
    Mode m_mode = Mode::Carry;
    bool m_opened = false; ///< has been tapped
    bool m_closed = false;
};
