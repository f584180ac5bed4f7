#pragma once

#include "core/link/link_pipe.h"
#include "core/link/middlebox.h"

#include <QObject>

/// Puts a middlebox between the pipes of a connection and the server, and rings when it wants to close.
///
/// Without a middlebox nothing is in the pipes' way. All that is passed in outlives it.
class MiddleboxSeat : public QObject
{
    Q_OBJECT

public:
    MiddleboxSeat(const MiddleboxProfile &profile, LinkPipe &up, LinkPipe &down, LinkClock &clock);

    /// The server is being connected to.
    void enter(TimePoint now);
    /// Nothing comes of it any more.
    void leave();
    [[nodiscard]] qint64 heldBytes() const { return m_box ? m_box->heldBytes() : 0; }

signals:
    /// It closes the connection, with what is in the pipe down still to arrive.
    void closing();

private:
    [[nodiscard]] QByteArray pass(Direction direction, QByteArrayView bytes);
    [[nodiscard]] QByteArray finish(Direction direction);
    void rearm();
    void ring();

    LinkPipe &m_down;
    std::optional<Middlebox> m_box;
    LinkClock::Timer m_timer;
};
