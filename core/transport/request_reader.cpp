#include "core/transport/request_reader.h"

#include "core/transport/server_socket.h"

#include <algorithm>

RequestReader::RequestReader(ServerSocket &socket, HttpLimits limits)
    : m_socket(socket)
    , m_parser(limits)
    , m_headSince(steadyNow())
{
}

HttpRequestOutput RequestReader::takeNext()
{
    HttpRequestOutput output = std::move(m_parsed.front());
    m_parsed.pop_front();
    return output;
}

RequestReader::Phase RequestReader::phase() const
{
    if (m_inBody)
        return Phase::Body;
    return m_fed > 0 ? Phase::Head : Phase::Idle;
}

bool RequestReader::hasBytesAfterUpgrade() const
{
    return m_bytesAfterUpgrade || m_socket.bytesAvailable() > m_fed;
}

bool RequestReader::readMore()
{
    if (m_socket.bytesAvailable() <= m_fed)
        return false;
    if (phase() == Phase::Idle)
        m_headSince = steadyNow();
    const QByteArray bytes = m_socket.peek(m_socket.bytesAvailable());
    const QByteArrayView fresh = QByteArrayView(bytes).sliced(m_fed);
    m_fed = bytes.size();
    for (HttpRequestOutput &output : m_parser.feed(fresh)) {
        const auto *request = std::get_if<HttpRequest>(&output);
        const bool upgrade = request && request->upgrade;
        if (upgrade)
            m_bytesAfterUpgrade = !m_parser.takeUnread().isEmpty();
        else
            note(output);
        m_parsed.push_back(std::move(output));
        if (upgrade)
            return true;
    }
    if (m_inBody)
        drop(m_fed);
    return !m_parsed.empty();
}

void RequestReader::note(const HttpRequestOutput &output)
{
    if (std::holds_alternative<HttpRequest>(output)) {
        m_inBody = true;
    } else if (const auto *end = std::get_if<HttpEnd>(&output)) {
        drop(std::min(end->wireBytes - m_dropped, m_fed));
        m_dropped = 0;
        m_inBody = false;
        m_headSince = steadyNow();
    }
}

void RequestReader::drop(qint64 size)
{
    m_socket.skip(size);
    m_fed -= size;
    m_dropped += size;
}
