#include "ui/lab_controller.h"

#include "ui/theme/number_text.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

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
    m_scenario = &builtInScenarios().constFirst();
    if (hasOwnSettings())
        m_scenario = nullptr;
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
