#pragma once

#include "app/command_line.h"
#include "app/run_plan.h"
#include "core/experiment/engine_threads.h"

#include <QObject>

#include <optional>

/// `pushscope run the-seventh-tab`: the story of the seventh tab without a window, with the times that were
/// measured. Exit code 1 when it did not go as told.
class HeadlessTabs : public QObject
{
    Q_OBJECT

public:
    /// Each step lasts so long, so that waiting is told from the noise of the machine.
    static constexpr std::chrono::milliseconds pause{200};

    /// `plan`: what planRun() made of `command`.
    HeadlessTabs(const RunCommand &command, const RunPlan &plan, QObject *parent = nullptr);

    void start();
    /// Ends it early; what was measured is still written (exit code 130).
    void interrupt();

signals:
    void ended(int exitCode);

private:
    void take(const TabsSnapshot &tabs);
    void finish(const TabsSnapshot &tabs);
    [[nodiscard]] ExitCode write(const TabsSnapshot &tabs) const;
    void say(const QString &message) const;

    RunCommand m_command;
    RunPlan m_plan;
    EngineThreads m_engine;
    TabsSnapshot m_last;
    std::optional<TabStep> m_said; ///< the step that was told last
    ExitCode m_code = ExitOk;
    bool m_asked = false;
    bool m_finished = false;
};
