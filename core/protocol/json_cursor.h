#pragma once

#include <QByteArrayView>

#include <optional>

/// Walks over JSON text (RFC 8259) without copying it: the values are where the cursor passed.
///
/// Each function takes what it names, or fails and leaves the cursor somewhere before the fault. Leading
/// white space is skipped. Nesting deeper than maxDepth fails.
class JsonCursor
{
public:
    static constexpr int maxDepth = 64;

    /// Offsets from the begin of the text, without the quotes.
    struct StringSpan
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        bool escaped = false;
    };

    explicit JsonCursor(QByteArrayView text)
        : m_text(text)
    {
    }

    [[nodiscard]] qsizetype position() const { return m_position; }
    void skipSpace();
    /// Only white space is left.
    [[nodiscard]] bool atEnd();
    /// Whether `c` is next; takes it if so.
    [[nodiscard]] bool take(char c);
    [[nodiscard]] std::optional<StringSpan> takeString();
    /// Without fraction and exponent.
    [[nodiscard]] std::optional<quint64> takeUnsigned();
    [[nodiscard]] std::optional<qint64> takeInteger();
    [[nodiscard]] bool takeTrue();
    /// Any value.
    [[nodiscard]] bool skipValue();

private:
    [[nodiscard]] bool takeWord(QByteArrayView word);
    [[nodiscard]] bool takeEscape();
    [[nodiscard]] bool skipNumber();
    [[nodiscard]] bool skipDigits();

    QByteArrayView m_text;
    qsizetype m_position = 0;
};
