#include "ui/lab_controller.h"

#include "core/experiment/descriptor_limit.h"
#include "ui/settings_command.h"
#include "ui/theme/number_text.h"

#include <QCoreApplication>

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

LabController::LabController(QObject *parent)
    : QObject(parent)
{
    m_snapshotTimer.setInterval(snapshotInterval);
    m_snapshotTimer.setTimerType(Qt::PreciseTimer);
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(restBeforeRestart);
    connect(&m_snapshotTimer, &QTimer::timeout, this, [this] { m_engine.requestSnapshot(m_nextDelivery); });
    connect(&m_restTimer, &QTimer::timeout, this, &LabController::onRested);
    connect(&m_engine, &EngineThreads::started, this, &LabController::onStarted);
    connect(&m_engine, &EngineThreads::stopped, this, &LabController::onStopped);
    connect(&m_engine, &EngineThreads::snapshotReady, this, &LabController::onSnapshot);
    connect(&m_engine, &EngineThreads::traceReady, this, [this](const TraceBatch &batch) {
        // What is on show stands still while frozen; capture goes on beside it.
        (m_frozen ? m_meanwhile : m_trace).take(batch);
    });
    connect(&m_engine, &EngineThreads::tabsChanged, this, [this](const TabsSnapshot &tabs) {
        // As with the lanes, a stop by hand leaves the last moment.
        if (m_running)
            m_live.tabs = tabs;
    });
    m_live.trace = &m_trace;
    m_selectionTimer.setSingleShot(true);
    m_selectionTimer.setInterval(selectionInterval);
    connect(&m_selectionTimer, &QTimer::timeout, this, &LabController::displayed);
    connect(&m_engine, &EngineThreads::failed, this, [this](const Error &error) {
        m_running = false;
        m_stopping = false;
        m_startAgain = false;
        m_snapshotTimer.stop();
        complain(error.message, Solution::Start);
        emit modeChanged();
    });
    // The first look is the first scenario, unless remembered settings say otherwise.
    if (!builtInScenarios().isEmpty()
        && comparable(builtInScenarios().constFirst().settings) == comparable({}))
        m_scenario = &builtInScenarios().constFirst();
    connect(&m_undo, &QUndoStack::indexChanged, this, &LabController::settingsChanged);
}

LabController::~LabController() = default;

void LabController::start()
{
    if (m_running)
        return;
    if (m_stopping) {
        m_startAgain = true;
        return;
    }
    launch();
}

void LabController::launch()
{
    m_running = true;
    m_held = false;
    m_frozen.reset();
    m_trace.clear();
    m_meanwhile.clear();
    m_live.selection = {};
    m_nextDelivery = {};
    m_nextStep = 0;
    m_beforeChange.reset();
    m_restTimer.stop();
    m_live.clearDeliveries();
    m_live.snapshot = {};
    m_live.tabs = {};
    m_live.settings = m_settings;
    m_engine.start(m_live.settings,
                   {.address = QHostAddress::LocalHost,
                    .port = preferredPort,
                    .fallBackToFreePort = true,
                    .onDelivery = {},
                    .trace = true,
                    .onTrace = {}});
    m_snapshotTimer.start();
    emit modeChanged();
    emit displayed();
}

void LabController::onStarted(const EngineAddress &address)
{
    m_live.address = address;
    solve(Solution::Start);
    if (m_scenario && m_scenario->view == tabsView)
        commandTabs({TabCommand::Kind::Play, firstHost, 0, storyPause});
    emit announced(address.fellBack
                       ? tr("Port %1 is taken by another program; the server listens on port %2.")
                             .arg(preferredPort)
                             .arg(address.port)
                       : tr("The server listens on %1.").arg(address.url()));
    emit modeChanged();
}

void LabController::stop()
{
    m_startAgain = false;
    if (!m_running)
        return;
    m_running = false;
    m_stopping = true;
    m_live.tabs.serving = false;
    m_engine.stop();
    emit modeChanged();
    emit displayed();
}

void LabController::restart()
{
    // A scenario with steps begins with its own settings again, else its change would change nothing.
    if (m_scenario && m_nextStep > 0) {
        load(m_scenario->settings, m_scenario, tr("start again"));
        return;
    }
    if (!m_running && !m_stopping) {
        start();
        return;
    }
    stop();
    m_startAgain = true;
}

void LabController::onStopped()
{
    m_stopping = false;
    m_running = false;
    m_snapshotTimer.stop();
    if (m_startAgain) {
        m_startAgain = false;
        launch();
        return;
    }
    emit announced(tr("Stopped. What was measured stays on the screen and can be exported."));
    emit modeChanged();
}

void LabController::onSnapshot(const RunSnapshot &snapshot)
{
    // A stop by hand closes the books; what was still under way then is not lost, so the last moment stays.
    if (m_stopping)
        return;
    for (std::size_t i = 0; i < transportCount; ++i)
        m_nextDelivery[i] = snapshot.lanes[i].nextDelivery;
    if (snapshot.phase == RunSnapshot::Phase::Running && m_live.snapshot.phase != RunSnapshot::Phase::Running)
        m_startedAt = QDateTime::currentDateTimeUtc();
    m_live.take(snapshot);
    m_live.tabs.now = steadyNow();
    runScenarioSteps();
    if (!m_frozen)
        emit displayed();
}

void LabController::setFrozen(bool frozen)
{
    if (frozen == isFrozen())
        return;
    if (frozen) {
        m_frozen = m_live;
        m_frozen->frozen = true;
        emit announced(tr("Frozen: the display stands still, capture goes on."));
    } else {
        m_frozen.reset();
        m_trace.takeOver(m_meanwhile);
    }
    emit modeChanged();
    emit displayed();
}

void LabController::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    m_engine.setHeld(held);
    emit announced(held ? tr("Held: the publisher sends nothing until you let it go on.")
                        : tr("The publisher goes on."));
    emit modeChanged();
}

void LabController::clearData()
{
    m_live.clearDeliveries();
    m_engine.restartStatistics({});
    emit announced(tr("Statistics started again at %1.").arg(clockText(m_live.snapshot.elapsedS)));
    emit displayed();
}

void LabController::strike(const Fault &fault)
{
    if (!m_running)
        return;
    m_engine.strike(fault);
    // While it lasts, and long enough to be read.
    constexpr Duration readable = std::chrono::seconds(10);
    const FaultDescriptor &descriptor = descriptorOf(fault.kind);
    emit announced(QCoreApplication::translate("FaultPlan", descriptor.what),
                   descriptor.hasLength ? std::max(fault.length, readable) : readable);
}

void LabController::publish(const QString &text)
{
    if (!m_running) {
        complain(tr("Nothing is running, so nobody would get the message. Press F5 to start."),
                 Solution::Start);
        return;
    }
    m_engine.publish(text.toUtf8(), PayloadKind::Text);
    emit announced(tr("Published: %1").arg(text.left(60)));
}

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
    const ExperimentSettings now = comparable(settings());
    if (!m_scenario)
        return !(now == comparable({}));
    return !(now == comparable(m_scenario->settings))
        && std::ranges::none_of(
            m_scenario->steps, [&now](const ScenarioStep &step) { return now == comparable(step.settings); });
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
        next.transports = settings().transports;
        ++m_nextStep;
        edit(next, -1);
    }
}

void LabController::setViewOptions(const ViewOptions &options)
{
    m_live.view = options;
    if (m_frozen)
        m_frozen->view = options;
    emit displayed();
    emit modeChanged();
}

void LabController::setSelection(const Selection &selection)
{
    m_live.selection = selection;
    if (m_frozen)
        m_frozen->selection = selection;
    // The mouse may move more often than anybody can see.
    if (!m_selectionTimer.isActive())
        m_selectionTimer.start();
}

void LabController::commandTabs(const TabCommand &command)
{
    m_engine.commandTabs(command);
}

void LabController::toggleBaseline()
{
    if (m_live.baseline) {
        m_live.baseline.reset();
        emit announced(tr("Baseline unpinned."));
    } else {
        const LabState &shown = state();
        m_live.baseline = Baseline{shown.snapshot, shown.settings, shown.deliveries};
        emit announced(tr("Baseline pinned: this run stays as ghost lines."));
    }
    if (m_frozen)
        m_frozen->baseline = m_live.baseline;
    emit modeChanged();
    emit displayed();
}

void LabController::complain(const QString &text, Solution solution)
{
    m_solution = solution;
    emit problem(text);
}

void LabController::solve(Solution solution)
{
    if (m_solution != solution)
        return;
    m_solution = Solution::None;
    emit problemSolved();
}
