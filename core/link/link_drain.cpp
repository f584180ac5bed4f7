#include "core/link/link_drain.h"

LinkDrain::LinkDrain(StreamSocket &socket)
    : m_socket(socket)
{
    connect(&m_socket, &StreamSocket::readable, this, &LinkDrain::read);
}

void LinkDrain::start()
{
    m_started = true;
    m_over = m_over || !m_socket.isOpen();
    // Its pipe may have stopped reading: what is there, or its end, shows at once.
    m_socket.setReading(!m_over);
}

void LinkDrain::read()
{
    if (!m_started || m_over)
        return;
    // A few reads a turn, as in a pipe.
    for (int i = 0; i < 4; ++i) {
        const StreamSocket::Read read = m_socket.read();
        if (read.status == StreamSocket::Status::WouldBlock)
            return;
        m_over = read.status != StreamSocket::Status::Ok;
        if (m_over)
            m_socket.setReading(false);
        if (read.status != StreamSocket::Status::Failed)
            emit heard();
        if (m_over)
            emit over();
        if (m_over || !m_started)
            return;
    }
}
