#include "core/protocol/json_cursor.h"

#include <array>
#include <limits>

namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The bytes at which a run of plain characters in a string ends.
constexpr std::array<bool, 256> endsRun = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c)
        table[c] = true;
    table['"'] = true;
    table['\\'] = true;
    return table;
}();

} // namespace

void JsonCursor::skipSpace()
{
    while (m_position < m_text.size()) {
        const char c = m_text[m_position];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            return;
        ++m_position;
    }
}

bool JsonCursor::atEnd()
{
    skipSpace();
    return m_position == m_text.size();
}

bool JsonCursor::take(char c)
{
    skipSpace();
    if (m_position == m_text.size() || m_text[m_position] != c)
        return false;
    ++m_position;
    return true;
}

std::optional<JsonCursor::StringSpan> JsonCursor::takeString()
{
    if (!take('"'))
        return std::nullopt;
    StringSpan span{m_position, m_position, false};
    const char *const text = m_text.data();
    const qsizetype size = m_text.size();
    while (m_position < size) {
        const auto c = static_cast<unsigned char>(text[m_position]);
        if (!endsRun[c]) {
            ++m_position;
        } else if (c == '"') {
            span.end = m_position++;
            return span;
        } else if (c == '\\' && takeEscape()) {
            span.escaped = true;
        } else {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

bool JsonCursor::takeEscape()
{
    const QByteArrayView rest = m_text.sliced(m_position);
    if (rest.size() < 2)
        return false;
    if (rest[1] != 'u') {
        m_position += 2;
        return QByteArrayView("\"\\/bfnrt").contains(rest[1]);
    }
    if (rest.size() < 6)
        return false;
    for (const char c : rest.sliced(2, 4))
        if (!isHexDigit(c))
            return false;
    m_position += 6;
    return true;
}

std::optional<quint64> JsonCursor::takeUnsigned()
{
    skipSpace();
    const qsizetype begin = m_position;
    constexpr quint64 top = std::numeric_limits<quint64>::max();
    quint64 value = 0;
    for (; m_position < m_text.size() && isDigit(m_text[m_position]); ++m_position) {
        const auto digit = static_cast<quint64>(m_text[m_position] - '0');
        if (value > (top - digit) / 10)
            return std::nullopt;
        value = value * 10 + digit;
    }
    const qsizetype digits = m_position - begin;
    if (digits == 0 || (digits > 1 && m_text[begin] == '0'))
        return std::nullopt;
    if (m_position < m_text.size() && QByteArrayView(".eE").contains(m_text[m_position]))
        return std::nullopt;
    return value;
}

std::optional<qint64> JsonCursor::takeInteger()
{
    const bool negative = take('-');
    if (negative && (m_position == m_text.size() || !isDigit(m_text[m_position])))
        return std::nullopt;
    const std::optional<quint64> size = takeUnsigned();
    constexpr auto top = static_cast<quint64>(std::numeric_limits<qint64>::max());
    if (!size || *size > top)
        return std::nullopt;
    const auto value = static_cast<qint64>(*size);
    return negative ? -value : value;
}

bool JsonCursor::takeWord(QByteArrayView word)
{
    skipSpace();
    if (!m_text.sliced(m_position).startsWith(word))
        return false;
    m_position += word.size();
    return true;
}

bool JsonCursor::takeTrue()
{
    return takeWord("true");
}

bool JsonCursor::skipDigits()
{
    const qsizetype begin = m_position;
    while (m_position < m_text.size() && isDigit(m_text[m_position]))
        ++m_position;
    return m_position > begin;
}

bool JsonCursor::skipNumber()
{
    const auto next = [this] { return m_position < m_text.size() ? m_text[m_position] : '\0'; };
    if (next() == '-')
        ++m_position;
    const bool zero = next() == '0';
    const qsizetype begin = m_position;
    if (!skipDigits() || (zero && m_position > begin + 1))
        return false;
    if (next() == '.') {
        ++m_position;
        if (!skipDigits())
            return false;
    }
    if (next() == 'e' || next() == 'E') {
        ++m_position;
        if (next() == '+' || next() == '-')
            ++m_position;
        return skipDigits();
    }
    return true;
}

bool JsonCursor::skipValue()
{
    std::array<char, maxDepth> closers{};
    std::size_t depth = 0;
    const auto takeKey = [this] { return takeString() && take(':'); };
    do {
        skipSpace();
        const char c = m_position < m_text.size() ? m_text[m_position] : '\0';
        if (c == '{' || c == '[') {
            if (depth == closers.size())
                return false;
            ++m_position;
            closers[depth++] = c == '{' ? '}' : ']';
            if (!take(closers[depth - 1])) {
                if (c == '{' && !takeKey())
                    return false;
                continue;
            }
            --depth;
        } else if (c == '"') {
            if (!takeString())
                return false;
        } else if (!takeWord("true") && !takeWord("false") && !takeWord("null") && !skipNumber()) {
            return false;
        }
        while (depth > 0 && !take(',')) {
            if (!take(closers[depth - 1]))
                return false;
            --depth;
        }
        if (depth > 0 && closers[depth - 1] == '}' && !takeKey())
            return false;
    } while (depth > 0);
    return true;
}
