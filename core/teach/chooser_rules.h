#pragma once

#include "core/teach/chooser.h"

#include <vector>

/// Which answers of one question a rule is about: bit n for answer n.
using AnswerMask = unsigned;
inline constexpr AnswerMask anyAnswer = ~0U;

/// One line of the chooser's table: when it holds, what it says and how much that weighs.
struct ChooserRule
{
    TransportKind transport;
    ReasonTopic topic;
    int weight; ///< of -12 to 6; ChooserReason::breaking and below: rather not
    AnswerMask directions, rates, latencies, clients;
    const char *text; ///< to be translated, context "Chooser"
    const char *source;
    const char *scenario; ///< Scenario::name

    /// Rules about an obstacle hold where it is in the way.
    [[nodiscard]] bool holds(const ChooserAnswers &answers) const;
};

/// All of them; those of one transport and topic that can hold at the same time agree (tested).
[[nodiscard]] const std::vector<ChooserRule> &chooserRules();
