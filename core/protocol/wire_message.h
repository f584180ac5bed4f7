#pragma once

#include "core/protocol/record_assembly.h"
#include "core/protocol/wire_body.h"
#include "core/protocol/wire_head.h"
#include "core/protocol/wire_input.h"

/// Gives a record whose ranges count from its own begin their place in the connection.
void settle(WireRecord &record);

/// Reads the requests or responses of one direction, one after the other.
class WireMessage
{
public:
    enum class Step { Reading, Head, Complete, Fault };

    explicit WireMessage(WireHeadReader::Kind kind)
        : m_head(kind)
    {
    }

    /// Takes bytes up to the next thing that the owner must know. After Head the owner calls expectBody() or
    /// restart(), after Complete restart().
    [[nodiscard]] Step take(WireInput &input);
    /// `kept`: somebody will look at the content.
    void expectBody(const WireBody &body, bool kept);
    void restart();

    [[nodiscard]] const WireHead &head() const { return m_head.head(); }
    /// The first byte of what is being read.
    [[nodiscard]] WireOrigin origin() const { return {m_begin, m_firstIn}; }
    [[nodiscard]] QByteArrayView content() const { return m_assembly.content(); }
    [[nodiscard]] qint64 contentBytes() const { return m_assembly.contentBytes(); }
    /// The record of what was taken, without ranges.
    [[nodiscard]] WireRecord record(WireRecordKind kind, Direction direction) const;
    /// All of it is for one purpose.
    void bookWholly(WireRecord &record, BytePart part) const;
    void book(WireRecord &record, BytePart headPart, const TextRanges &content) const;

private:
    [[nodiscard]] Step takeBody(WireInput &input);

    WireHeadReader m_head;
    RecordAssembly m_assembly;
    WireBody m_body;
    bool m_inBody = false;
    bool m_keepsContent = false;
    qint64 m_begin = 0;
    TimePoint m_firstIn{};
    TimePoint m_lastOut{};
};
