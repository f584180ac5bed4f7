#pragma once

#include "app/command_line.h"
#include "app/run_captures.h"
#include "app/run_plan.h"
#include "core/experiment/engine_threads.h"
#include "core/experiment/export_csv.h"
#include "core/experiment/run_report.h"

#include <QObject>
#include <QTimer>

#include <optional>

/// One experiment without Widgets (design section 4.2): runs it, writes what was asked for, and ends the
/// application with the exit code. Results on stdout, everything else on stderr.
class HeadlessRun : public QObject
{
    Q_OBJECT

public:
    /// `plan`: what planRun() made of `command`.
    HeadlessRun(const RunCommand &command, const RunPlan &plan, QObject *parent = nullptr);

    void start();
    /// Ends it early; what was measured is still written (exit code 130).
    void interrupt();

signals:
    void ended(int exitCode);

private:
    [[nodiscard]] std::optional<RunRefusal> prepare();
    void take(const RunSnapshot &snapshot);
    void announcePorts(const RunSnapshot &snapshot);
    void planSteps(double elapsedS);
    void applyStep(const ScenarioStep &step);
    void showProgress(const RunSnapshot &snapshot);
    void finish(const RunSnapshot &last);
    [[nodiscard]] ExitCode writeResults(const RunResult &result);
    [[nodiscard]] ExitCode judge(const QJsonObject &report);
    void end(ExitCode code);
    void say(const QString &message) const;

    /// Questions to the engine until the schedule has begun, from which steps are planned: the first of them
    /// must not wait for progress.
    static constexpr std::chrono::milliseconds untilItRuns{20}, betweenProgress{200};

    RunCommand m_command;
    RunPlan m_plan;
    CsvWriter m_csv;
    RunCaptures m_captures;
    EngineThreads m_engine; // after what its threads call
    QTimer m_ask;
    std::array<qint64, transportCount> m_seen{};
    QDateTime m_startedAt;
    bool m_listening = false;
    bool m_portsSaid = false;
    bool m_stepsPlanned = false;
    bool m_progressShown = false;
    bool m_over = false; ///< the next snapshot is the last one
    bool m_finished = false;
    bool m_interrupted = false;
};
