#include "ui/charts/theory_line.h"

#include "core/experiment/lane_words.h"
#include "ui/theme/number_text.h"
#include "ui/transport_descriptor.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of a poll: before so many have passed, a mean that differs decides nothing.
constexpr double intervalsForVerdict = 5;

QString tr(const char *text)
{
    return QCoreApplication::translate("TheoryLine", text);
}

/// Why the models say nothing for these settings.
QString whyNoPrediction(const ChartFacts &facts, TransportKind kind)
{
    if (!facts.lane(kind).enabled)
        return tr("%1 is switched off").arg(descriptorOf(kind).name);
    if (facts.settings.jitter.count() > 0)
        return tr("no prediction: jitter");
    if (facts.settings.bytesPerSecond > 0)
        return tr("no prediction: limited bandwidth");
    if (facts.settings.arrivals.kind == Arrivals::Kind::Burst)
        return tr("no prediction: bursts");
    if (facts.snapshot.phase == RunSnapshot::Phase::Idle)
        return tr("nothing is running");
    return tr("no prediction for these settings");
}

QString verdictText(const ChartFacts &facts, TransportKind kind, const Comparison &comparison)
{
    switch (comparison.verdict) {
    case Verdict::Agrees:
        return tr("agrees");
    case Verdict::NotEnough:
        return tr("not enough messages yet");
    case Verdict::Differs:
        return tr("differs by %1").arg(latencyText(std::abs(comparison.differsByMs)).joined());
    case Verdict::None:
        break;
    }
    const LaneSnapshot &lane = facts.lane(kind);
    return lane.predicted.latencyMeanMs ? tr("not enough messages yet") : whyNoPrediction(facts, kind);
}

QString measuredText(const LatencySummary &latency)
{
    if (!latency.meanMs || !latency.meanCi95Ms)
        return latencyText(latency.meanMs).joined();
    return latencyWithInterval(*latency.meanMs, *latency.meanCi95Ms);
}

QList<TextRun> predictedRuns(const Prediction &predicted, bool withFormula)
{
    QList<TextRun> runs;
    if (!predicted.latencyMeanMs)
        return runs;
    runs << TextRun{withFormula ? tr("mean = %1 = ").arg(predicted.formula) : tr("predicted ")};
    runs << TextRun{.text = latencyText(predicted.latencyMeanMs).joined(), .strong = true};
    if (predicted.latencyLowMs && predicted.latencyHighMs)
        runs << TextRun{.text = tr(" (steady: %1 to %2)")
                                    .arg(plainNumber(*predicted.latencyLowMs),
                                         latencyText(predicted.latencyHighMs).joined()),
                        .faint = true};
    runs << TextRun{.text = u"  \u00B7  "_s, .faint = true};
    return runs;
}

QList<TextRun> allRuns(const LaneSnapshot &lane, bool withFormula)
{
    QList<TextRun> runs = predictedRuns(lane.predicted, withFormula);
    runs << TextRun{tr("measured ")} << TextRun{.text = measuredText(lane.latency), .strong = true}
         << TextRun{tr(", n = %1").arg(QLocale().toString(lane.latency.count))};
    return runs;
}

QList<TextRun> projectorRuns(const LaneSnapshot &lane)
{
    QList<TextRun> runs;
    if (lane.predicted.latencyMeanMs)
        runs << TextRun{tr("%1 = ").arg(lane.predicted.formula)}
             << TextRun{.text = latencyText(lane.predicted.latencyMeanMs).joined(), .strong = true}
             << TextRun{u", "_s};
    runs << TextRun{tr("mean ")} << TextRun{.text = measuredText(lane.latency), .strong = true};
    return runs;
}

} // namespace

QString latencyWithInterval(double ms, double halfMs)
{
    const NumberText value = latencyText(ms);
    const QString half = plainNumber(std::abs(ms) >= 10'000 ? halfMs / 1000 : halfMs);
    return NumberText{tr("%1 \u00B1 %2").arg(value.number, half), value.unit}.joined();
}

QString TheoryLine::plainText() const
{
    QString text = descriptorOf(kind).name + u": "_s;
    for (const TextRun &run : runs)
        text += run.text;
    return text.simplified() + u": "_s + verdictText;
}

TheoryLine requestsLine(const ChartFacts &facts, TransportKind kind)
{
    const LaneSnapshot &lane = facts.lane(kind);
    const RequestComparison comparison
        = compareRequests(lane, facts.snapshot.elapsedS - std::max(0.0, lane.regimeStartS));
    TheoryLine line;
    line.kind = kind;
    line.verdict = comparison.verdict;
    const QString measured = comparison.verdict == Verdict::None
        ? rateText(lane.requestsPerSecond).number
        : tr("%1 \u00B1 %2")
              .arg(plainNumber(comparison.measuredPerSecond), plainNumber(comparison.ci95PerSecond));
    if (lane.predicted.requestsPerSecond)
        line.runs = {{tr("predicted ")},
                     {.text = rateText(lane.predicted.requestsPerSecond).number, .strong = true},
                     {tr(" requests/s")},
                     {.text = u"  \u00B7  "_s, .faint = true}};
    line.runs += {{tr("measured ")}, {.text = measured, .strong = true}};
    line.shortRuns = line.briefRuns = line.runs;
    switch (comparison.verdict) {
    case Verdict::Agrees:
        line.verdictText = tr("agrees");
        break;
    case Verdict::NotEnough:
        line.verdictText = tr("not enough requests yet");
        break;
    case Verdict::Differs:
        line.verdictText = tr("differs by %1").arg(rateText(std::abs(comparison.differsBy)).joined());
        break;
    case Verdict::None:
        line.verdictText
            = lane.predicted.requestsPerSecond ? tr("not enough requests yet") : whyNoPrediction(facts, kind);
        break;
    }
    return line;
}

QString crossoverText(const ChartFacts &facts)
{
    if (!facts.lane(TransportKind::ShortPoll).enabled || !facts.lane(TransportKind::LongPoll).enabled)
        return {};
    const auto rate = requestCrossover(predictionInputs(facts.settings));
    if (!rate)
        return {};
    return tr("From 1/T = %1 messages a second on, long polling makes more requests than short polling; here "
              "there are %2.")
        .arg(plainNumber(*rate), plainNumber(facts.settings.messagesPerSecond));
}

TheoryLine theoryLine(const ChartFacts &facts, TransportKind kind)
{
    const LaneSnapshot &lane = facts.lane(kind);
    const double elapsed = facts.snapshot.elapsedS - std::max(0.0, lane.regimeStartS);
    Comparison comparison = compare(lane.predicted, lane.latency, facts.snapshot.noise.recentMs, elapsed);
    // What still waits for its poll is not in the mean yet: an early one is too low.
    if (comparison.verdict == Verdict::Differs && lane.effectivePollIntervalMs
        && elapsed < intervalsForVerdict * *lane.effectivePollIntervalMs / 1000)
        comparison.verdict = Verdict::NotEnough;
    TheoryLine line;
    line.kind = kind;
    line.verdict = comparison.verdict;
    line.runs = allRuns(lane, true);
    line.shortRuns = allRuns(lane, false);
    line.briefRuns = projectorRuns(lane);
    line.verdictText = verdictText(facts, kind, comparison);
    return line;
}
