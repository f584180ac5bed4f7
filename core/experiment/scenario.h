#pragma once

#include "core/experiment/experiment_settings.h"

#include <QList>
#include <QString>

/// A change of settings at a time of the scenario ("poll interval 200 ms at 20 s").
struct ScenarioStep
{
    Duration at{0};
    ExperimentSettings settings;

    bool operator==(const ScenarioStep &) const = default;
};

/// A built-in experiment with a question to the class.
struct Scenario
{
    QString name; ///< machine name: "the-staircase"
    QString title; ///< "The staircase"
    QString question; ///< "How late is polling?"
    QString lookHere; ///< what to watch, one sentence
    QString reveal; ///< what is seen and why, at most two sentences
    ExperimentSettings settings;
    QList<ScenarioStep> steps;
    /// The view that it is about, by its machine name; empty: the charts. tabsView: the story of the seventh
    /// tab is told, in the window and by `pushscope run`.
    QString view;

    bool operator==(const Scenario &) const = default;
};

inline constexpr QLatin1StringView tabsView("tabs");

/// The built-in scenarios, in the order in which they are shown (resources/presets).
[[nodiscard]] const QList<Scenario> &builtInScenarios();
/// By machine name or title, case-insensitive; nullptr if there is none.
[[nodiscard]] const Scenario *findScenario(const QString &name);
