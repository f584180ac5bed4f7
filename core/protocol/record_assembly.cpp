#include "core/protocol/record_assembly.h"

#include <algorithm>

void RangeLayer::take(qint64 size, TextRanges &ranges)
{
    while (size > 0 && m_index < m_content.size()) {
        const ByteRange &range = m_content[m_index];
        const qint64 used = std::min(size, range.size - m_usedOfRange);
        appendRange(ranges, used, range.part, range.message);
        size -= used;
        m_usedOfRange += used;
        if (m_usedOfRange == range.size) {
            ++m_index;
            m_usedOfRange = 0;
        }
    }
}

void RecordAssembly::addContent(QByteArrayView bytes)
{
    m_content.append(bytes);
    m_contentBytes += bytes.size();
}

void RecordAssembly::addChunkFraming(qint64 size, bool opens)
{
    m_gapBytes += size;
    if (!m_gaps.empty() && m_gaps.back().at == m_contentBytes && m_gaps.back().opens == opens)
        m_gaps.back().size += size;
    else
        m_gaps.push_back({m_contentBytes, size, opens});
}

bool RecordAssembly::opensAtEnd() const
{
    return !m_gaps.empty() && m_gaps.back().opens && m_gaps.back().at == m_contentBytes;
}

qint64 RecordAssembly::takeOpeningAtEnd()
{
    if (!opensAtEnd())
        return 0;
    const qint64 size = m_gaps.back().size;
    m_gaps.pop_back();
    m_gapBytes -= size;
    return size;
}

void RecordAssembly::appendTo(TextRanges &ranges, const TextRanges &content) const
{
    RangeLayer layer(content);
    qint64 done = 0;
    for (const Gap &gap : m_gaps) {
        layer.take(gap.at - done, ranges);
        appendRange(ranges, gap.size, BytePart::Chunk);
        done = gap.at;
    }
    layer.take(m_contentBytes - done, ranges);
}

void RecordAssembly::clear()
{
    // Keeps small capacities for the next record, and gives large ones back.
    constexpr qsizetype keptBytes = qsizetype{64} * 1024;
    if (m_content.capacity() > keptBytes)
        m_content = {};
    else
        m_content.resize(0);
    m_contentBytes = 0;
    m_gapBytes = 0;
    m_gaps.clear();
}
