#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// What the wire parser needs to know of a request or response head.
struct WireHead
{
    QByteArray method; ///< requests
    QByteArray target; ///< requests
    int status = 0; ///< responses
    std::optional<qint64> contentLength;
    bool chunked = false;
    bool otherCoding = false; ///< a transfer coding that is not chunked
    bool webSocket = false; ///< Upgrade: websocket
    bool eventStream = false; ///< Content-Type: text/event-stream

    /// Target up to '?'.
    [[nodiscard]] QByteArrayView path() const;
};

/// Reads heads, one after the other, by lines: far less strict than a server has to be, but sure of where a
/// head ends and how its body is framed. Bare LF, control characters, lines without a colon, two lengths that
/// differ, a length beside a transfer coding: faults. Empty lines before a request belong to its head.
class WireHeadReader
{
public:
    enum class Kind { Request, Response };
    enum class State { Reading, Complete, Fault };

    explicit WireHeadReader(Kind kind)
        : m_kind(kind)
    {
    }

    /// Takes bytes up to the end of the head; says how many.
    qsizetype take(QByteArrayView bytes);
    [[nodiscard]] State state() const { return m_state; }
    /// Complete only.
    [[nodiscard]] const WireHead &head() const { return m_head; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    void restart();

private:
    void endLine();
    [[nodiscard]] bool takeRequestLine(QByteArrayView line);
    [[nodiscard]] bool takeStatusLine(QByteArrayView line);
    [[nodiscard]] bool takeField(QByteArrayView line);
    [[nodiscard]] bool takeLength(QByteArrayView value);

    Kind m_kind;
    State m_state = State::Reading;
    WireHead m_head;
    QByteArray m_line;
    qint64 m_bytes = 0;
    bool m_firstLine = true;
};
