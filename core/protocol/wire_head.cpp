#include "core/protocol/wire_head.h"

#include "core/protocol/wire_input.h"

#include <algorithm>
#include <array>
#include <utility>

namespace {

/// Bytes that a head may hold besides CR and LF; also those over 0x7f (obs-text, RFC 9112 5.5).
bool isAllowed(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
}

/// RFC 9110 5.6.2.
constexpr std::array<bool, 256> isTokenByte = [] {
    std::array<bool, 256> table{};
    for (const char c : "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        table[static_cast<unsigned char>(c)] = c != '\0';
    return table;
}();

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isTokenByte[static_cast<unsigned char>(c)];
    });
}

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

constexpr QByteArrayView versionStart("HTTP/1.");
constexpr qsizetype maxMethodBytes = 32;

bool isMethod(QByteArrayView text)
{
    return text.size() <= maxMethodBytes && isToken(text);
}

/// A list of RFC 9110 5.6.1.
bool listHas(QByteArrayView list, QByteArrayView member)
{
    for (qsizetype comma = list.indexOf(','); comma >= 0; comma = list.indexOf(',')) {
        if (equalsIgnoringCase(list.first(comma).trimmed(), member))
            return true;
        list = list.sliced(comma + 1);
    }
    return equalsIgnoringCase(list.trimmed(), member);
}

/// Whether the begin of a first line may become one: garbage is told before its line ends, if ever it does.
bool mayBegin(QByteArrayView line, WireHeadReader::Kind kind)
{
    if (kind == WireHeadReader::Kind::Response) {
        const qsizetype size = std::min(line.size(), versionStart.size());
        return line.first(size) == versionStart.first(size);
    }
    const qsizetype space = line.indexOf(' ');
    return line.startsWith('\r') || isMethod(space < 0 ? line : line.first(space));
}

bool isVersion(QByteArrayView text)
{
    return text == "HTTP/1.1" || text == "HTTP/1.0";
}

} // namespace

QByteArrayView WireHead::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? QByteArrayView(target) : QByteArrayView(target).first(query);
}

qsizetype WireHeadReader::take(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state == State::Reading) {
        const QByteArrayView rest = bytes.sliced(taken);
        const auto *const bad = std::find_if(rest.begin(), rest.end(), [](char c) { return !isAllowed(c); });
        const qsizetype run = bad - rest.begin();
        if (m_bytes + run + 1 > maxWireHeadBytes) {
            m_state = State::Fault;
            break;
        }
        m_line.append(rest.first(run));
        taken += run;
        m_bytes += run;
        // A CR is kept until its LF comes, so that what follows it can be told.
        if (run > 0 && m_line.size() > run && m_line[m_line.size() - run - 1] == '\r')
            m_state = State::Fault;
        if (run == rest.size() || m_state == State::Fault)
            break;
        const char c = rest[run];
        ++taken;
        ++m_bytes;
        const bool afterCr = m_line.endsWith('\r');
        if (c == '\r' && !afterCr)
            m_line.append(c);
        else if (c == '\n' && afterCr)
            endLine();
        else
            m_state = State::Fault;
    }
    if (m_state == State::Reading && m_firstLine && !m_line.isEmpty() && !mayBegin(m_line, m_kind))
        m_state = State::Fault;
    return taken;
}

void WireHeadReader::endLine()
{
    const QByteArrayView line = QByteArrayView(m_line).chopped(1);
    if (line.isEmpty()) {
        if (!m_firstLine)
            m_state = State::Complete;
        else if (m_kind == Kind::Response)
            m_state = State::Fault;
    } else {
        const bool sound = !std::exchange(m_firstLine, false) ? takeField(line)
            : m_kind == Kind::Request                         ? takeRequestLine(line)
                                                              : takeStatusLine(line);
        if (!sound)
            m_state = State::Fault;
    }
    if (m_state == State::Complete && (m_head.chunked || m_head.otherCoding) && m_head.contentLength)
        m_state = State::Fault;
    m_line.resize(0);
}

bool WireHeadReader::takeRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || last <= first + 1 || !isMethod(line.first(first)) || !isVersion(line.sliced(last + 1)))
        return false;
    m_head.method = line.first(first).toByteArray();
    m_head.target = line.sliced(first + 1, last - first - 1).toByteArray();
    return !m_head.target.contains(' ');
}

bool WireHeadReader::takeStatusLine(QByteArrayView line)
{
    if (line.size() < 12 || !isVersion(line.first(8)) || line[8] != ' ')
        return false;
    if (line.size() > 12 && line[12] != ' ')
        return false;
    for (const char c : line.sliced(9, 3)) {
        if (c < '0' || c > '9')
            return false;
        m_head.status = m_head.status * 10 + (c - '0');
    }
    return m_head.status >= 100;
}

bool WireHeadReader::takeField(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return false;
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (equalsIgnoringCase(name, "content-length"))
        return takeLength(value);
    if (equalsIgnoringCase(name, "transfer-encoding"))
        (equalsIgnoringCase(value, "chunked") ? m_head.chunked : m_head.otherCoding) = true;
    else if (equalsIgnoringCase(name, "upgrade"))
        m_head.webSocket = m_head.webSocket || listHas(value, "websocket");
    else if (equalsIgnoringCase(name, "content-type"))
        m_head.eventStream
            = equalsIgnoringCase(value.first(std::min<qsizetype>(value.size(), 17)), "text/event-stream");
    return true;
}

bool WireHeadReader::takeLength(QByteArrayView value)
{
    constexpr qsizetype maxDigits = 18; // fits qint64
    if (value.isEmpty() || value.size() > maxDigits)
        return false;
    qint64 length = 0;
    for (const char c : value) {
        if (c < '0' || c > '9')
            return false;
        length = length * 10 + (c - '0');
    }
    const bool differs = m_head.contentLength && *m_head.contentLength != length;
    m_head.contentLength = length;
    return !differs;
}

void WireHeadReader::restart()
{
    m_state = State::Reading;
    m_head = {};
    m_line.resize(0);
    m_bytes = 0;
    m_firstLine = true;
}
