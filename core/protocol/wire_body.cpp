#include "core/protocol/wire_body.h"

#include "core/protocol/wire_input.h"

#include <algorithm>

namespace {

constexpr int maxSizeDigits = 15; // fits qint64
constexpr qint64 maxChunkHeaderBytes = 4096;

std::optional<int> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f')
        return lower - 'a' + 10;
    return std::nullopt;
}

} // namespace

WireBody WireBody::ofLength(std::optional<qint64> bytes)
{
    WireBody body;
    body.m_left = bytes.value_or(0);
    body.m_state = !bytes ? State::ToClose : *bytes > 0 ? State::Content : State::Complete;
    return body;
}

WireBody WireBody::chunked()
{
    WireBody body;
    body.m_state = State::SizeDigits;
    return body;
}

WireBody::Piece WireBody::next(QByteArrayView bytes)
{
    switch (m_state) {
    case State::ToClose:
        return {Part::Content, bytes.size()};
    case State::Content:
        return content(bytes.size(), State::Complete);
    case State::ChunkContent:
        return content(bytes.size(), State::ChunkCr);
    case State::SizeDigits:
    case State::SizeExtension:
    case State::SizeLf:
        return chunkHeader(bytes);
    case State::ChunkCr:
    case State::ChunkLf:
        return chunkEnd(bytes);
    case State::Trailer:
        return trailer(bytes);
    case State::Complete:
    case State::Fault:
        break;
    }
    return {};
}

WireBody::Piece WireBody::content(qsizetype available, State after)
{
    const auto size = static_cast<qsizetype>(std::min<qint64>(available, m_left));
    m_left -= size;
    if (m_left == 0)
        m_state = after;
    return {Part::Content, size};
}

WireBody::Piece WireBody::chunkHeader(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state != State::ChunkContent && m_state != State::Trailer) {
        if (++m_framingBytes > maxChunkHeaderBytes || !stepHeader(bytes[taken++])) {
            m_state = State::Fault;
            return {};
        }
    }
    return {Part::ChunkHeader, taken};
}

bool WireBody::stepHeader(char c)
{
    if (m_state == State::SizeLf) {
        m_state = m_left > 0 ? State::ChunkContent : State::Trailer;
        m_framingBytes = 0;
        m_lineBytes = 0;
        m_digits = 0;
        return c == '\n';
    }
    if (m_state == State::SizeDigits) {
        if (const std::optional<int> digit = hexDigit(c)) {
            if (++m_digits > maxSizeDigits)
                return false;
            m_left = m_left * 16 + *digit;
            return true;
        }
        if (m_digits == 0 || (c != ';' && c != ' ' && c != '\t' && c != '\r'))
            return false;
        m_state = State::SizeExtension;
    }
    if (c == '\r')
        m_state = State::SizeLf;
    return c != '\n';
}

WireBody::Piece WireBody::chunkEnd(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && awaitsChunkEnd()) {
        const bool cr = m_state == State::ChunkCr;
        if (bytes[taken++] != (cr ? '\r' : '\n')) {
            m_state = State::Fault;
            return {};
        }
        m_state = cr ? State::ChunkLf : State::SizeDigits;
    }
    return {Part::ChunkEnd, taken};
}

WireBody::Piece WireBody::trailer(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state == State::Trailer) {
        const char c = bytes[taken++];
        const bool lineEnds = m_sawCr && c == '\n';
        if (++m_framingBytes > maxWireHeadBytes || m_sawCr != (c == '\n')) {
            m_state = State::Fault;
            return {};
        }
        if (lineEnds && m_lineBytes == 0)
            m_state = State::Complete;
        m_sawCr = c == '\r';
        if (lineEnds)
            m_lineBytes = 0;
        else if (c != '\r')
            ++m_lineBytes;
    }
    return {Part::Trailer, taken};
}
