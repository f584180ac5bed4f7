#pragma once

#include "core/trace/trace_record.h"

#include <functional>
#include <map>
#include <utility>

/// Joins the tapped bytes of one lane with the records that the wire parser made of them.
///
/// Every tapped byte comes out in exactly one record, in the order of completion. Per event: first tapped(),
/// then completed() for each record that the same bytes completed. Holds only bytes of incomplete records
/// (bounded by the wire parser: what grows too long becomes Unclassified).
class TraceRecorder
{
public:
    using Sink = std::function<void(TraceRecord &&record)>;

    explicit TraceRecorder(Sink sink);

    void tapped(const TapEvent &event);
    void completed(const TapSource &source, WireRecord &&record);
    /// The run is over: what is incomplete comes out as Unfinished; later bytes are ignored until clear().
    void finish(TimePoint now);
    void clear();

private:
    /// The bytes of one direction that no record has claimed yet.
    struct Pending
    {
        QByteArray bytes;
        qint64 begin = 0; ///< position of the first of them
        std::map<qint64, qint64> claimed; ///< begin -> end, of records that came before their turn
        TimePoint firstIn{};
        TimePoint lastOut{};
    };
    struct Connection
    {
        std::array<Pending, 2> pending; ///< index: Direction
        bool webSocket = false;
        bool closed = false;
        int closeCode = 0;
        QByteArray closeReason;
    };
    using Key = std::pair<int, int>; ///< client, connection

    void open(const TapEvent &event);
    void close(const TapEvent &event);
    void append(Connection &connection, const TapEvent &event);
    void noteClose(Connection &connection, const TraceRecord &record);
    void flush(const TapSource &source, Connection &connection);
    void emitRecord(TraceRecord &&record);
    [[nodiscard]] static QByteArray claim(Pending &pending, qint64 begin, qint64 end);

    Sink m_sink;
    std::map<Key, Connection> m_connections;
    quint64 m_next = 1;
    bool m_finished = false;
};
