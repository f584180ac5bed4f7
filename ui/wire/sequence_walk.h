#pragma once

#include "core/trace/trace_log.h"
#include "ui/lab_state.h"

#include <QList>

/// Finds records by time, in several lanes at once. Pure.
namespace sequence_walk {

/// The record after (`forward`) or before the selected one, by the time at which it entered the link; if none
/// is selected, the first from `fromS` on or the last up to `toS`. nullopt: no more.
[[nodiscard]] std::optional<RecordRef> next(const Trace &trace, const QList<TransportKind> &lanes,
                                            const Selection &selection, bool forward,
                                            std::pair<double, double> range);
/// The nearest begin or end of a record, at most `reachS` away; else `seconds` itself.
[[nodiscard]] double snapped(const Trace &trace, const QList<TransportKind> &lanes, int client,
                             double seconds, double reachS);
/// `selection` with this record and its first message, if it carries any.
[[nodiscard]] Selection select(const Selection &selection, const RecordRef &record, const Trace &trace);

} // namespace sequence_walk
