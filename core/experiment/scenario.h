#pragma once

#include "core/experiment/experiment_settings.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

/// A change of settings at a time of the scenario ("poll interval 200 ms at 20 s").
struct ScenarioStep
{
    Duration at{0};
    ExperimentSettings settings;

    bool operator==(const ScenarioStep &) const = default;
};

/// One of the answers that a class can give.
struct ScenarioAnswer
{
    QString text; ///< "About 1 second"
    /// Conditions on the report of the run, `PATH OP NUMBER`: when all of them hold, this is what was
    /// measured. So the measurement decides which answer is right, not the author.
    QStringList holds;

    bool operator==(const ScenarioAnswer &) const = default;
};

/// A figure to guess by dragging a bar: the same figure of every lane that is switched on is revealed.
struct ScenarioBar
{
    TransportKind lane = TransportKind::ShortPoll; ///< whose bar is dragged
    QString figure; ///< path below a transport in the report: "latency_ms.mean"
    QString title; ///< "Mean latency"
    QString unit; ///< "ms", "B"
    double max = 0; ///< where the scale ends; grows with what is measured

    bool operator==(const ScenarioBar &) const = default;
};

/// How `pushscope run NAME --check` proves that what a class is told is true: at most 20 s, at most 20
/// clients a lane.
struct ScenarioCheck
{
    ExperimentSettings settings;
    QList<ScenarioStep> steps;
    QStringList assertions; ///< conditions on the report, `PATH OP NUMBER`; none: there is no check
    QString note; ///< where the ranges come from, one line of arithmetic; or why there is no check

    bool operator==(const ScenarioCheck &) const = default;
};

/// An experiment with a question to the class: a built-in one, or one from a file.
struct Scenario
{
    QString name; ///< what `pushscope run` takes: "the-staircase", or the path of a file
    QString title; ///< "The staircase"
    QString question; ///< "How late is polling?"
    QString lookHere; ///< what to watch, one sentence
    QString reveal; ///< what is seen and why, at most two sentences
    QList<ScenarioAnswer> answers; ///< three, or none
    std::optional<ScenarioBar> bar;
    QString reading; ///< "RFC 6202, section 2.1"
    ExperimentSettings settings;
    QList<ScenarioStep> steps;
    ScenarioCheck check;
    /// The view that it is about, by its machine name (scenarioViews); empty: the charts. tabsView: the story
    /// of the seventh tab is told, in the window and by `pushscope run`; gauntletView: the matrix likewise.
    QString view;

    /// A run of the lanes, with their report; the tabs and the gauntlet have reports of their own.
    [[nodiscard]] bool runsLanes() const;
    bool operator==(const Scenario &) const = default;
};

inline constexpr QLatin1StringView tabsView("tabs");
inline constexpr QLatin1StringView gauntletView("gauntlet");

/// The views that a scenario may be about.
inline constexpr std::array scenarioViews{QLatin1StringView("latency"),
                                          QLatin1StringView("overhead"),
                                          QLatin1StringView("percentiles"),
                                          QLatin1StringView("load"),
                                          QLatin1StringView("wire"),
                                          tabsView,
                                          gauntletView};

/// The built-in scenarios, in the order in which they are shown (resources/presets).
[[nodiscard]] const QList<Scenario> &builtInScenarios();
/// By machine name or title, case-insensitive; nullptr if there is none.
[[nodiscard]] const Scenario *findScenario(const QString &name);
