#include "core/teach/chooser.h"

#include "core/teach/chooser_rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace {

/// Where two score the same, the simpler one to run is named first.
constexpr std::array simplestFirst{TransportKind::Sse, TransportKind::ShortPoll, TransportKind::WebSocket,
                                   TransportKind::LongPoll};

QString translated(const char *text)
{
    return QCoreApplication::translate("Chooser", text);
}

bool isObstacle(ReasonTopic topic)
{
    return topic >= ReasonTopic::RefusesUpgrades;
}

/// Something that may stand in the way, and not always does, is fatal to it.
bool isBlocked(const Recommendation::Candidate &candidate)
{
    return std::ranges::any_of(candidate.reasons, [](const ChooserReason &reason) {
        return isObstacle(reason.topic) && reason.breaks();
    });
}

Recommendation::Candidate candidateFor(TransportKind kind, const ChooserAnswers &answers)
{
    Recommendation::Candidate candidate{.transport = kind, .score = 0, .reasons = {}};
    for (const ChooserRule &rule : chooserRules()) {
        if (rule.transport != kind || !rule.holds(answers))
            continue;
        candidate.score += rule.weight;
        candidate.reasons += ChooserReason{kind,
                                           rule.topic,
                                           rule.weight,
                                           translated(rule.text),
                                           translated(rule.source),
                                           QString::fromLatin1(rule.scenario)};
    }
    std::ranges::stable_sort(candidate.reasons, std::greater<>(),
                             [](const ChooserReason &reason) { return std::abs(reason.weight); });
    return candidate;
}

} // namespace

QList<ChooserReason> Recommendation::Candidate::pros() const
{
    QList<ChooserReason> found;
    std::ranges::copy_if(reasons, std::back_inserter(found), &ChooserReason::isFor);
    return found;
}

QList<ChooserReason> Recommendation::Candidate::cons() const
{
    QList<ChooserReason> found;
    std::ranges::copy_if(reasons, std::back_inserter(found),
                         [](const ChooserReason &reason) { return !reason.isFor(); });
    return found;
}

bool Recommendation::Candidate::meetsNeeds() const
{
    return std::ranges::none_of(
        reasons, [](const ChooserReason &reason) { return reason.breaks() && !isObstacle(reason.topic); });
}

Recommendation recommend(const ChooserAnswers &answers)
{
    Recommendation recommendation;
    for (std::size_t i = 0; i < simplestFirst.size(); ++i)
        recommendation.ranked[i] = candidateFor(simplestFirst[i], answers);
    std::ranges::stable_sort(recommendation.ranked, std::greater<>(), &Recommendation::Candidate::score);
    if (isBlocked(recommendation.best()))
        for (const Recommendation::Candidate &other : recommendation.ranked)
            if (!recommendation.fallback && !isBlocked(other))
                recommendation.fallback = other.transport;
    return recommendation;
}
