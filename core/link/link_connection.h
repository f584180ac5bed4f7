#pragma once

#include "core/link/link_pipe.h"
#include "core/link/tap.h"

#include <QHostAddress>
#include <QObject>

#include <optional>

/// One relayed connection: a client's socket, a socket to the server, and a pipe each way.
///
/// The target is connected to one delay after the client was accepted, and what the client sends meanwhile
/// enters the link one round trip after that: as with a handshake over the real distance.
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

    /// `delay`: the link's one-way delay when the client came.
    LinkConnection(TapSource source, Target target, const Shared &shared, Duration delay);

    /// Takes over the client's socket and begins.
    void start(qintptr client);
    void reconsider();
    /// Closes both sides at once.
    void close();
    [[nodiscard]] qint64 bufferedBytes() const;

signals:
    void tapped(const TapEvent &event);
    /// Both sides are closed and nothing follows.
    void closed(int connection);

private:
    void noteOpened(TimePoint atTheServer);
    void connectToServer();
    void wire(LinkPipe &pipe, LinkPipe &opposite, Direction direction);
    void onEnded(LinkPipe::End end);
    void noteEnding(Direction direction);

    TapSource m_source;
    Target m_target;
    TimePoint m_acceptedAt;
    Duration m_delay;
    StreamSocket m_client;
    StreamSocket m_server;
    LinkPipe m_up;
    LinkPipe m_down;
    LinkClock::Timer m_connectTimer;
    int m_ends = 0;
    Direction m_closedFirst = Direction::Up;
    std::optional<TimePoint> m_endingSince;
    bool m_opened = false; ///< has been tapped
    bool m_closed = false;
};
