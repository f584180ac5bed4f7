#pragma once

#include "tests/support/sample_trace.h"

#include <rapidcheck.h>

/// Random records of one lane for properties of the sequence view: rushes and pauses, both directions, three
/// clients, short and long times in the link, closes and pings among them.
struct AnyTrace
{
    static constexpr TransportKind lane = TransportKind::WebSocket;

    SampleTrace sample;
    double endS = 0; ///< when the last one entered the link

    [[nodiscard]] const TraceLog &log() const { return sample.trace.lane(lane); }
};

inline WireRecord anyWire(quint64 id)
{
    WireRecord wire;
    wire.kind = *rc::gen::element(WireRecordKind::Frame, WireRecordKind::SseEvent, WireRecordKind::Request);
    wire.direction = *rc::gen::element(Direction::Up, Direction::Down);
    wire.code = *rc::gen::element(1, 9);
    wire.summary = "text";
    if (*rc::gen::arbitrary<bool>())
        wire.messages = sampleIds(id, id + *rc::gen::inRange<quint64>(0, 3));
    return wire;
}

inline AnyTrace anyTrace()
{
    AnyTrace any;
    const int count = *rc::gen::inRange(1, 120);
    for (int i = 0; i < count; ++i) {
        // Mostly a rush, sometimes a pause.
        any.endS += *rc::gen::weightedOneOf<double>(
            {{8, rc::gen::map(rc::gen::inRange(0, 20), [](int n) { return n * 1e-4; })},
             {1, rc::gen::map(rc::gen::inRange(1, 200), [](int n) { return n * 0.01; })}});
        const double inLink = *rc::gen::element(0.0, 0.0002, 0.04, 0.5);
        any.sample.setClient(*rc::gen::weightedElement<int>({{6, 0}, {1, 1}, {1, 2}}));
        const auto kind = *rc::gen::weightedElement<TraceKind>(
            {{12, TraceKind::Wire}, {1, TraceKind::Closed}, {1, TraceKind::Unfinished}});
        any.sample.add(AnyTrace::lane, anyWire(static_cast<quint64>(i) + 1), any.endS, any.endS + inLink, 20,
                       kind);
    }
    return any;
}
