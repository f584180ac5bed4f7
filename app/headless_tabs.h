#pragma once

#include "app/command_line.h"
#include "app/exit_code.h"
#include "core/experiment/engine_threads.h"
#include "core/experiment/scenario.h"

#include <QObject>

#include <optional>

/// Whether `command` names the scenario whose story HeadlessTabs tells.
[[nodiscard]] bool tellsTabStory(const RunCommand &command);

/// `pushscope run the-seventh-tab`: the story of the seventh tab without a window, with the times that were
/// measured. Exit code 1 when it did not go as told.
class HeadlessTabs : public QObject
{
    Q_OBJECT

public:
    /// Each step lasts so long, so that waiting is told from the noise of the machine.
    static constexpr std::chrono::milliseconds pause{200};

    explicit HeadlessTabs(const RunCommand &command, QObject *parent = nullptr);

    void start();
    /// Ends it early; what was measured is still written (exit code 130).
    void interrupt();

signals:
    void ended(int exitCode);

private:
    [[nodiscard]] QString refusedOption() const;
    void take(const TabsSnapshot &tabs);
    void finish(const TabsSnapshot &tabs);
    [[nodiscard]] ExitCode write(const TabsSnapshot &tabs) const;
    void say(const QString &message) const;

    RunCommand m_command;
    std::optional<Scenario> m_checked; ///< whose assertions must hold
    EngineThreads m_engine;
    TabsSnapshot m_last;
    std::optional<TabStep> m_said; ///< the step that was told last
    ExitCode m_code = ExitOk;
    bool m_asked = false;
    bool m_finished = false;
};
