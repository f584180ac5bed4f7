#include "core/experiment/scenario_judgement.h"

#include "core/experiment/gauntlet_report.h"
#include "core/experiment/run_report.h"
#include "core/experiment/tab_report.h"

#include <algorithm>

namespace {

ThresholdOutcome outcomeOf(const QString &condition, const QJsonObject &figures)
{
    // Spelling was checked when the scenario was read.
    const auto threshold = parseCondition(condition);
    Q_ASSERT(threshold);
    return threshold ? check(*threshold, figures) : ThresholdOutcome{};
}

/// The shape of a report of `view` whose figures are not known yet.
QJsonObject shapeOf(const QString &view)
{
    if (view != tabsView && view != gauntletView)
        return reportShape();
    if (view == tabsView)
        return figuresOf(TabsSnapshot());
    GauntletReport report;
    report.cells.resize(report.settings.rows.size() * report.settings.columns.size());
    return figuresOf(report);
}

}

bool ScenarioJudgement::holds(const Scenario &scenario) const
{
    return (scenario.answers.isEmpty() || answers.size() == 1)
        && std::ranges::all_of(assertions, [](const ThresholdOutcome &one) { return one.passed; });
}

ScenarioJudgement judge(const Scenario &scenario, const QJsonObject &figures)
{
    ScenarioJudgement judgement;
    for (const QString &condition : scenario.check.assertions)
        judgement.assertions += outcomeOf(condition, figures);
    for (qsizetype i = 0; i < scenario.answers.size(); ++i) {
        const QStringList &holds = scenario.answers.at(i).holds;
        if (!holds.isEmpty() && std::ranges::all_of(holds, [&figures](const QString &condition) {
                return outcomeOf(condition, figures).passed;
            }))
            judgement.answers += i;
    }
    return judgement;
}

bool isScenarioPath(const QString &view, const QString &path)
{
    if (view == tabsView || view == gauntletView)
        return reportValue(shapeOf(view), path).has_value();
    return isReportPath(path);
}

QStringList scenarioPaths(const QString &view)
{
    return pathsOf(shapeOf(view));
}
