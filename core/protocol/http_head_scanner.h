#pragma once

#include "core/protocol/http_parser.h"

#include <QByteArrayView>

#include <optional>

/// Finds the end of a request or response head and rejects what RFC 9112 forbids but Boost.Beast lets
/// through.
///
/// A state machine over single bytes, so that a fault depends on the bytes and never on how they were split.
/// Empty lines before a request are skipped (RFC 9112 2.2).
class HttpHeadScanner
{
public:
    enum class Kind { Request, Response };
    /// Longest request target; a longer one is answered with 414.
    static constexpr qsizetype maxTargetBytes = qsizetype{8} * 1024;

    HttpHeadScanner(Kind kind, qsizetype maxBytes);

    /// Takes bytes up to the end of the head or a fault; says how many.
    qsizetype take(QByteArrayView bytes);

    [[nodiscard]] bool complete() const { return m_complete; }
    [[nodiscard]] const std::optional<HttpFault> &fault() const { return m_fault; }
    /// Taken so far, empty lines in front included.
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }
    /// Of these, the empty lines in front.
    [[nodiscard]] qsizetype leadingBytes() const { return m_leadingBytes; }

private:
    /// Does at once what step() would do with the bytes inside a header line that mean nothing to it.
    qsizetype skipPlain(QByteArrayView bytes);
    void step(char c);
    void endLine();
    void fail(int status, const char *reason);

    Kind m_kind;
    qsizetype m_maxBytes;
    qsizetype m_bytes = 0;
    qsizetype m_leadingBytes = 0;
    qsizetype m_lineBytes = 0;
    qsizetype m_targetBytes = 0;
    int m_spaces = 0;
    int m_lines = 0;
    bool m_sawCr = false;
    bool m_complete = false;
    std::optional<HttpFault> m_fault;
};
