#pragma once

#include "app/command_line.h"
#include "app/exit_code.h"
#include "core/experiment/gauntlet.h"
#include "core/experiment/scenario.h"

#include <QObject>

#include <optional>

/// `pushscope run --gauntlet` and scenarios about it: every client through every middlebox, then the matrix
/// on stdout or as JSON.
class HeadlessGauntlet : public QObject
{
    Q_OBJECT

public:
    explicit HeadlessGauntlet(const RunCommand &command, QObject *parent = nullptr);

    void start();
    /// Ends it early; what was measured is still written (exit code 130).
    void interrupt();

signals:
    void ended(int exitCode);

private:
    void showProgress(const GauntletReport &report);
    void finish(const GauntletReport &report);
    [[nodiscard]] Result<Done> write(const GauntletReport &report) const;

    RunCommand m_command;
    std::optional<Scenario> m_checked; ///< whose assertions must hold
    Gauntlet m_gauntlet;
    bool m_progressShown = false;
    bool m_interrupted = false;
};
