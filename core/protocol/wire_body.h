#pragma once

#include <QByteArrayView>

#include <optional>

/// Tells the content of a message body from its chunk framing (RFC 9112 6.3 and 7.1), byte by byte.
class WireBody
{
public:
    enum class Part { Content, ChunkHeader, ChunkEnd, Trailer, Fault };
    struct Piece
    {
        Part part = Part::Fault;
        qsizetype size = 0;
    };

    /// Without a length: to the end of the connection.
    [[nodiscard]] static WireBody ofLength(std::optional<qint64> bytes);
    [[nodiscard]] static WireBody chunked();

    [[nodiscard]] bool isComplete() const { return m_state == State::Complete; }
    /// The content of a chunk is all there, but not the CRLF after it.
    [[nodiscard]] bool awaitsChunkEnd() const
    {
        return m_state == State::ChunkCr || m_state == State::ChunkLf;
    }
    /// The next piece of `bytes`, which are not empty; the body is not complete. After a Fault: nothing more.
    [[nodiscard]] Piece next(QByteArrayView bytes);

private:
    enum class State {
        Content,
        ToClose,
        SizeDigits,
        SizeExtension,
        SizeLf,
        ChunkContent,
        ChunkCr,
        ChunkLf,
        Trailer,
        Complete,
        Fault
    };

    Piece content(qsizetype available, State after);
    Piece chunkHeader(QByteArrayView bytes);
    Piece chunkEnd(QByteArrayView bytes);
    Piece trailer(QByteArrayView bytes);
    [[nodiscard]] bool stepHeader(char c);

    State m_state = State::Complete;
    qint64 m_left = 0; ///< of the content or the chunk
    int m_digits = 0;
    qint64 m_framingBytes = 0; ///< of this chunk header or trailer
    qint64 m_lineBytes = 0; ///< of this trailer line
    bool m_sawCr = false;
};
