#pragma once

#include "core/base/steady_time.h"
#include "core/protocol/http_parser.h"

#include <deque>

class ServerSocket;

/// Reads the requests of a socket, which outlives it, one piece after the other and never ahead of need.
///
/// The bytes of a head stay in the socket until it is complete, because an upgrade is handed on with its
/// bytes unread.
class RequestReader
{
public:
    enum class Phase { Idle, Head, Body };

    RequestReader(ServerSocket &socket, HttpLimits limits);

    /// There is a next piece; reads what the socket has if need be.
    [[nodiscard]] bool hasNext() { return !m_parsed.empty() || readMore(); }
    /// REQUIRES hasNext().
    [[nodiscard]] HttpRequestOutput takeNext();
    /// A piece is there already, without reading.
    [[nodiscard]] bool hasRead() const { return !m_parsed.empty(); }

    /// What is being received.
    [[nodiscard]] Phase phase() const;
    /// When the head being received began; before the first, when this was made.
    [[nodiscard]] TimePoint headSince() const { return m_headSince; }
    /// Bytes came after the head of an upgrade in the same segment.
    [[nodiscard]] bool hasBytesAfterUpgrade() const;

private:
    bool readMore();
    void note(const HttpRequestOutput &output);
    void drop(qint64 size);

    ServerSocket &m_socket;
    HttpRequestParser m_parser;
    std::deque<HttpRequestOutput> m_parsed;
    qint64 m_fed = 0; ///< bytes given to the parser that the socket still holds
    qint64 m_dropped = 0; ///< bytes of the request being parsed that the socket no longer holds
    TimePoint m_headSince;
    bool m_inBody = false;
    bool m_bytesAfterUpgrade = false;
};
