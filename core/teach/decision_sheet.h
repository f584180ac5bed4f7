#pragma once

#include "core/experiment/gauntlet_report.h"
#include "core/teach/chooser.h"
#include "core/teach/measured_costs.h"
#include "core/teach/scale.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// All that a decision rests on.
struct DecisionSheetFacts
{
    ChooserAnswers answers;
    Scale scale;
    MeasuredCosts costs;
    ExperimentSettings settings; ///< of the run that the costs are from
    std::optional<GauntletReport> gauntlet; ///< of this session
    QDateTime writtenAt;
    QString version; ///< "Pushscope 0.1.0"
};

/// A decision as Markdown that stands by itself: answers, recommendation and reasons, what was measured, what
/// it comes to at this size with the arithmetic, the gauntlet, assumptions, and what was not measured here.
[[nodiscard]] QString decisionSheet(const DecisionSheetFacts &facts);
