#pragma once

#include "core/experiment/experiment_settings.h"
#include "core/metrics/run_snapshot.h"

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

/// A finished (or interrupted) run and what it was made with: all that a report says.
struct RunResult
{
    RunSnapshot snapshot;
    ExperimentSettings settings;
    QDateTime startedAt; ///< when the schedule began
    bool interrupted = false;

    /// On at the end, or with messages of this regime, down or up, from before it was switched off.
    [[nodiscard]] bool tookPart(const LaneSnapshot &lane) const
    {
        return settings.enabled(lane.kind) || lane.messages.due > 0 || lane.upstream.sent > 0;
    }

    bool operator==(const RunResult &) const = default;
};

/// The report of design section 4.3, schema `pushscope.run/1` (resources/report.schema.json). Only the
/// transports that took part appear; what cannot be stated honestly is null.
[[nodiscard]] QJsonObject runReport(const RunResult &result);

/// The badge of design section 3, noise floor.
[[nodiscard]] bool machineIsTheLimit(const NoiseFloor &noise);

/// The value at `path` of a report: "sse.latency_ms.p99" (in a transport) or "environment.noise...".
/// nullopt: there is no such path, or it does not end at a number (or at null, where one could stand; what
/// would be below a null is null, too).
[[nodiscard]] std::optional<QJsonValue> reportValue(const QJsonObject &report, const QString &path);
/// True if some run's report has a number at `path`.
[[nodiscard]] bool isReportPath(const QString &path);
/// The paths of all numbers of `report`, and of nulls in the place of one, those of a transport first and
/// without "transports": what reportValue() takes.
[[nodiscard]] QStringList pathsOf(const QJsonObject &report);
/// A report that has every member that some run's report has; its figures mean nothing.
[[nodiscard]] QJsonObject reportShape();

/// The same figures as a table for a terminal, 100 columns at most, plain text.
[[nodiscard]] QString runSummary(const RunResult &result);
