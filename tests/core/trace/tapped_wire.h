#pragma once

#include "core/protocol/wire_parser.h"
#include "core/trace/trace_recorder.h"

#include <map>
#include <vector>

/// A recorder fed as a run feeds it: each tapped event first, then the records that its bytes completed.
class TappedWire
{
public:
    using Duration = ::Duration;

    void open(TapSource source = {}, Duration at = {})
    {
        m_parsers.insert_or_assign(std::pair(source.client, source.connection), WireParser());
        feed({TapEvent::Kind::Opened, source, Direction::Up, moment(at), moment(at), {}});
    }
    void bytes(Direction direction, const QByteArray &bytes, TapSource source = {}, Duration in = {},
               Duration out = {})
    {
        feed({TapEvent::Kind::Bytes, source, direction, moment(in), moment(out), bytes});
    }
    void close(Direction by, TapSource source = {}, Duration at = {}, CloseCause cause = CloseCause::Peer)
    {
        feed({TapEvent::Kind::Closed, source, by, moment(at), moment(at), {}, cause});
    }
    void finish() { m_recorder.finish(moment(std::chrono::hours(1))); }

    [[nodiscard]] static TimePoint moment(Duration at) { return TimePoint{std::chrono::seconds(100)} + at; }
    [[nodiscard]] const std::vector<TraceRecord> &records() const { return m_records; }

private:
    void feed(const TapEvent &event)
    {
        m_recorder.tapped(event);
        const auto parser = m_parsers.find(std::pair(event.source.client, event.source.connection));
        if (event.kind == TapEvent::Kind::Closed)
            m_parsers.erase(std::pair(event.source.client, event.source.connection));
        if (event.kind != TapEvent::Kind::Bytes || parser == m_parsers.end())
            return;
        for (WireRecord &record : parser->second.feed(event.direction, event.bytes, event.in, event.out))
            m_recorder.completed(event.source, std::move(record));
    }

    std::vector<TraceRecord> m_records;
    std::map<std::pair<int, int>, WireParser> m_parsers;
    TraceRecorder m_recorder{[this](TraceRecord &&record) { m_records.push_back(std::move(record)); }};
};
