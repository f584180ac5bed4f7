#pragma once

#include "core/protocol/message_ranges.h"

#include <QByteArray>

/// Lays ranges of content over the wire, piece by piece.
class RangeLayer
{
public:
    /// `content` tiles what take() will be asked for in all; outlives this.
    explicit RangeLayer(const TextRanges &content)
        : m_content(content)
    {
    }
    /// The next `size` bytes of content, appended to ranges that end where these bytes begin.
    void take(qint64 size, TextRanges &ranges);

private:
    const TextRanges &m_content;
    std::size_t m_index = 0;
    qint64 m_usedOfRange = 0;
};

/// The content of one record as it comes in, and the chunk framing (RFC 9112 7.1) in between.
class RecordAssembly
{
public:
    [[nodiscard]] bool isEmpty() const { return m_contentBytes == 0 && m_gaps.empty(); }
    [[nodiscard]] qint64 contentBytes() const { return m_contentBytes; }
    [[nodiscard]] qint64 wireBytes() const { return m_contentBytes + m_gapBytes; }
    /// What addContent() kept.
    [[nodiscard]] QByteArrayView content() const { return m_content; }

    void addContent(QByteArrayView bytes);
    /// Content whose bytes nobody will ask for.
    void passContent(qint64 size) { m_contentBytes += size; }
    /// A chunk header (`opens`) or the CRLF after a chunk.
    void addChunkFraming(qint64 size, bool opens);
    /// A chunk header is at the very end.
    [[nodiscard]] bool opensAtEnd() const;
    /// Removes a chunk header at the very end, which belongs to the next record. Its size.
    [[nodiscard]] qint64 takeOpeningAtEnd();
    /// Ranges of all of it, as Chunk or as `content` says.
    void appendTo(TextRanges &ranges, const TextRanges &content) const;
    void clear();

private:
    struct Gap
    {
        qint64 at = 0; ///< offset in the content
        qint64 size = 0;
        bool opens = false;
    };

    QByteArray m_content;
    qint64 m_contentBytes = 0;
    qint64 m_gapBytes = 0;
    std::vector<Gap> m_gaps;
};
