#include "core/link/http_follower.h"

HttpFollower::Taken HttpFollower::next(QByteArrayView bytes)
{
    if (!m_inBody) {
        const qsizetype size = m_head.take(bytes);
        switch (m_head.state()) {
        case WireHeadReader::State::Reading:
            return {Step::Part, size};
        case WireHeadReader::State::Complete:
            return {Step::Head, size};
        case WireHeadReader::State::Fault:
            break;
        }
        return {Step::Fault, size};
    }
    const WireBody::Piece piece = m_body.next(bytes);
    if (piece.part == WireBody::Part::Fault)
        return {Step::Fault, piece.size};
    if (!m_body.isComplete())
        return {Step::Part, piece.size};
    restart();
    return {Step::End, piece.size};
}

bool HttpFollower::expectBody(const WireBody &body)
{
    m_head.restart();
    m_body = body;
    m_inBody = !body.isComplete();
    return !m_inBody;
}

void HttpFollower::restart()
{
    m_head.restart();
    m_inBody = false;
}
