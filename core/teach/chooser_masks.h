#pragma once

#include "core/teach/chooser_rules.h"

#include <QtGlobal>

#include <vector>

/// What the chooser's table is written with.
namespace chooser_masks {

constexpr AnswerMask only(auto answer)
{
    return 1U << static_cast<unsigned>(answer);
}

constexpr AnswerMask down = only(MessageDirection::Down);
constexpr AnswerMask someUp = only(MessageDirection::SomeUp);
constexpr AnswerMask bothWays = only(MessageDirection::BothWays);
constexpr AnswerMask mostlyDown = down | someUp;
constexpr AnswerMask rare = only(MessageRate::Rare);
constexpr AnswerMask slow = only(MessageRate::Slow);
constexpr AnswerMask fast = only(MessageRate::Fast);
constexpr AnswerMask flood = only(MessageRate::Flood);
constexpr AnswerMask tenth = only(LatencyThatMatters::Tenth);
constexpr AnswerMask second = only(LatencyThatMatters::Second);
constexpr AnswerMask seconds = only(LatencyThatMatters::Seconds);
constexpr AnswerMask minutes = only(LatencyThatMatters::Minutes);
constexpr AnswerMask hundred = only(ClientCount::Hundred);
constexpr AnswerMask thousands = only(ClientCount::TenThousand);
constexpr AnswerMask million = only(ClientCount::Million);
constexpr AnswerMask any = anyAnswer;

constexpr const char *measured = QT_TRANSLATE_NOOP("Chooser", "the run shows it");

/// Rules about direction, rate, latency and clients; about what is in the way.
[[nodiscard]] std::vector<ChooserRule> rulesOfNeeds();
[[nodiscard]] std::vector<ChooserRule> rulesOfObstacles();

} // namespace chooser_masks
