#pragma once

#include "core/protocol/record_assembly.h"
#include "core/protocol/wire_body.h"
#include "core/protocol/wire_input.h"

/// Where the events of a stream end (HTML Living Standard 9.2.6): after an empty line.
class SseEventEnd
{
public:
    enum class State {
        Open, ///< within an event
        AfterCr, ///< the empty line ended with CR; an LF would still be part of it
        Closed
    };

    /// Takes bytes up to the end of the event; says how many. AfterCr: takes an LF or nothing and is Closed.
    qsizetype take(QByteArrayView bytes);
    [[nodiscard]] State state() const { return m_state; }
    /// No more bytes come: AfterCr is Closed.
    void close() { m_state = State::Closed; }
    void nextEvent() { m_state = State::Open; }

private:
    [[nodiscard]] bool lineIsEmpty() const;

    State m_state = State::Open;
    qint64 m_lineBytes = 0;
    int m_markBytes = 0; ///< of a byte order mark at the begin of the stream
    bool m_firstLine = true;
    bool m_afterCr = false;
};

/// Records of one event stream inside a response body: events, comments, retry, the end of the chunks.
class SseRecords
{
public:
    explicit SseRecords(const WireBody &body)
        : m_body(body)
    {
    }

    /// Takes bytes up to the end of the body; false: a fault, and nothing is taken any more.
    [[nodiscard]] bool take(WireInput &input, std::vector<WireRecord> &records);
    [[nodiscard]] bool isComplete() const { return m_body.isComplete(); }
    /// The first byte of what is being read.
    [[nodiscard]] WireOrigin origin() const { return {m_begin, m_firstIn}; }

private:
    void beginRecord(const WireInput &input);
    /// The record begins with a chunk header of this size, which was taken as the end of the one before.
    void beginAtChunkHeader(const WireInput &input, qint64 headerBytes);
    [[nodiscard]] bool takeContent(WireInput &input, qsizetype size, std::vector<WireRecord> &records);
    void takeTrailer(WireInput &input, qsizetype size, std::vector<WireRecord> &records);
    void emitEvent(const WireInput &input, std::vector<WireRecord> &records);

    WireBody m_body;
    SseEventEnd m_end;
    RecordAssembly m_assembly;
    TextRanges m_ranges;
    qint64 m_begin = 0;
    TimePoint m_firstIn{};
    TimePoint m_lastOut{};
    TimePoint m_headerIn{}; ///< when the last chunk header began
    bool m_firstEvent = true;
    bool m_inTrailer = false;
};
