#pragma once

#include <QByteArrayView>
#include <QList>

/// One line of an event stream as the bytes have it, its end included (HTML Living Standard 9.2.6).
struct SseLine
{
    enum class Kind { Id, Data, Type, Retry, Comment, Blank, Other };

    Kind kind = Kind::Other;
    qsizetype begin = 0; ///< offset in the content
    qsizetype size = 0; ///< with its line end
    qsizetype valueSize = 0; ///< after the colon and one space (a comment keeps its space)

    /// Field name, colon, space and line end.
    [[nodiscard]] qsizetype syntaxBytes() const { return kind == Kind::Other ? 0 : size - valueSize; }
    bool operator==(const SseLine &) const = default;
};

/// Lines end with CRLF, LF or CR; the last may have no end. A byte order mark at the begin is syntax.
[[nodiscard]] QList<SseLine> sseLines(QByteArrayView content);
