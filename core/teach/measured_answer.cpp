#include "core/teach/measured_answer.h"

#include "core/experiment/threshold.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

const QString meanLatency = u"latency_ms.mean"_s;

bool changesOnTheWay(const Scenario &scenario)
{
    return !scenario.steps.isEmpty() || !scenario.settings.faults.isEmpty();
}

bool holds(const ScenarioAnswer &answer, const QJsonObject &report)
{
    return !answer.holds.isEmpty() && std::ranges::all_of(answer.holds, [&report](const QString &text) {
        const auto condition = parseThreshold(text);
        return condition && check(*condition, report).passed;
    });
}

}

double decidesAfterS(const Scenario &scenario)
{
    const double whole = toSeconds(scenario.settings.duration);
    if (changesOnTheWay(scenario))
        return whole;
    const double checked
        = scenario.check.assertions.isEmpty() ? usualDecisionS : toSeconds(scenario.check.settings.duration);
    return std::min(whole, checked);
}

double figuresFromS(const Scenario &scenario)
{
    return scenario.steps.isEmpty() ? 0 : toSeconds(scenario.steps.constLast().at);
}

MeasuredAnswer measuredAnswer(const Scenario &scenario, const RunResult &result)
{
    const double elapsed = std::max(0.0, result.snapshot.elapsedS);
    if (const double missing = decidesAfterS(scenario) - elapsed; missing > 0)
        return {MeasuredAnswer::State::Waiting, -1, missing};
    const bool enough = std::ranges::all_of(result.snapshot.lanes, [&](const LaneSnapshot &lane) {
        return !result.settings.enabled(lane.kind)
            || lane.latency.count >= enoughMessages * std::max(1, lane.clients);
    });
    // When its time is over, what there is must do: a message that never came may be the answer.
    if (!enough && elapsed < toSeconds(scenario.settings.duration))
        return {};
    const QJsonObject report = runReport(result);
    MeasuredAnswer decided{MeasuredAnswer::State::Open, -1, 0};
    for (qsizetype i = 0; i < scenario.answers.size(); ++i) {
        if (!holds(scenario.answers.at(i), report))
            continue;
        if (decided.answer >= 0)
            return {MeasuredAnswer::State::Open, -1, 0};
        decided = {MeasuredAnswer::State::Decided, static_cast<int>(i), 0};
    }
    return decided;
}

std::array<LaneFigure, transportCount> laneFigures(const ScenarioBar &bar, const RunResult &result)
{
    std::array<LaneFigure, transportCount> figures;
    const QJsonObject report = runReport(result);
    const QJsonObject transports = report["transports"_L1].toObject();
    for (const TransportKind kind : allTransportKinds) {
        LaneFigure &figure = figures[indexOf(kind)];
        const LaneSnapshot &lane = result.snapshot.lane(kind);
        const QString name = QString(machineName(kind));
        figure.tookPart = transports.contains(name);
        figure.count = lane.latency.count;
        if (!figure.tookPart)
            continue;
        if (const auto value = reportValue(report, name + u'.' + bar.figure); value && value->isDouble())
            figure.value = value->toDouble();
        if (bar.figure != meanLatency)
            continue;
        figure.predicted = lane.predicted.latencyMeanMs;
        figure.ci95 = lane.latency.meanCi95Ms;
    }
    return figures;
}

ScenarioBar barOf(const Scenario &scenario)
{
    if (scenario.bar)
        return *scenario.bar;
    const ExperimentSettings &settings = scenario.settings;
    const double delayMs = toMilliseconds(settings.delay);
    const bool polls = settings.enabled(TransportKind::ShortPoll);
    const double slowest = polls ? toMilliseconds(settings.pollInterval) : 10 * delayMs;
    const auto first
        = std::ranges::find_if(allTransportKinds, [&](TransportKind kind) { return settings.enabled(kind); });
    return {.lane = first == allTransportKinds.end() ? TransportKind::ShortPoll : *first,
            .figure = meanLatency,
            .title = QCoreApplication::translate("PredictSession", "Mean latency"),
            .unit = u"ms"_s,
            .max = std::max(10.0, slowest + 4 * delayMs)};
}
