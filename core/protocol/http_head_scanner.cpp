#include "core/protocol/http_head_scanner.h"

namespace {

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

} // namespace

HttpHeadScanner::HttpHeadScanner(Kind kind, qsizetype maxBytes)
    : m_kind(kind)
    , m_maxBytes(maxBytes)
{
}

qsizetype HttpHeadScanner::take(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && !m_complete && !m_fault) {
        taken += skipPlain(bytes.sliced(taken));
        if (taken < bytes.size())
            step(bytes[taken++]);
    }
    return taken;
}

qsizetype HttpHeadScanner::skipPlain(QByteArrayView bytes)
{
    if (m_lines == 0 || m_lineBytes == 0 || m_sawCr)
        return 0;
    const qsizetype most = qMin(bytes.size(), m_maxBytes - m_bytes);
    qsizetype plain = 0;
    while (plain < most && !isControl(bytes[plain]))
        ++plain;
    m_bytes += plain;
    m_lineBytes += plain;
    return plain;
}

void HttpHeadScanner::step(char c)
{
    if (++m_bytes > m_maxBytes)
        return fail(431, "The head is too large");
    if (m_sawCr)
        return c == '\n' ? endLine() : fail(400, "CR without LF in the head");
    if (c == '\r') {
        m_sawCr = true;
        return;
    }
    if (c == '\n')
        return fail(400, "LF without CR in the head");
    if (isControl(c) && c != '\t')
        return fail(400, "Control character in the head");
    if (m_lines > 0 && m_lineBytes == 0 && (c == ' ' || c == '\t'))
        return fail(400, "Folded header line"); // obs-fold, RFC 9112 5.2
    ++m_lineBytes;
    if (m_kind == Kind::Request && m_lines == 0) {
        if (c == ' ')
            ++m_spaces;
        else if (m_spaces == 1 && ++m_targetBytes > maxTargetBytes)
            return fail(414, "The request target is too long");
    }
}

void HttpHeadScanner::endLine()
{
    m_sawCr = false;
    if (m_lineBytes > 0) {
        ++m_lines;
        m_lineBytes = 0;
    } else if (m_lines > 0) {
        m_complete = true;
    } else if (m_kind == Kind::Request) {
        m_leadingBytes = m_bytes;
    } else {
        fail(400, "Empty line in place of a status line");
    }
}

void HttpHeadScanner::fail(int status, const char *reason)
{
    m_fault = HttpFault{status, QByteArray(reason)};
}
