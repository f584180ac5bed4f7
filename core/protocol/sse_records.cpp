#include "core/protocol/sse_records.h"

#include "core/protocol/sse_ranges.h"
#include "core/protocol/wire_message.h"

#include <algorithm>
#include <utility>

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

/// Bytes before the first that may end a line.
qsizetype plainRun(QByteArrayView bytes)
{
    const auto *const stop
        = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
    return stop - bytes.begin();
}

} // namespace

qsizetype SseEventEnd::take(QByteArrayView bytes)
{
    if (m_state == State::AfterCr) {
        m_state = State::Closed;
        return bytes.startsWith('\n') ? 1 : 0;
    }
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state == State::Open) {
        if (!m_firstLine && !m_afterCr) {
            const qsizetype run = plainRun(bytes.sliced(taken));
            m_lineBytes += run;
            taken += run;
            if (taken == bytes.size())
                break;
        }
        const char c = bytes[taken++];
        if (std::exchange(m_afterCr, false) && c == '\n')
            continue;
        if (c != '\n' && c != '\r') {
            if (m_firstLine && m_lineBytes == m_markBytes && m_markBytes < byteOrderMark.size()
                && c == byteOrderMark[m_markBytes])
                ++m_markBytes;
            ++m_lineBytes;
            continue;
        }
        if (lineIsEmpty())
            m_state = c == '\r' ? State::AfterCr : State::Closed;
        else
            m_afterCr = c == '\r';
        m_firstLine = false;
        m_lineBytes = 0;
    }
    return taken;
}

bool SseEventEnd::lineIsEmpty() const
{
    return m_lineBytes == 0
        || (m_firstLine && m_lineBytes == byteOrderMark.size() && m_markBytes == m_lineBytes);
}

bool SseRecords::take(WireInput &input, std::vector<WireRecord> &records)
{
    while (!input.isEmpty() && !m_body.isComplete()) {
        const WireBody::Piece piece = m_body.next(input.bytes);
        if (m_assembly.isEmpty())
            beginRecord(input);
        switch (piece.part) {
        case WireBody::Part::Fault:
            return false;
        case WireBody::Part::Content:
            if (!takeContent(input, piece.size, records))
                return false;
            break;
        case WireBody::Part::ChunkHeader:
            if (!m_assembly.opensAtEnd())
                m_headerIn = input.in;
            input.take(piece.size);
            m_assembly.addChunkFraming(piece.size, true);
            break;
        case WireBody::Part::ChunkEnd:
            input.take(piece.size);
            m_assembly.addChunkFraming(piece.size, false);
            m_lastOut = input.out;
            if (m_end.state() == SseEventEnd::State::Closed && !m_body.awaitsChunkEnd())
                emitEvent(input, records);
            break;
        case WireBody::Part::Trailer:
            takeTrailer(input, piece.size, records);
            break;
        }
    }
    return true;
}

void SseRecords::beginRecord(const WireInput &input)
{
    m_begin = input.position;
    m_firstIn = input.in;
    m_lastOut = input.out;
}

void SseRecords::beginAtChunkHeader(const WireInput &input, qint64 headerBytes)
{
    m_assembly.addChunkFraming(headerBytes, true);
    m_begin = input.position - headerBytes;
    m_firstIn = m_headerIn;
    m_lastOut = input.out;
}

bool SseRecords::takeContent(WireInput &input, qsizetype size, std::vector<WireRecord> &records)
{
    while (size > 0) {
        if (m_assembly.isEmpty())
            beginRecord(input);
        const qsizetype taken = m_end.take(input.bytes.first(size));
        if (m_assembly.wireBytes() + taken > maxWireRecordBytes)
            return false;
        if (taken > 0) {
            m_assembly.addContent(input.take(taken));
            m_lastOut = input.out;
            size -= taken;
        }
        // The CRLF after a chunk belongs to the event whose last byte it follows.
        if (m_end.state() == SseEventEnd::State::Closed && (size > 0 || !m_body.awaitsChunkEnd()))
            emitEvent(input, records);
    }
    return true;
}

void SseRecords::takeTrailer(WireInput &input, qsizetype size, std::vector<WireRecord> &records)
{
    if (!std::exchange(m_inTrailer, true)) {
        if (m_end.state() == SseEventEnd::State::AfterCr)
            emitEvent(input, records);
        // An event that the end cuts off stays unfinished; the last chunk is a record of its own.
        if (m_assembly.contentBytes() > 0) {
            const qint64 header = m_assembly.takeOpeningAtEnd();
            m_assembly.clear();
            beginAtChunkHeader(input, header);
        }
    }
    m_assembly.addChunkFraming(input.take(size).size(), true);
    if (!m_body.isComplete())
        return;
    WireRecord record;
    record.kind = WireRecordKind::ChunkEnd;
    record.direction = Direction::Down;
    record.begin = m_begin;
    record.firstIn = m_firstIn;
    record.lastOut = input.out;
    m_assembly.appendTo(record.ranges, {});
    settle(record);
    records.push_back(std::move(record));
    m_assembly.clear();
}

void SseRecords::emitEvent(const WireInput &input, std::vector<WireRecord> &records)
{
    const qint64 nextHeader = m_assembly.takeOpeningAtEnd();
    SseEventRanges found
        = rangesOfSseEvent(m_assembly.content(), std::exchange(m_firstEvent, false), m_ranges);
    WireRecord &record = records.emplace_back();
    record.kind = found.kind;
    record.direction = Direction::Down;
    record.begin = m_begin;
    record.summary = std::move(found.summary);
    record.messages = std::move(found.messages);
    record.firstIn = m_firstIn;
    record.lastOut = m_lastOut;
    record.ranges.reserve(m_ranges.size() + 2);
    m_assembly.appendTo(record.ranges, m_ranges);
    settle(record);
    m_assembly.clear();
    m_end.nextEvent();
    if (nextHeader > 0) {
        beginAtChunkHeader(input, nextHeader);
    }
}
