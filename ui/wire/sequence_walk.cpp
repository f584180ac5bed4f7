#include "ui/wire/sequence_walk.h"

#include <cmath>
#include <tuple>

namespace {

/// Order of time over all lanes.
using Moment = std::tuple<TimePoint, std::size_t, quint64>;

Moment momentOf(const TraceRecord &record, TransportKind lane)
{
    return {record.wire.firstIn, indexOf(lane), record.number};
}

/// Where to look from: past the selected record, or from an end of the range.
Moment startOf(const Trace &trace, const Selection &selection, bool forward, std::pair<double, double> range)
{
    if (selection.record)
        if (const TraceRecord *record = trace.lane(selection.record->lane).find(selection.record->number))
            return momentOf(*record, selection.record->lane);
    return forward ? Moment{trace.at(range.first), 0, 0} : Moment{trace.at(range.second), transportCount, 0};
}

} // namespace

std::optional<RecordRef> sequence_walk::next(const Trace &trace, const QList<TransportKind> &lanes,
                                             const Selection &selection, bool forward,
                                             std::pair<double, double> range)
{
    const Moment start = startOf(trace, selection, forward, range);
    std::optional<RecordRef> best;
    Moment bestMoment;
    for (const TransportKind lane : lanes) {
        for (const TraceRecord &record : trace.lane(lane).records()) {
            const Moment moment = momentOf(record, lane);
            const bool beyond = forward ? moment > start : moment < start;
            if (record.source.client != selection.client || !beyond)
                continue;
            if (!best || (forward ? moment < bestMoment : moment > bestMoment)) {
                best = RecordRef{lane, record.number};
                bestMoment = moment;
            }
        }
    }
    return best;
}

double sequence_walk::snapped(const Trace &trace, const QList<TransportKind> &lanes, int client,
                              double seconds, double reachS)
{
    double nearest = reachS;
    double best = seconds;
    for (const TransportKind lane : lanes) {
        const TraceLog &log = trace.lane(lane);
        const auto [first, last] = log.around(trace.at(seconds - reachS), trace.at(seconds + reachS));
        for (std::size_t i = first; i < last; ++i) {
            const TraceRecord &record = log.records()[i];
            if (record.source.client != client)
                continue;
            for (const TimePoint end : {record.wire.firstIn, record.wire.lastOut}) {
                const double at = trace.seconds(end);
                if (std::abs(at - seconds) < nearest) {
                    nearest = std::abs(at - seconds);
                    best = at;
                }
            }
        }
    }
    return best;
}

Selection sequence_walk::select(const Selection &selection, const RecordRef &record, const Trace &trace)
{
    Selection next = selection;
    next.record = record;
    next.message.reset();
    if (const TraceRecord *found = trace.lane(record.lane).find(record.number))
        if (!found->wire.messages.empty())
            next.message = toNumber(found->wire.messages.front());
    return next;
}
