#include "core/teach/chooser_masks.h"

namespace {

bool has(AnswerMask mask, auto answer)
{
    return (mask & chooser_masks::only(answer)) != 0;
}

} // namespace

bool ChooserRule::holds(const ChooserAnswers &answers) const
{
    const bool applies = has(directions, answers.direction) && has(rates, answers.rate)
        && has(latencies, answers.latency) && has(clients, answers.clients);
    switch (topic) {
    case ReasonTopic::RefusesUpgrades:
        return applies && answers.obstacles.testFlag(Obstacle::RefusesUpgrades);
    case ReasonTopic::Buffers:
        return applies && answers.obstacles.testFlag(Obstacle::Buffers);
    case ReasonTopic::ClosesIdle:
        return applies && answers.obstacles.testFlag(Obstacle::ClosesIdle);
    case ReasonTopic::ManyTabs:
        return applies && answers.obstacles.testFlag(Obstacle::ManyTabs);
    default:
        return applies;
    }
}

const std::vector<ChooserRule> &chooserRules()
{
    static const std::vector<ChooserRule> rules = [] {
        std::vector<ChooserRule> all = chooser_masks::rulesOfNeeds();
        const std::vector<ChooserRule> obstacles = chooser_masks::rulesOfObstacles();
        all.insert(all.end(), obstacles.begin(), obstacles.end());
        return all;
    }();
    return rules;
}
