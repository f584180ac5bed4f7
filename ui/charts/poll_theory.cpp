#include "ui/charts/poll_theory.h"

#include "core/metrics/poll_verdicts.h"
#include "ui/charts/chart_axes.h"
#include "ui/theme/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr TransportKind kind = TransportKind::ShortPoll;

QString tr(const char *text)
{
    return QCoreApplication::translate("TheoryLine", text);
}

/// One decimal, so that live figures keep their width; none where there is nothing after the point.
NumberText percent(double share)
{
    constexpr double visible = 0.0005;
    const bool whole = share < visible || share >= 1;
    return {QLocale().toString(100 * share, 'f', whole ? 0 : 1), u"%"_s};
}

TextRun strong(const QString &text)
{
    return {.text = text, .strong = true};
}

TextRun dot()
{
    return {.text = u"  \u00B7  "_s, .faint = true};
}

QString pollVerdict(const EmptyPollComparison &comparison)
{
    switch (comparison.verdict) {
    case Verdict::Agrees:
        return tr("agrees");
    case Verdict::Differs:
        return tr("differs by %1 percentage points").arg(percent(std::abs(comparison.differsBy)).number);
    case Verdict::NotEnough:
    case Verdict::None:
        break;
    }
    return tr("not enough polls yet");
}

QString name(const QuantileComparison &quantile)
{
    return u"p"_s + QString::number(quantile.perMille / 10.0);
}

QString formula(const QuantileComparison &quantile, const Prediction &predicted)
{
    if (quantile.perMille == 500)
        return predicted.formula;
    const double intervals = quantile.perMille * predicted.uniform->intervals / 1000.0;
    return u"%1 T + d"_s.arg(QLocale().toString(intervals, 'g', 4));
}

QString verdictText(const QList<QuantileComparison> &quantiles, Verdict verdict)
{
    if (verdict == Verdict::Agrees)
        return tr("agrees");
    if (verdict == Verdict::NotEnough)
        return tr("not enough messages yet");
    const auto differing = std::ranges::find(quantiles, Verdict::Differs, &QuantileComparison::verdict);
    return tr("%1 differs by %2")
        .arg(name(*differing), latencyText(std::abs(differing->differsByMs)).joined());
}

/// All of them have to agree.
Verdict together(const QList<QuantileComparison> &quantiles)
{
    for (const Verdict verdict : {Verdict::Differs, Verdict::NotEnough})
        if (std::ranges::find(quantiles, verdict, &QuantileComparison::verdict) != quantiles.end())
            return verdict;
    return Verdict::Agrees;
}

} // namespace

std::optional<TheoryLine> emptyPollsLine(const ChartFacts &facts)
{
    const LaneSnapshot &lane = facts.lane(kind);
    const EmptyPollComparison comparison = compareEmptyPolls(lane);
    if (!lane.enabled || comparison.verdict == Verdict::None)
        return std::nullopt;
    const EmptyPollPrediction &predicted = *lane.predicted.emptyPolls;
    NumberText share = percent(comparison.share);
    if (comparison.polls > 0)
        share.number = tr("%1 \u00B1 %2").arg(share.number, percent(comparison.ci95).number);
    const TextRun measured = strong(comparison.polls > 0 ? share.joined() : u"\u2013"_s);
    const TextRun expected = strong(percent(predicted.share).joined());
    const TextRun withFormula{tr("empty polls %1 = ").arg(predicted.formula)};
    TheoryLine line;
    line.kind = kind;
    line.verdict = comparison.verdict;
    line.verdictText = pollVerdict(comparison);
    line.runs = {withFormula, expected, dot(), {tr("measured ")}, measured};
    line.runs << TextRun{tr(", %1 polls").arg(QLocale().toString(comparison.polls))};
    line.shortRuns = {{tr("empty polls ")}, expected, dot(), {tr("measured ")}, measured};
    line.briefRuns = {withFormula, expected, {tr(", measured ")}, measured};
    return line;
}

std::optional<TheoryLine> quantilesLine(const ChartFacts &facts)
{
    const LaneSnapshot &lane = facts.lane(kind);
    const double seconds = facts.snapshot.elapsedS - std::max(0.0, lane.regimeStartS);
    const QList<QuantileComparison> quantiles
        = compareQuantiles(lane, seconds, facts.snapshot.noise.recentMs);
    if (!lane.enabled || quantiles.isEmpty())
        return std::nullopt;
    const auto predicted = [&](const QuantileComparison &quantile) {
        return QList<TextRun>{
            {u"%1 = %2 = "_s.arg(name(quantile), formula(quantile, lane.predicted))},
            strong(latencyText(quantile.predictedMs).joined()),
        };
    };
    const QuantileComparison &median = quantiles.first();
    const TextRun measured
        = strong(median.measuredMs ? latencyWithInterval(*median.measuredMs, median.ci95Ms) : u"\u2013"_s);
    TheoryLine line;
    line.kind = kind;
    line.verdict = together(quantiles);
    line.verdictText = verdictText(quantiles, line.verdict);
    line.shortRuns = predicted(median) + QList<TextRun>{dot(), {tr("measured ")}, measured};
    line.briefRuns = predicted(median) + QList<TextRun>{{tr(", measured ")}, measured};
    line.runs = line.shortRuns;
    for (const QuantileComparison &high : quantiles.mid(1))
        line.runs += QList<TextRun>{{u";   "_s}} + predicted(high)
            + QList<TextRun>{dot(), {tr("measured ")}, strong(latencyText(high.measuredMs).joined())};
    return line;
}

bool pollTheoryFits(const TheoryLine &line, const ChartFacts &facts, const Theme &theme, double width)
{
    const double words = theme.isProjector() ? settingsInWordsWidth(facts.settings, theme) + theme.px(24) : 0;
    return theoryLineFits(line, theme, width - words);
}

void paintPollTheory(ChartPainter &painter, const TheoryLine &line, const ChartFacts &facts,
                     const QRectF &area)
{
    QRectF room = area;
    if (painter.theme().isProjector())
        room.setLeft(area.left() + paintSettingsInWords(painter, facts.settings, area)
                     + painter.theme().px(24));
    paintTheoryLine(painter, line, room);
}
