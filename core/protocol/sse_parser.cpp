#include "core/protocol/sse_parser.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

qsizetype lineLength(QByteArrayView bytes)
{
    const auto *const end
        = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
    return end - bytes.begin();
}

/// Digits only, else nothing (9.2.6, "retry").
std::optional<std::chrono::milliseconds> retryDelay(QByteArrayView value)
{
    std::chrono::milliseconds delay{0};
    for (const char c : value) {
        if (c < '0' || c > '9')
            return std::nullopt;
        delay = std::min(maxSseRetry, delay * 10 + std::chrono::milliseconds(c - '0'));
    }
    if (value.isEmpty())
        return std::nullopt;
    return delay;
}

} // namespace

SseParser::SseParser(qsizetype maxEventBytes)
    : m_maxEventBytes(maxEventBytes)
{
}

std::vector<SseOutput> SseParser::feed(QByteArrayView bytes)
{
    std::vector<SseOutput> out;
    while (!bytes.isEmpty() && !m_deaf) {
        if (std::exchange(m_lastWasCr, false) && bytes.front() == '\n') {
            bytes = bytes.sliced(1);
            continue;
        }
        const qsizetype length = lineLength(bytes);
        if (m_data.size() + m_line.size() + length > m_maxEventBytes) {
            m_deaf = true;
            out.emplace_back(SseOverflow{});
            break;
        }
        m_line.append(bytes.first(length));
        bytes = bytes.sliced(length);
        if (bytes.isEmpty())
            break;
        m_lastWasCr = bytes.front() == '\r';
        bytes = bytes.sliced(1);
        endLine(out);
    }
    return out;
}

void SseParser::endLine(std::vector<SseOutput> &out)
{
    QByteArrayView line(m_line);
    if (std::exchange(m_firstLine, false) && line.startsWith(byteOrderMark))
        line = line.sliced(byteOrderMark.size());
    const qsizetype colon = line.indexOf(':');
    if (line.isEmpty()) {
        dispatch(out);
    } else if (colon == 0) {
        out.emplace_back(SseComment{line.sliced(1).toByteArray()});
    } else if (colon < 0) {
        takeField(line, {}, out);
    } else {
        const QByteArrayView value = line.sliced(colon + 1);
        takeField(line.first(colon), value.startsWith(' ') ? value.sliced(1) : value, out);
    }
    m_line.resize(0);
}

void SseParser::takeField(QByteArrayView name, QByteArrayView value, std::vector<SseOutput> &out)
{
    if (name == "data") {
        m_data.append(value).append('\n');
    } else if (name == "event") {
        m_type = value.toByteArray();
    } else if (name == "id") {
        if (!value.contains('\0'))
            m_idBuffer = value.toByteArray();
    } else if (name == "retry") {
        if (const auto delay = retryDelay(value))
            out.emplace_back(SseRetry{*delay});
    }
}

void SseParser::dispatch(std::vector<SseOutput> &out)
{
    m_lastEventId = m_idBuffer;
    if (!m_data.isEmpty()) {
        m_data.chop(1);
        out.emplace_back(
            SseEvent{m_type.isEmpty() ? QByteArrayLiteral("message") : m_type, m_data, m_lastEventId});
    }
    m_data = {};
    m_type.clear();
}
