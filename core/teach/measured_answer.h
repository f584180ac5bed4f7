#pragma once

#include "core/experiment/run_report.h"
#include "core/experiment/scenario.h"

#include <array>
#include <optional>

/// Which answer the run supports: decided by the conditions of the answers on the report of this run.
struct MeasuredAnswer
{
    enum class State {
        Waiting, ///< not enough measured yet: nothing is said
        Decided, ///< `answer` is what was measured
        Open, ///< no answer, or more than one, fits what was measured
    };

    State state = State::Waiting;
    int answer = -1;
    double readyInS = 0; ///< Waiting: seconds of the run that are missing at least; 0: only messages are

    bool operator==(const MeasuredAnswer &) const = default;
};

/// Of each client of every lane that takes part.
inline constexpr qint64 enoughMessages = 10;
/// Of a scenario that nothing checks.
inline constexpr double usualDecisionS = 20;
/// Seconds of the run before which no answer is told: a scenario whose settings change, or in which something
/// breaks, is judged when its time is over, others when as much was seen as its check sees. Earlier, what
/// happens once (handshakes, first requests) outweighs what goes on. Then with enoughMessages, or when the
/// time of the scenario is over.
[[nodiscard]] double decidesAfterS(const Scenario &scenario);
/// Before the last change there is nothing to be seen of the figure that is asked about.
[[nodiscard]] double figuresFromS(const Scenario &scenario);
[[nodiscard]] MeasuredAnswer measuredAnswer(const Scenario &scenario, const RunResult &result);

/// One lane of the figure that is guessed.
struct LaneFigure
{
    bool tookPart = false;
    std::optional<double> value; ///< nullopt: cannot be stated yet
    std::optional<double> ci95; ///< half-width of the 95 % interval, where there is one (mean latency)
    std::optional<double> predicted; ///< by the models of facts 4.3, where they say something (mean latency)
    qint64 count = 0; ///< messages behind it

    bool operator==(const LaneFigure &) const = default;
};

/// The figure of `bar` for every lane, read from the report of the run: the screen cannot say anything else.
[[nodiscard]] std::array<LaneFigure, transportCount> laneFigures(const ScenarioBar &bar,
                                                                 const RunResult &result);
/// The bar of a scenario, or the mean latency with a scale that fits its poll interval.
[[nodiscard]] ScenarioBar barOf(const Scenario &scenario);
