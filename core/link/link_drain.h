#pragma once

#include "core/link/stream_socket.h"

#include <QObject>

/// Reads one side of a connection and throws away what comes. `socket` outlives it.
class LinkDrain : public QObject
{
    Q_OBJECT

public:
    explicit LinkDrain(StreamSocket &socket);

    void start();
    void stop() { m_started = false; }
    /// Its end has come, or there never was a connection.
    [[nodiscard]] bool isOver() const { return m_over; }
    void setOver() { m_over = true; }

signals:
    /// Something came, were it the end of the stream.
    void heard();
    /// The peer sends no more: its stream ended, or it was reset.
    void over();

private:
    void read();

    StreamSocket &m_socket;
    bool m_started = false;
    bool m_over = false;
};
