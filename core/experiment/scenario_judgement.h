#pragma once

#include "core/experiment/scenario.h"
#include "core/experiment/threshold.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

/// What a report says about a scenario: which of its answers was measured, and whether its assertions held.
struct ScenarioJudgement
{
    QList<ThresholdOutcome> assertions; ///< one each, in their order
    QList<qsizetype>
        answers; ///< indices of those that hold: one, in a healthy run of a scenario with answers

    /// Every assertion held, and exactly one answer did if there are any.
    [[nodiscard]] bool holds(const Scenario &scenario) const;

    bool operator==(const ScenarioJudgement &) const = default;
};

/// `figures`: the report of a run of the lanes, or figuresOf() a gauntlet or the tabs.
[[nodiscard]] ScenarioJudgement judge(const Scenario &scenario, const QJsonObject &figures);

/// Whether the reports that a scenario about `view` has can hold a number at `path`.
[[nodiscard]] bool isScenarioPath(const QString &view, const QString &path);
/// Every path for which isScenarioPath() holds, in its shortest spelling.
[[nodiscard]] QStringList scenarioPaths(const QString &view);
