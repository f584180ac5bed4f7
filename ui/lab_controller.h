#pragma once

#include "core/experiment/engine_threads.h"
#include "core/experiment/scenario.h"
#include "ui/lab_state.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <deque>
#include <optional>

/// What the window is about, without widgets: the running engine, the settings with undo, freeze, hold,
/// scenarios, the baseline. Widgets show state() and call the verbs; nothing here blocks.
class LabController : public QObject
{
    Q_OBJECT

public:
    /// A drag or a burst of keys is one change, this long after it rests (design section 3, regimes).
    static constexpr std::chrono::milliseconds restBeforeRestart{300};
    static constexpr std::chrono::milliseconds snapshotInterval{33};
    static constexpr std::chrono::milliseconds selectionInterval{16};
    static constexpr quint16 preferredPort = 8080;

    explicit LabController(QObject *parent = nullptr);
    ~LabController() override;

    /// What is shown: while frozen, the moment of the freeze.
    [[nodiscard]] const LabState &state() const { return m_frozen ? *m_frozen : m_live; }
    /// What is measured now, frozen or not.
    [[nodiscard]] const LabState &liveState() const { return m_live; }
    [[nodiscard]] const ExperimentSettings &settings() const { return m_settings; }
    [[nodiscard]] QUndoStack *undoStack() { return &m_undo; }
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isFrozen() const { return m_frozen.has_value(); }
    [[nodiscard]] bool isHeld() const { return m_held; }
    /// When the schedule of this run began.
    [[nodiscard]] QDateTime startedAt() const { return m_startedAt; }
    [[nodiscard]] const Scenario *scenario() const { return m_scenario; }
    /// The settings are not those of the scenario or of one of its steps (without one: the defaults): loading
    /// another would take from the user what the user has set.
    [[nodiscard]] bool hasOwnSettings() const;

    void start();
    void stop();
    /// Stops and starts again from the seed.
    void restart();
    void setFrozen(bool frozen);
    void setHeld(bool held);
    /// Statistics and charts begin anew; settings stay.
    void clearData();
    void publish(const QString &text);
    /// A fault begins now; does nothing while nothing runs.
    void strike(const Fault &fault);

    /// A change by the user: one undo step a key and drag. Acts at once.
    void edit(const ExperimentSettings &next, int key);
    void setTransportEnabled(TransportKind kind, bool enabled);
    /// Only this one on; once more: all on.
    void solo(TransportKind kind);
    /// Settings remembered from the last time: before the first start, no undo step.
    void useRemembered(const ExperimentSettings &settings);
    /// Replaces all settings as one undo step, and starts again from the seed. The scenario is left.
    void loadSettings(const ExperimentSettings &settings, const QString &undoText);
    /// One that outlives this: a built-in one.
    void loadScenario(const Scenario &scenario);
    /// One from a file; it is kept as long as this, since undo may bring it back.
    void openScenario(const Scenario &scenario);
    /// What is set is this scenario from now on (it was saved): nothing starts anew.
    void adoptScenario(const Scenario &scenario);
    /// Back to the scenario's settings (or the defaults).
    void resetScenario();
    void setViewOptions(const ViewOptions &options);
    /// What the user points at, for all views.
    void setSelection(const Selection &selection);
    void toggleBaseline();
    /// What the user asks of the browser's tabs; they tell what came of it with the next display.
    void commandTabs(const TabCommand &command);

    /// Used by the undo commands only.
    void applySettings(const ExperimentSettings &settings, const Scenario *scenario);

signals:
    /// New data, or another way of looking at it.
    void displayed();
    /// The scenario is about this view (LabView::machineName()).
    void viewWanted(const QString &machineName);
    void settingsChanged();
    /// Running, frozen, held, scenario or baseline changed.
    void modeChanged();
    /// Something failed, or was refused; plain words, and what can be done.
    void problem(const QString &text);
    void problemSolved();
    /// What just happened, for the status line. `shownFor`: no longer true after that; 0: until something
    /// else happens.
    void announced(const QString &text, Duration shownFor = Duration{0});

private:
    /// What makes a problem go away.
    enum class Solution { None, Start, Edit };

    [[nodiscard]] const Scenario &kept(const Scenario &scenario);
    void load(const ExperimentSettings &settings, const Scenario *scenario, const QString &undoText);
    void complain(const QString &text, Solution solution);
    void solve(Solution solution);
    void launch();
    void onStarted(const EngineAddress &address);
    void onStopped();
    void onSnapshot(const RunSnapshot &snapshot);
    void onRested();
    void runScenarioSteps();

    EngineThreads m_engine;
    ExperimentSettings m_settings; ///< what the controls say; state() has those of what was measured
    LabState m_live;
    std::optional<LabState> m_frozen;
    Trace m_trace; ///< on show
    Trace m_meanwhile; ///< recorded since the freeze
    QTimer m_selectionTimer;
    QUndoStack m_undo;
    QTimer m_snapshotTimer;
    QTimer m_restTimer;
    std::optional<ExperimentSettings> m_beforeChange;
    std::array<qint64, transportCount> m_nextDelivery{};
    std::deque<Scenario> m_opened; ///< from files
    const Scenario *m_scenario = nullptr; ///< built in or opened
    Solution m_solution = Solution::None; ///< of the problem on show
    qsizetype m_nextStep = 0;
    QDateTime m_startedAt;
    bool m_running = false;
    bool m_stopping = false;
    bool m_startAgain = false;
    bool m_held = false;
};
