// What is set: edits with undo, scenarios with their steps.

#include "ui/lab_controller.h"

#include "core/experiment/descriptor_limit.h"
#include "ui/settings_command.h"
#include "ui/theme/number_text.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Settings whose change restarts the statistics: all but the lanes (a lane restarts alone) and the seed.
ExperimentSettings comparable(ExperimentSettings settings)
{
    const ExperimentSettings defaults;
    settings.transports = defaults.transports;
    settings.seed = defaults.seed;
    settings.duration = defaults.duration;
    settings.warmup = defaults.warmup;
    settings.faults = defaults.faults;
    return settings;
}

} // namespace

void LabController::edit(const ExperimentSettings &next, int key)
{
    if (next == settings())
        return;
    if (const auto valid = validate(next); !valid) {
        complain(valid.error().message, Solution::Edit);
        emit settingsChanged();
        return;
    }
    if (const auto fits = checkDescriptors(next); !fits) {
        complain(tr("%1. The number stays at %2.").arg(fits.error().message).arg(settings().clients),
                 Solution::Edit);
        emit settingsChanged();
        return;
    }
    solve(Solution::Edit);
    m_undo.push(new SettingsCommand(*this, {settings(), m_scenario}, {next, m_scenario}, key));
}

void LabController::applySettings(const ExperimentSettings &next, const Scenario *scenario)
{
    // The steps of a scenario belong to a run that began with it.
    if (scenario && scenario != m_scenario)
        m_nextStep = scenario->steps.size();
    m_scenario = scenario;
    const ExperimentSettings before = settings();
    if (next == before)
        return;
    m_settings = next;
    // After a stop the charts still show, and exports still name, what was measured.
    if (m_running)
        if (const auto applied = m_engine.apply(next); !applied) {
            m_settings.clients = before.clients;
            complain(applied.error().message, Solution::Edit);
        }
    if (m_running || m_live.snapshot.phase == RunSnapshot::Phase::Idle)
        m_live.settings = m_settings;
    if (!(comparable(before) == comparable(next))) {
        if (!m_beforeChange)
            m_beforeChange = before;
        m_restTimer.start();
    }
    emit settingsChanged();
}

void LabController::onRested()
{
    if (!m_beforeChange)
        return;
    const ExperimentSettings before = comparable(*m_beforeChange);
    const ExperimentSettings now = comparable(settings());
    m_beforeChange.reset();
    if (!m_running || before == now)
        return;
    const QString what = describeChange(before, now);
    m_engine.restartStatistics(what);
    emit announced(tr("%1. Statistics started again at %2.")
                       .arg(what.left(1).toUpper() + what.mid(1), clockText(m_live.snapshot.elapsedS)));
}

void LabController::setTransportEnabled(TransportKind kind, bool enabled)
{
    ExperimentSettings next = settings();
    next.transports[indexOf(kind)] = enabled;
    edit(next, 100 + static_cast<int>(indexOf(kind)));
}

void LabController::solo(TransportKind kind)
{
    ExperimentSettings next = settings();
    const bool alreadyAlone = std::ranges::count(next.transports, true) == 1 && next.enabled(kind);
    next.transports.fill(alreadyAlone);
    next.transports[indexOf(kind)] = true;
    edit(next, -1);
}

bool LabController::hasOwnSettings() const
{
    const auto differs = [this](const ExperimentSettings &loaded) {
        return !(comparable(settings()) == comparable(loaded)) || settings().transports != loaded.transports;
    };
    if (!m_scenario)
        return differs({});
    return differs(m_scenario->settings)
        && std::ranges::all_of(m_scenario->steps,
                               [&differs](const ScenarioStep &step) { return differs(step.settings); });
}

void LabController::useRemembered(const ExperimentSettings &remembered)
{
    applySettings(remembered, m_scenario);
    m_restTimer.stop();
    m_beforeChange.reset();
    if (m_scenario && !(comparable(m_scenario->settings) == comparable(remembered)))
        m_scenario = nullptr;
    emit modeChanged();
}

void LabController::loadSettings(const ExperimentSettings &next, const QString &undoText)
{
    load(next, nullptr, undoText);
}

void LabController::load(const ExperimentSettings &next, const Scenario *scenario, const QString &undoText)
{
    // What runs need not follow: it starts anew.
    stop();
    if (!(next == settings()) || scenario != m_scenario)
        m_undo.push(new SettingsCommand(*this, {settings(), m_scenario}, {next, scenario}, -1, undoText));
    m_restTimer.stop();
    m_beforeChange.reset();
    m_nextStep = 0;
    restart();
}

void LabController::loadScenario(const Scenario &scenario)
{
    load(scenario.settings, &scenario, tr("scenario \u201c%1\u201d").arg(scenario.title));
    emit announced(tr("%1 %2").arg(scenario.question, scenario.lookHere));
    emit modeChanged();
    if (!scenario.view.isEmpty())
        emit viewWanted(scenario.view);
}

const Scenario &LabController::kept(const Scenario &scenario)
{
    const auto same = std::ranges::find(m_opened, scenario);
    return same != m_opened.end() ? *same : m_opened.emplace_back(scenario);
}

void LabController::openScenario(const Scenario &scenario)
{
    loadScenario(kept(scenario));
}

void LabController::adoptScenario(const Scenario &scenario)
{
    m_undo.push(new SettingsCommand(*this, {settings(), m_scenario}, {settings(), &kept(scenario)}, -1,
                                    tr("save \u201c%1\u201d").arg(scenario.title)));
    emit modeChanged();
}

void LabController::resetScenario()
{
    load(m_scenario ? m_scenario->settings : ExperimentSettings{}, m_scenario, tr("reset"));
    emit modeChanged();
}

void LabController::runScenarioSteps()
{
    if (!m_scenario || m_live.snapshot.phase != RunSnapshot::Phase::Running)
        return;
    while (m_nextStep < m_scenario->steps.size()
           && m_live.snapshot.elapsedS >= toSeconds(m_scenario->steps.at(m_nextStep).at)) {
        ExperimentSettings next = m_scenario->steps.at(m_nextStep).settings;
        const ExperimentSettings &before
            = m_nextStep == 0 ? m_scenario->settings : m_scenario->steps.at(m_nextStep - 1).settings;
        // A step that is not about the lanes leaves those that the user has switched.
        if (next.transports == before.transports)
            next.transports = settings().transports;
        ++m_nextStep;
        edit(next, -1);
    }
}
