#include "core/protocol/wire_message.h"

void settle(WireRecord &record)
{
    record.end = record.begin;
    for (ByteRange &range : record.ranges) {
        range.begin += record.begin;
        record.end += range.size;
    }
}

WireMessage::Step WireMessage::take(WireInput &input)
{
    m_lastOut = input.out;
    if (m_inBody)
        return takeBody(input);
    if (m_head.bytes() == 0) {
        m_begin = input.position;
        m_firstIn = input.in;
    }
    input.take(m_head.take(input.bytes));
    switch (m_head.state()) {
    case WireHeadReader::State::Reading:
        return Step::Reading;
    case WireHeadReader::State::Complete:
        return Step::Head;
    case WireHeadReader::State::Fault:
        break;
    }
    return Step::Fault;
}

WireMessage::Step WireMessage::takeBody(WireInput &input)
{
    while (!m_body.isComplete() && !input.isEmpty()) {
        const WireBody::Piece piece = m_body.next(input.bytes);
        if (piece.part == WireBody::Part::Fault || m_assembly.wireBytes() + piece.size > maxWireRecordBytes)
            return Step::Fault;
        const QByteArrayView bytes = input.take(piece.size);
        if (piece.part != WireBody::Part::Content)
            m_assembly.addChunkFraming(piece.size, piece.part == WireBody::Part::ChunkHeader);
        else if (m_keepsContent)
            m_assembly.addContent(bytes);
        else
            m_assembly.passContent(piece.size);
    }
    return m_body.isComplete() ? Step::Complete : Step::Reading;
}

void WireMessage::expectBody(const WireBody &body, bool kept)
{
    m_body = body;
    m_inBody = true;
    m_keepsContent = kept;
}

void WireMessage::restart()
{
    m_head.restart();
    m_assembly.clear();
    m_inBody = false;
}

WireRecord WireMessage::record(WireRecordKind kind, Direction direction) const
{
    WireRecord record;
    record.kind = kind;
    record.direction = direction;
    record.begin = m_begin;
    record.end = m_begin;
    record.firstIn = m_firstIn;
    record.lastOut = m_lastOut;
    return record;
}

void WireMessage::bookWholly(WireRecord &record, BytePart part) const
{
    appendRange(record.ranges, m_head.bytes() + m_assembly.wireBytes(), part);
    settle(record);
}

void WireMessage::book(WireRecord &record, BytePart headPart, const TextRanges &content) const
{
    appendRange(record.ranges, m_head.bytes(), headPart);
    m_assembly.appendTo(record.ranges, content);
    settle(record);
}
